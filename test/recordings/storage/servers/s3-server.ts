/** As much of Amazon S3 as reading needs. https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
import type { ServerResponse } from 'node:http';
import { type Answer, CANARY, listingPage, sendBytes, sized } from './objects.ts';

const SKEW_MS = 15 * 60_000;

export const answerS3: Answer = (server, request, response, { pathname, searchParams }) => {
  const now = Date.now() + server.clock;
  response.setHeader('date', new Date(now).toUTCString());
  if (server.refusal) return refuse(response, server.refusal);
  const [, y, mo, d, h, mi, s] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(request.headers['x-amz-date'])) ?? [];
  const asked = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
  // https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
  if (!(Math.abs(asked - now) < SKEW_MS)) return refuse(response, { status: 403, code: 'RequestTimeTooSkewed' });
  const [, bucket, key = ''] = /^\/([^/]*)\/?(.*)$/.exec(decodeURIComponent(pathname)) ?? [];
  if (bucket !== 'acme-traffic') return refuse(response, { status: 404, code: 'NoSuchBucket' });
  if (searchParams.has('list-type')) {
    if (server.noListing) return refuse(response, { status: 403, code: 'AccessDenied' });
    const { entries, prefixes, next } = listingPage(server, {
      prefix: searchParams.get('prefix') ?? '',
      delimiter: searchParams.get('delimiter') ?? '',
      after: searchParams.get('continuation-token') ?? '',
      most: Number(searchParams.get('max-keys') ?? 1000),
    });
    const contents = entries.map(
      ([name, { bytes, version }]) =>
        `<Contents><Key>${name}</Key>${sized(server, `<Size>${bytes.length}</Size>`)}<ETag>&quot;${version}&quot;</ETag></Contents>`,
    );
    const folders = prefixes.map((prefix) => `<CommonPrefixes><Prefix>${prefix}</Prefix></CommonPrefixes>`);
    const token =
      next === undefined || server.lie === 'a page without the next'
        ? ''
        : `<NextContinuationToken>${next}</NextContinuationToken>`;
    const inner = `<IsTruncated>${next !== undefined}</IsTruncated>${token}${contents.join('')}${folders.join('')}`;
    return xml(response, 200, `<ListBucketResult>${inner}</ListBucketResult>`);
  }
  const object = server.objects.get(key);
  if (!object) return refuse(response, { status: 404, code: 'NoSuchKey' });
  const etag = `"${object.version}"`;
  const { range, 'if-match': wanted } = request.headers;
  if (wanted !== undefined && wanted !== etag) return refuse(response, { status: 412, code: 'PreconditionFailed' });
  if (request.method === 'HEAD') {
    response.writeHead(200, { etag, 'content-length': String(object.bytes.length) }).end();
    return;
  }
  sendBytes(server, response, object, { range, headers: { etag } });
};

function refuse(
  response: ServerResponse,
  { status, code, message = '' }: { status: number; code: string; message?: string },
): void {
  const told = `<Message>${message} ${CANARY}</Message><AWSAccessKeyId>${CANARY}</AWSAccessKeyId>`;
  xml(response, status, `<Error><Code>${code}</Code>${told}</Error>`);
}

function xml(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(`<?xml version="1.0"?>${body}`);
}
