/**
 * As much of Amazon S3 as Weir uses, in memory, as its reference describes it: unlike the emulated one it deletes many
 * objects at once, has a clock that tests set, and fails when told to. https://docs.aws.amazon.com/AmazonS3/latest/API
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { vi } from 'vitest';

export interface StoredObject {
  readonly text: string;
  readonly type?: string;
  modified: Date;
}

export interface BucketServer {
  readonly url: string;
  /** By key, of the one bucket `acme-reports`. */
  readonly objects: Map<string, StoredObject>;
  /** `GET /acme-reports?list-type=2…`, oldest first. */
  readonly requests: string[];
  /** How many of the next requests are answered with 503. */
  failing: number;
  /** Keys that may not be deleted. */
  readonly locked: Set<string>;
  close(): Promise<void>;
}

const MOST_AT_ONCE = 1000;

/** Sets what an operator sets, for this test file. The key is the one of Amazon's own documentation. */
export function speakTo(url: string): void {
  vi.stubEnv('AWS_ENDPOINT_URL_S3', url);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY');
}

export async function startBucketServer(): Promise<BucketServer> {
  const http = createServer((request, response) => {
    answer(server, request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const server: BucketServer = {
    url: `http://127.0.0.1:${port}`,
    objects: new Map(),
    requests: [],
    failing: 0,
    locked: new Set(),
    close: () => new Promise((resolve) => http.close(() => resolve()).closeAllConnections()),
  };
  return server;
}

async function answer(server: BucketServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', server.url);
  server.requests.push(`${request.method} ${request.url}`);
  const body = await textOf(request);
  if (server.failing > 0) {
    server.failing -= 1;
    return refuse(response, 503, 'SlowDown');
  }
  const [, bucket, key = ''] = /^\/([^/]*)\/?(.*)$/.exec(decodeURIComponent(pathname)) ?? [];
  if (bucket !== 'acme-reports') return refuse(response, 404, 'NoSuchBucket');
  if (request.method === 'GET' && searchParams.has('list-type')) return list(server, searchParams, response);
  if (request.method === 'POST' && searchParams.has('delete')) return remove(server, body, response);
  if (request.method === 'PUT') {
    server.objects.set(key, { text: body, type: request.headers['content-type'], modified: new Date() });
    response.writeHead(200).end();
    return;
  }
  const object = server.objects.get(key);
  if (!object) return refuse(response, 404, 'NoSuchKey');
  response.writeHead(200, { 'content-type': object.type ?? 'binary/octet-stream' }).end(object.text);
}

/** Keys in the order of their bytes; what lies behind a delimiter is one entry, and counts as one. */
function list(server: BucketServer, query: URLSearchParams, response: ServerResponse): void {
  const [prefix, delimiter, token] = ['prefix', 'delimiter', 'continuation-token'].map((name) => query.get(name) ?? '');
  const most = Math.min(MOST_AT_ONCE, Number(query.get('max-keys') ?? MOST_AT_ONCE));
  const keys = [...server.objects.keys()].filter((key) => key.startsWith(prefix ?? '')).toSorted();
  const entries = new Set(
    keys.map((key) => {
      const end = delimiter ? key.indexOf(delimiter, prefix?.length) : -1;
      return end < 0 ? key : key.slice(0, end + 1);
    }),
  );
  const left = [...entries].filter((entry) => !token || entry > token);
  const shown = left.slice(0, most);
  const truncated = left.length > most;
  const written = shown.map((entry) => {
    const object = server.objects.get(entry);
    return object
      ? `<Contents><Key>${entry}</Key><LastModified>${object.modified.toISOString()}</LastModified></Contents>`
      : `<CommonPrefixes><Prefix>${entry}</Prefix></CommonPrefixes>`;
  });
  const next = truncated ? `<NextContinuationToken>${shown.at(-1)}</NextContinuationToken>` : '';
  const inner = `<IsTruncated>${truncated}</IsTruncated>${next}${written.join('')}`;
  xml(response, 200, `<ListBucketResult>${inner}</ListBucketResult>`);
}

function remove(server: BucketServer, body: string, response: ServerResponse): void {
  const keys = [...body.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key = '']) => key);
  if (keys.length > MOST_AT_ONCE) {
    refuse(response, 400, 'MalformedXML');
    return;
  }
  const errors = keys.filter((key) => server.locked.has(key) || !server.objects.delete(key));
  const told = errors.map((key) => `<Error><Key>${key}</Key><Code>AccessDenied</Code></Error>`);
  xml(response, 200, `<DeleteResult>${told.join('')}</DeleteResult>`);
}

function refuse(response: ServerResponse, status: number, code: string): void {
  xml(response, status, `<Error><Code>${code}</Code></Error>`);
}

function xml(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(`<?xml version="1.0"?>${body}`);
}
