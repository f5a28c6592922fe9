/** As much of Google Cloud Storage as reading needs. https://cloud.google.com/storage/docs/json_api/v1/objects */
import type { ServerResponse } from 'node:http';
import { type Answer, CANARY, listingPage, type StoredObject, sendBytes } from './objects.ts';

export const answerGcs: Answer = (server, request, response, { pathname, searchParams }) => {
  if (server.refusal) return refuse(response, server.refusal);
  const [, bucket, name] = /^(?:\/(?:download\/)?storage\/v1)?\/b\/([^/]+)\/o(?:\/([^/]+))?$/.exec(pathname) ?? [];
  if (bucket !== 'acme-traffic') {
    return refuse(response, { status: 404, code: 'notFound', message: 'The specified bucket does not exist.' });
  }
  if (name === undefined) {
    if (server.noListing) return refuse(response, { status: 403, code: 'forbidden' });
    const { entries, prefixes, next } = listingPage(server, {
      prefix: searchParams.get('prefix') ?? '',
      delimiter: searchParams.get('delimiter') ?? '',
      after: searchParams.get('pageToken') ?? '',
      most: Number(searchParams.get('maxResults') ?? 1000),
    });
    return json(response, 200, {
      items: entries.map((entry) => ({ ...resource(entry), ...(server.lie === 'no sizes' && { size: undefined }) })),
      prefixes,
      nextPageToken: next,
    });
  }
  const key = decodeURIComponent(name);
  const object = server.objects.get(key);
  const generation = searchParams.get('generation');
  // https://cloud.google.com/storage/docs/object-versioning: without it, a generation that was overwritten is gone.
  if (!object || (generation !== null && generation !== String(object.version))) {
    return refuse(response, { status: 404, code: 'notFound', message: `No such object: acme-traffic/${key}` });
  }
  if (searchParams.get('alt') !== 'media') return json(response, 200, resource([key, object]));
  const headers = { 'x-goog-generation': String(object.version) };
  sendBytes(server, response, object, { range: request.headers.range, headers });
};

function resource([name, { bytes, version }]: readonly [string, StoredObject]): object {
  return {
    kind: 'storage#object',
    name,
    bucket: 'acme-traffic',
    size: String(bytes.length),
    generation: String(version),
  };
}

function refuse(
  response: ServerResponse,
  { status, code, message = '' }: { status: number; code: string; message?: string },
): void {
  const told = `${message} ${CANARY}`;
  json(response, status, { error: { code: status, message: told, errors: [{ reason: code, message: told }] } });
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
