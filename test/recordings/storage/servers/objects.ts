/** What the servers of object storages in these tests have in common: objects with versions, listings, ranges, and faults. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

/** Planted wherever a secret may stand, and echoed in every refusal: it may be found nowhere else. */
export const CANARY = 'c4n4rySecretThatNobodyMayEverSee';

export interface ObjectServer {
  readonly url: string;
  readonly objects: Map<string, StoredObject>;
  /** `GET /…`, and the range that was asked for. */
  readonly requests: string[];
  /** Status, code and words with which every request is refused. */
  refusal?: { readonly status: number; readonly code: string; readonly message?: string };
  /** Of requests for listings alone. */
  noListing?: boolean;
  /** Each download takes one: after so many bytes its connection is cut. */
  readonly cuts: number[];
  /** Each download takes one: after so many bytes nothing comes any more. */
  readonly stalls: number[];
  /** Cuts the connections on which nothing comes. */
  cutStalled(): void;
  /** Called when one was cut. */
  onCut?: () => void;
  /** How far its clock is from ours, in milliseconds. */
  clock: number;
  /** What of its answers is not as the service promises. */
  lie?: 'no sizes' | 'pages that go round' | 'a page without the next' | 'whole files for ranges' | 'later ranges';
  put(key: string, content: string | Buffer): void;
}

export interface StoredObject {
  readonly bytes: Buffer;
  readonly version: number;
}

export type Answer = (server: ObjectServer, request: IncomingMessage, response: ServerResponse, url: URL) => void;

/** Closed after the test, or after whatever else `after` waits for. */
export async function serveObjects(
  answer: Answer,
  after: (close: () => Promise<void>) => void = onTestFinished,
): Promise<ObjectServer> {
  const http = createServer((request, response) => {
    const { range = request.headers['x-ms-range'] } = request.headers;
    server.requests.push([request.method, request.url, range].filter(Boolean).join(' '));
    answer(server, request, response, new URL(request.url ?? '/', server.url));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  let versions = 0;
  const server: Silent = {
    silent: [],
    cutStalled() {
      for (const response of server.silent.splice(0)) response.destroy();
    },
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    objects: new Map(),
    requests: [],
    cuts: [],
    stalls: [],
    clock: 0,
    put(key, content) {
      versions += 1;
      server.objects.set(key, { bytes: Buffer.from(content), version: versions });
    },
  };
  after(() => new Promise<void>((resolve) => void http.close(() => resolve()).closeAllConnections()));
  return server;
}

/** With the answers that have stalled. */
interface Silent extends ObjectServer {
  readonly silent: ServerResponse[];
}

export interface ListingPage {
  readonly entries: readonly (readonly [string, StoredObject])[];
  readonly prefixes: readonly string[];
  readonly next?: string;
}

/** Keys by their bytes; what lies behind a delimiter is one entry. */
export function listingPage(
  { objects, lie }: ObjectServer,
  {
    prefix = '',
    delimiter = '',
    after = '',
    most = 1000,
  }: { prefix?: string; delimiter?: string; after?: string; most?: number },
): ListingPage {
  const entries: [string, StoredObject][] = [];
  const prefixes: string[] = [];
  let last = '';
  for (const [key, object] of objects) {
    if (!key.startsWith(prefix)) continue;
    const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
    const entry = end < 0 ? key : key.slice(0, end + 1);
    if ((entry <= after && !after.endsWith('round')) || entry === last) continue;
    if (entries.length + prefixes.length === most)
      return {
        entries,
        prefixes,
        next: lie === 'pages that go round' ? (after === 'round' ? 'and round' : 'round') : last,
      };
    if (end < 0) entries.push([key, object]);
    else prefixes.push(entry);
    last = entry;
  }
  return { entries, prefixes };
}

/** The bytes from where the range begins, as far as the next cut lets them come. */
export function sendBytes(
  server: ObjectServer,
  response: ServerResponse,
  { bytes }: StoredObject,
  { range, headers }: { range?: string | string[]; headers: Readonly<Record<string, string>> },
): void {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(String(range ?? '')) ?? [];
  const wanted = Number(first ?? 0);
  if (first !== undefined && wanted >= bytes.length) {
    response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
    return;
  }
  const end = last ? Math.min(Number(last) + 1, bytes.length) : bytes.length;
  const asked = first === undefined || wanted === 0 ? undefined : server.lie;
  if (asked === 'whole files for ranges') {
    // Cut where who asked for the rest has as many bytes as the file.
    response.writeHead(200, { 'content-length': String(bytes.length), ...headers });
    response.write(bytes.subarray(0, bytes.length - wanted), () => setImmediate(() => response.destroy()));
    return;
  }
  const start = asked === 'later ranges' ? wanted + 1000 : wanted;
  const part = bytes.subarray(start, end);
  const place = first === undefined ? {} : { 'content-range': `bytes ${start}-${end - 1}/${bytes.length}` };
  response.writeHead(first === undefined ? 200 : 206, {
    'content-length': String(part.length),
    ...place,
    ...headers,
  });
  const stall = server.stalls.shift();
  if (stall !== undefined) {
    response.write(part.subarray(0, stall));
    if ('silent' in server && Array.isArray(server.silent)) server.silent.push(response);
    return;
  }
  const cut = server.cuts[0];
  if (cut === undefined || part.length <= cut) {
    response.end(part);
    return;
  }
  server.cuts.shift();
  response.write(part.subarray(0, cut), () => {
    // What was written has to be on its way before the connection ends.
    setImmediate(() => {
      server.onCut?.();
      response.destroy();
    });
  });
}

/** What says how long an object is, where the server tells. */
export function sized({ lie }: ObjectServer, told: string): string {
  return lie === 'no sizes' ? '' : told;
}

export function sorted(files: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
}
