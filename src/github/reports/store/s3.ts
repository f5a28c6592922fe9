/**
 * Texts as objects in a bucket of Amazon S3, or of another that answers like it. `open.ts` opens it. Who may, where and how
 * often it is tried again, the SDK finds as it always does: in the environment, in ~/.aws, or from the machine.
 */
import type { ListObjectsV2CommandInput, ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';
import { loadPeer } from '../../../peer.ts';
import { checkedName } from './names.ts';
import type { TextStore } from './text-store.ts';

export interface S3Place {
  readonly bucket: string;
  /** Of all keys: empty, or with a slash at its end. */
  readonly prefix: string;
}

/** Of `s3://bucket` or `s3://bucket/some/prefix`; undefined for anything else. */
export function readS3Place(address: string): S3Place | undefined {
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  const [, bucket, path = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([\w./=-]*))?$/.exec(address) ?? [];
  if (bucket === undefined) return undefined;
  const parts = path.replace(/\/+$/, '').split('/');
  if (parts.some((part) => /^\.+$/.test(part)) || (parts.length > 1 && parts.includes(''))) return undefined;
  return { bucket, prefix: parts[0] === '' ? '' : `${parts.join('/')}/` };
}

/** Milliseconds: a check waits for its report to be kept. */
const PATIENCE = { connectionTimeout: 5000, requestTimeout: 30_000, throwOnRequestTimeout: true };

/**
 * Throws a PeerError where the SDK is missing. The bucket itself is not asked before it is needed.
 *
 * @param kinds the first parts of names; nothing else in the bucket is ever looked at
 */
export async function openS3Store({ bucket, prefix }: S3Place, kinds: readonly string[]): Promise<TextStore> {
  const use = 'reports in a bucket (WEIR_REPORTS) need';
  const sdk = await loadPeer(use, ['@aws-sdk/client-s3'], () => import('@aws-sdk/client-s3'));
  // Only Amazon gives every bucket a host name of its own.
  const forcePathStyle = Boolean(process.env.AWS_ENDPOINT_URL_S3 || process.env.AWS_ENDPOINT_URL);
  const client = new sdk.S3Client({ forcePathStyle, requestHandler: PATIENCE });
  const keyOf = (name: string): string => `${prefix}${checkedName(name, kinds)}`;
  /** Amazon gives at most 1000 keys at once, and takes as many to delete. */
  const pages = (input: Omit<ListObjectsV2CommandInput, 'Bucket'>): AsyncIterable<ListObjectsV2CommandOutput> =>
    sdk.paginateListObjectsV2({ client }, { Bucket: bucket, ...input });

  return {
    async read(name) {
      const wanted = new sdk.GetObjectCommand({ Bucket: bucket, Key: keyOf(name) });
      try {
        const { Body } = await client.send(wanted);
        return (await Body?.transformToString('utf-8')) ?? '';
      } catch (error) {
        if (error instanceof sdk.NoSuchKey) return undefined;
        throw error;
      }
    },
    async write(name, text) {
      const object = { Bucket: bucket, Key: keyOf(name), Body: Buffer.from(text), ContentType: typeOf(name) };
      await client.send(new sdk.PutObjectCommand(object));
    },
    async list(name) {
      const folder = `${keyOf(name)}/`;
      const names: string[] = [];
      for await (const { Contents = [], CommonPrefixes = [] } of pages({ Prefix: folder, Delimiter: '/' })) {
        const found = [...Contents.map(({ Key }) => Key), ...CommonPrefixes.map(({ Prefix }) => Prefix)];
        names.push(...found.map((key = '') => key.slice(folder.length).replace(/\/$/, '')));
      }
      return names.filter((last) => last !== '');
    },
    async removeBefore(time) {
      let removed = 0;
      for (const kind of kinds) {
        for await (const { Contents = [] } of pages({ Prefix: `${prefix}${kind}/` })) {
          const old = Contents.filter(({ LastModified }) => LastModified !== undefined && LastModified < time);
          await remove(old.map(({ Key }) => ({ Key })));
          removed += old.length;
        }
      }
      return removed;
    },
  };

  async function remove(objects: { Key: string | undefined }[]): Promise<void> {
    if (objects.length === 0) return;
    const Delete = { Objects: objects, Quiet: true };
    // One answer for all: also where some of them could not be deleted it says 200.
    const { Errors = [] } = await client.send(new sdk.DeleteObjectsCommand({ Bucket: bucket, Delete }));
    const [first] = Errors;
    if (first) throw new Error(`${Errors.length} of ${objects.length} texts could not be removed: ${first.Code}`);
  }
}

/** For people who open an object in the bucket itself. */
function typeOf(name: string): string {
  if (name.endsWith('.html')) return 'text/html; charset=utf-8';
  return name.endsWith('.svg') ? 'image/svg+xml' : 'application/json';
}
