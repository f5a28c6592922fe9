/** Tells the content of a file of a recording from any other, so that what was kept of one is never taken for another's. */
import { stat } from 'node:fs/promises';
import type { RecordingFile } from '../reader.ts';
import { redactionId } from '../redact/resolve.ts';
import type { KeptStore } from './store.ts';

export interface FileContent {
  /** What its records are made of: the bytes, and how they are read. Plain data. */
  readonly id: unknown;
  /** Whether the file has been left alone since. */
  isUnchanged(): Promise<boolean>;
}

/**
 * The bytes are read, for no time of a file is a proof, and reading them is a fraction of parsing them. Where a storage keeps
 * versions apart, the version is enough. Undefined where nothing is kept. Throws where the file cannot be read.
 */
export async function contentOf(file: RecordingFile, store: KeptStore): Promise<FileContent | undefined> {
  const { path, format, compression, form, envelope, within, partitions, redaction, version, sources } = file;
  const id = (bytes: string): unknown => [
    bytes,
    [format, compression, form, envelope, within, partitions, redaction && redactionId(redaction), sources?.length],
  ];
  if (version !== undefined) return { id: id(version), isUnchanged: async () => true };
  const before = await standing(path);
  const bytes = await store.tell(path);
  return bytes === undefined
    ? undefined
    : { id: id(bytes), isUnchanged: async () => (await standing(path)) === before };
}

/** Changes with every write; its owner can set back the one time, but not the other. */
async function standing(path: string): Promise<string> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}
