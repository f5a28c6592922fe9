/** Files whose names do not say how they are packed, as Firehose, CloudFront and OPA name what they upload. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { RecordingConfig } from '../../src/config/config.ts';
import { readerOf } from '../../src/recordings/read.ts';
import { resolveFiles } from '../../src/recordings/resolve.ts';
import { keeping, readAll, temporaryFolder, values } from './files.ts';
import { config, setEnvironment } from './storage/faults.ts';
import { serveObjects } from './storage/servers/objects.ts';
import { answerS3 } from './storage/servers/s3-server.ts';

const lines = (delay: number) => Buffer.from(`{"delay":${delay}}\n`);
const FILES = {
  '2026/11/28/part-00000': gzipSync(lines(0)),
  '2026/11/28/part-00001': zstdCompressSync(lines(1)),
  '2026/11/28/part-00002': lines(2),
  '2026/11/28/stream-1-2026-11-28-08-15-00-1f0c': gzipSync(lines(3)),
};
const records = [0, 1, 2, 3].map((delay) => ({ delay }));

async function places() {
  const directory = temporaryFolder();
  const server = await serveObjects(answerS3);
  setEnvironment({
    AWS_ENDPOINT_URL_S3: server.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
  });
  function put(name: string, bytes: Buffer): void {
    mkdirSync(join(directory, name, '..'), { recursive: true });
    writeFileSync(join(directory, name), bytes);
    server.put(name, bytes);
  }
  async function read(files: string, more: Partial<RecordingConfig>) {
    const storage = {
      tracked: { list: async () => [], localPath: async (path: string) => path },
      ...{ directory, keep: keeping() },
    };
    const found: unknown[] = [];
    for (const file of await resolveFiles(config(files, more), storage)) {
      found.push(...values(await readAll(readerOf(file), file)));
    }
    return found;
  }
  return { put, read, server };
}

describe.each([
  ['on disk', ''],
  ['in a bucket', 's3://acme-traffic/'],
])('%s', (_where, root) => {
  it('tells by the first bytes how a file is packed whose name does not say it', async () => {
    const { put, read } = await places();
    for (const [name, bytes] of Object.entries(FILES)) put(name, bytes);
    expect(await read(`${root}2026/**/*`, { format: 'jsonl' })).toEqual(records);
  });

  it('takes what weir.yml says instead of what a name does', async () => {
    const { put, read } = await places();
    put('a.jsonl', gzipSync(lines(0)));
    put('b.jsonl.gz', lines(1));
    expect(await read(`${root}a.jsonl`, { compression: 'gzip' })).toEqual([{ delay: 0 }]);
    expect(await read(`${root}b.jsonl.gz`, { compression: 'none' })).toEqual([{ delay: 1 }]);
  });

  it.each([
    [
      'gzip',
      lines(0),
      /part-0: it is read as gzip, and does not begin like that; found nothing that is packed, expected compression: none in weir.yml/,
    ],
    [
      'zstd',
      gzipSync(lines(0)),
      /part-0: it is read as zstd, and does not begin like that; found gzip, expected compression: gzip in weir.yml/,
    ],
    ['none', gzipSync(lines(0)), /part-0: its content is gzip, and is read as jsonl/],
    ['gzip', gzipSync(gzipSync(lines(0))), /part-0: what gzip packs in it is gzip/],
  ] as const)('compression: %s of what is none is an error that says so', async (compression, bytes, message) => {
    const { put, read } = await places();
    put('part-0', bytes);
    await expect(read(`${root}part-0`, { format: 'jsonl', compression })).rejects.toThrow(message);
  });
});

it('what compresses inside is refused with a compression of the whole', async () => {
  const { put, read } = await places();
  put('a.parquet', Buffer.from('PAR1'));
  await expect(read('a.parquet', { compression: 'gzip' })).rejects.toThrow("Parquet inside gzip can't be read");
});
