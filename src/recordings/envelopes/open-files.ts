/**
 * Opens the files of a recording whose raw records may be halves of records, or several: once, before one is cut, into
 * one file of native records that lies beside what was fetched, and is made again only when a file is another.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { RecordingFile } from '../reader.ts';
import type { RecordingStorage } from '../storage/storage.ts';
import type { Envelope } from './envelope.ts';
import { envelopeFor } from './registry.ts';
import { transcribe } from './transcribe.ts';

/** Part of what tells one transcript from another: what an older program has made may be made otherwise. */
const VERSION = 1;

/** The files themselves where records are opened as they are read. Throws a RecordingError where one can't be read. */
export async function openEnvelopes(
  files: readonly RecordingFile[],
  config: object,
  storage: RecordingStorage,
): Promise<RecordingFile[]> {
  const envelope = envelopeFor(files[0]?.envelope);
  const open = envelope?.open;
  if (!envelope || open?.holds !== 'any') return [...files];
  const path = await storage.keep({
    id: await identityOf(envelope, files, config),
    name: `${envelope.id}.jsonl`,
    write: (file) => transcribe(files, open, file),
  });
  const [first] = files;
  const name = files.length === 1 && first ? first.name : `${first?.name} and others`;
  return [{ path, name, index: 0, format: 'jsonl', compression: 'none', sources: files }];
}

async function identityOf(envelope: Envelope, files: readonly RecordingFile[], config: object): Promise<string> {
  const given = new Map<string, unknown>(Object.entries(config));
  const options = Object.keys(envelope.options).map((key) => [key, given.get(key)]);
  return createHash('sha256')
    .update(JSON.stringify([VERSION, envelope.id, options, await contentsOf(files)]))
    .digest('hex');
}

/** What tells these files, and how they are read, from any others. */
export function contentsOf(files: readonly RecordingFile[]): Promise<readonly unknown[]> {
  return Promise.all(
    files.map(async ({ path, name, identity, form, partitions }) => [
      name,
      identity ?? (await hashOf(path)),
      form,
      partitions,
    ]),
  );
}

/** A file that git lays down for one command has another path and time in the next; reading it is a tenth of opening it. */
async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
