/** Tells the content of a file of a recording from any other, so that what was kept of one is never taken for another's. */
import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import type { RecordingFile } from '../reader.ts';
import { redactionId } from '../redact/resolve.ts';

export interface FileContent {
  /** What its records are made of: the bytes, and how they are read. Plain data. */
  readonly id: unknown;
  /** Whether the file has been left alone since. */
  isUnchanged(): Promise<boolean>;
}

const CHUNK_BYTES = 4 * 1024 * 1024;

/**
 * The bytes are read, for no time of a file is a proof, and reading them is a fraction of parsing them. Where a storage keeps
 * versions apart, the version is enough.
 */
export async function contentOf(file: RecordingFile): Promise<FileContent> {
  const { path, format, compression, form, envelope, within, partitions, redaction, version, sources } = file;
  const id = (bytes: string): unknown => [
    bytes,
    [format, compression, form, envelope, within, partitions, redaction && redactionId(redaction), sources?.length],
  ];
  if (version !== undefined) return { id: id(version), isUnchanged: async () => true };
  const before = await standing(path);
  const bytes = await digestOf(path);
  return { id: id(bytes), isUnchanged: async () => (await standing(path)) === before };
}

/** Changes with every write; its owner can set back the one time, but not the other. */
async function standing(path: string): Promise<string> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  await using file = await open(path, 'r');
  for (;;) {
    const { bytesRead } = await file.read(chunk, 0, chunk.length);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(chunk.subarray(0, bytesRead));
  }
}
