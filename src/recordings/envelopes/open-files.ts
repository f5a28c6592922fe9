/**
 * Opens the files of a recording whose raw records may be halves of records, or several: once, before one is cut, into
 * one file of native records that lies beside what was fetched, and is made again only when a file is another.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Made, RecordingFile } from '../reader.ts';
import type { RecordingStorage } from '../storage/storage.ts';
import type { Envelope } from './envelope.ts';
import { envelopeFor } from './registry.ts';
import { transcribe } from './transcribe.ts';

/** Part of what tells one transcript from another: what an older program has made may be made otherwise. */
const VERSION = 2;

/** The files themselves where records are opened as they are read. Throws a RecordingError where one can't be read. */
export async function openEnvelopes(
  files: readonly RecordingFile[],
  config: object,
  storage: RecordingStorage,
): Promise<RecordingFile[]> {
  const envelope = envelopeFor(files[0]?.envelope);
  const open = envelope?.open;
  if (!envelope || open?.holds !== 'any') return [...files];
  const id = await identityOf(envelope, files, config);
  let made: Made | undefined;
  const path = await storage.keep({
    id,
    name: `${envelope.id}.jsonl`,
    async write(file) {
      made = await transcribe(files, open, file);
    },
  });
  const facts = await storage.keep({
    id: `${id}made`,
    name: 'made.json',
    // Where the one was kept and the other was not, it is made once more.
    async write(file) {
      made ??= await transcribe(files, open, `${file}.again`);
      await rm(`${file}.again`, { force: true });
      await writeFile(file, JSON.stringify(made));
    },
  });
  const [first] = files;
  const name = files.length === 1 && first ? first.name : `${first?.name} and others`;
  const found: Made = JSON.parse(await readFile(facts, 'utf8'));
  return [{ path, name, index: 0, format: 'jsonl', compression: 'none', sources: files, made: found }];
}

async function identityOf(envelope: Envelope, files: readonly RecordingFile[], config: object): Promise<string> {
  const given = new Map<string, unknown>(Object.entries(config));
  const options = Object.keys(envelope.options).map((key) => [key, given.get(key)]);
  const contents = await Promise.all(
    files.map(async ({ path, name, identity, form, partitions }) => [
      name,
      identity ?? (await hashOf(path)),
      form,
      partitions,
    ]),
  );
  return createHash('sha256')
    .update(JSON.stringify([VERSION, envelope.id, options, contents]))
    .digest('hex');
}

/** A file that git lays down for one command has another path and time in the next; reading it is a tenth of opening it. */
async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
