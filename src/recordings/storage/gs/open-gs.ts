/**
 * A bucket by Google's own client, with Application Default Credentials: a file that GOOGLE_APPLICATION_CREDENTIALS names,
 * what gcloud has stored, or the account of the machine. STORAGE_EMULATOR_HOST leads elsewhere.
 */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { loadPeer } from '../../../peer.ts';
import {
  type Bucket,
  type BucketObject,
  listed,
  nextPage,
  startOf,
  type Trouble,
  Unreliable,
} from '../bucket/bucket.ts';
import { type Codes, troubleOf } from '../bucket/trouble.ts';

/** https://cloud.google.com/storage/docs/json_api/v1/status-codes, and OAuth's. */
const CODES: Codes = {
  'credentials refused': ['authError', 'invalid_grant', 'invalid_client', 'unauthorized_client', 'required'],
  'not allowed': ['forbidden', 'accountDisabled', 'insufficientPermissions'],
  replaced: ['conditionNotMet'],
};

/** Throws a PeerError where the client is missing. The bucket itself is not asked. */
export async function openGs(name: string): Promise<Bucket> {
  const use = 'recordings at gs:// need';
  const { Storage } = await loadPeer(use, ['@google-cloud/storage'], () => import('@google-cloud/storage'));
  const bucket = new Storage({ retryOptions: { maxRetries: 3, totalTimeout: 60 } }).bucket(name);
  return {
    root: `gs://${name}/`,
    async *pages(prefix, flat, most) {
      const before = new Set<string>();
      let pageToken: string | undefined;
      do {
        const [found, next] = await bucket.getFiles({
          prefix,
          pageToken,
          maxResults: most,
          delimiter: flat ? '/' : undefined,
          autoPaginate: false,
        });
        yield found.map(({ name: key, metadata }) => objectOf(key, metadata));
        pageToken = nextPage(tokenOf(next), before);
      } while (pageToken !== undefined);
    },
    async head(key) {
      const [metadata] = await bucket.file(key).getMetadata();
      return objectOf(key, metadata);
    },
    async open({ key, version }, start) {
      // Checksums are of whole objects, and what is packed stays packed.
      const options = { start, validation: false, decompress: false } as const;
      const stream = bucket.file(key, { generation: version }).createReadStream(options);
      return { start, bytes: { [Symbol.asyncIterator]: () => from(start, stream), destroy: () => stream.destroy() } };
    },
    // What a listing says of a place that is not there, it says without a code of its own.
    explain: (error) => (isMissingPlace(error) ? { ...explain(error), why: 'no place' } : explain(error)),
  };
}

/** The bytes of an answer, which is asked for when they are. Throws where it begins elsewhere. */
async function* from(start: number, stream: Readable): AsyncGenerator<Uint8Array> {
  let begins = 0;
  stream.once('response', ({ headers }: IncomingMessage) => {
    begins = startOf(headers['content-range']);
  });
  for await (const chunk of stream) {
    if (begins !== start) throw new Unreliable('an answer from another place');
    yield chunk;
  }
}

interface Metadata {
  readonly size?: string | number;
  readonly generation?: string | number;
}

function objectOf(key: string, { size, generation = '' }: Metadata): BucketObject {
  return listed(key, size === undefined ? undefined : Number(size), String(generation));
}

function tokenOf(query: unknown): string | undefined {
  if (typeof query !== 'object' || query === null || !('pageToken' in query)) return undefined;
  return typeof query.pageToken === 'string' ? query.pageToken : undefined;
}

function explain(error: unknown): Trouble {
  if (!(error instanceof Error)) return { why: 'other' };
  // The message tells the cause and is not shown to anybody: it may hold paths and names.
  if (error.message.startsWith('Could not load the default credentials')) return { why: 'no credentials' };
  const { status, reason } = answerOf(error);
  if (reason === 'invalid_grant' && /iat|exp\b/.test(error.message)) return { why: 'clock', code: reason };
  return troubleOf(error, CODES, status, reason);
}

/** The client wraps some answers and hands on others. */
function answerOf(error: Error): { status?: number; reason?: string } {
  const found: Record<string, unknown> = { ...error };
  const response = membersOf(found.response);
  const data = membersOf(response.data);
  const [first] = Array.isArray(found.errors) ? found.errors : [];
  const status = [found.code, found.status, response.status].map(Number).find((one) => one >= 100 && one < 600);
  const reason = [membersOf(first).reason, data.error].find((one) => typeof one === 'string');
  return { status, reason: typeof reason === 'string' ? reason : undefined };
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function isMissingPlace(error: unknown): boolean {
  return error instanceof Error && /bucket does not exist/i.test(error.message);
}
