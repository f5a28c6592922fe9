/** As much of Azure Blob Storage as reading needs. https://learn.microsoft.com/rest/api/storageservices/blob-service-rest-api */
import type { ServerResponse } from 'node:http';
import { type Answer, CANARY, listingPage, sendBytes, sized } from './objects.ts';

const SKEW_MS = 15 * 60_000;

export const answerAzure: Answer = (server, request, response, { pathname, searchParams }) => {
  if (server.refusal) return refuse(response, server.refusal);
  const asked = Date.parse(String(request.headers['x-ms-date']));
  // https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key
  if (Math.abs(asked - Date.now() - server.clock) > SKEW_MS) {
    return refuse(response, { status: 403, code: 'AuthenticationFailed', message: 'Request date header too old' });
  }
  const [, container, key = ''] = /^\/acme\/([^/]*)\/?(.*)$/.exec(decodeURIComponent(pathname)) ?? [];
  if (container !== 'acme-traffic') return refuse(response, { status: 404, code: 'ContainerNotFound' });
  if (searchParams.get('comp') === 'list') {
    if (server.noListing) return refuse(response, { status: 403, code: 'AuthorizationPermissionMismatch' });
    const { entries, prefixes, next } = listingPage(server, {
      prefix: searchParams.get('prefix') ?? '',
      delimiter: searchParams.get('delimiter') ?? '',
      after: searchParams.get('marker') ?? '',
      most: Number(searchParams.get('maxresults') ?? 5000),
    });
    const blobs = entries.map(([name, { bytes, version }]) => {
      const properties = `<Etag>0x${version}</Etag>${sized(server, `<Content-Length>${bytes.length}</Content-Length>`)}<BlobType>BlockBlob</BlobType>`;
      return `<Blob><Name>${name}</Name><Properties>${properties}</Properties></Blob>`;
    });
    const folders = prefixes.map((prefix) => `<BlobPrefix><Name>${prefix}</Name></BlobPrefix>`);
    const inner = `<Blobs>${blobs.join('')}${folders.join('')}</Blobs><NextMarker>${next ?? ''}</NextMarker>`;
    return xml(response, 200, `<EnumerationResults ContainerName="acme-traffic">${inner}</EnumerationResults>`);
  }
  const object = server.objects.get(key);
  if (!object) return refuse(response, { status: 404, code: 'BlobNotFound' });
  const etag = `"0x${object.version}"`;
  const wanted = request.headers['if-match'];
  if (wanted !== undefined && wanted !== etag) return refuse(response, { status: 412, code: 'ConditionNotMet' });
  const headers = { etag, 'x-ms-blob-type': 'BlockBlob' };
  if (request.method === 'HEAD') {
    response.writeHead(200, { ...headers, 'content-length': String(object.bytes.length) }).end();
    return;
  }
  sendBytes(server, response, object, { range: request.headers['x-ms-range'] ?? request.headers.range, headers });
};

function refuse(
  response: ServerResponse,
  { status, code, message = '' }: { status: number; code: string; message?: string },
): void {
  response.setHeader('x-ms-error-code', code);
  xml(response, status, `<Error><Code>${code}</Code><Message>${message} ${CANARY}</Message></Error>`);
}

function xml(response: ServerResponse, status: number, body: string): void {
  response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(`<?xml version="1.0" encoding="utf-8"?>${body}`);
}
