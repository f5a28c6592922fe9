/** Real files in temporary folders, and the sums of what a reader finds in them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import type { Compression } from '../../src/recordings/compression.ts';
import type {
  Malformed,
  Reader,
  ReadOptions,
  RecordFilter,
  RecordingFile,
  Shard,
} from '../../src/recordings/reader.ts';
import type { Content } from '../../src/recordings/storage/storage.ts';

export const compress: Readonly<Record<Compression, (bytes: Buffer) => Buffer>> = {
  none: (bytes) => bytes,
  gzip: (bytes) => gzipSync(bytes),
  zstd: (bytes) => zstdCompressSync(bytes),
};

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'weir-recordings-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A file of these very bytes, packed already where the compression says so. */
export function rawFile(bytes: Buffer | string, format: string, compression: Compression = 'none'): RecordingFile {
  const path = join(temporaryFolder(), `recording.${format}`);
  writeFileSync(path, bytes);
  return { path, name: `traffic/recording.${format}`, index: 0, format, compression };
}

/** What lays content down in a folder that is gone after the test, as a cache would. */
export function keeping(): (content: Content) => Promise<string> {
  const folder = temporaryFolder();
  return async ({ id, name, write }) => {
    mkdirSync(join(folder, id), { recursive: true });
    await write(join(folder, id, name));
    return join(folder, id, name);
  };
}

export function file(text: string, format: string, compression: Compression = 'none'): RecordingFile {
  return rawFile(compress[compression](Buffer.from(text)), format, compression);
}

export interface Found {
  readonly records: { position: number; record: unknown }[];
  readonly malformed: Malformed[];
  skipped: number;
}

export async function readShard(
  reader: Reader,
  shard: Shard,
  accepts: RecordFilter = all,
  options?: ReadOptions,
): Promise<Found> {
  const found: Found = { records: [], malformed: [], skipped: 0 };
  // A shard is plain data: what comes out of JSON must read the same.
  const sent: Shard = JSON.parse(JSON.stringify(shard));
  for await (const { records, positions, skipped, malformed } of reader.read(sent, accepts, options)) {
    records.forEach((record, index) => {
      found.records.push({ record, position: positions[index] ?? Number.NaN });
    });
    found.malformed.push(...malformed);
    found.skipped += skipped;
  }
  return found;
}

/** Everything that the shards hold together, in the order of the file. */
export async function readAll(
  reader: Reader,
  recording: RecordingFile,
  { shards = 1, accepts = all, options }: { shards?: number; accepts?: RecordFilter; options?: ReadOptions } = {},
): Promise<Found> {
  const parts: Found[] = [];
  for (const shard of await reader.shards(recording, shards))
    parts.push(await readShard(reader, shard, accepts, options));
  return {
    records: parts.flatMap(({ records }) => records).toSorted((a, b) => a.position - b.position),
    malformed: parts.flatMap(({ malformed }) => malformed).toSorted((a, b) => a.position - b.position),
    skipped: parts.reduce((sum, { skipped }) => sum + skipped, 0),
  };
}

export function values(found: Found): unknown[] {
  return found.records.map(({ record }) => record);
}

function all(): boolean {
  return true;
}
