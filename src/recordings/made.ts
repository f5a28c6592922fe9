/** Files of native records that are made of a recording's own, and lie beside what was fetched until one of these is another. */
import { createHash } from 'node:crypto';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import type { Made, RecordingFile } from './reader.ts';
import { redactionId } from './redact/resolve.ts';
import type { RecordingStorage } from './storage/storage.ts';

/** Part of what tells one from another: what an older program has made may be made otherwise. */
const VERSION = 3;

/** @param about all that tells what is made from what is made otherwise, as JSON has it */
export async function keepMade(
  { about, name }: { readonly about: readonly unknown[]; readonly name: string },
  storage: RecordingStorage,
  make: (to: string) => Promise<Made>,
): Promise<{ readonly path: string; readonly made: Made }> {
  const id = createHash('sha256')
    .update(JSON.stringify([VERSION, ...about]))
    .digest('hex');
  let made: Made | undefined;
  const path = await storage.keep({
    id,
    name,
    async write(file) {
      made = await make(file);
    },
  });
  const facts = await storage.keep({
    id: `${id}made`,
    name: 'made.json',
    // Where the one was kept and the other was not, it is made once more.
    async write(file) {
      made ??= await make(`${file}.again`);
      await rm(`${file}.again`, { force: true });
      await writeFile(file, JSON.stringify(made));
    },
  });
  const found: Made = JSON.parse(await readFile(facts, 'utf8'));
  return { path, made: found };
}

/** What tells the contents of these files, and how they are read, from any others. */
export function contentsOf(files: readonly RecordingFile[]): Promise<unknown[]> {
  return Promise.all(
    files.map(async ({ path, name, identity, form, partitions, redaction }) => [
      name,
      identity ?? (await hashOf(path)),
      form,
      partitions,
      redaction && redactionId(redaction),
    ]),
  );
}

/** A file that git lays down for one command has another path and time in the next; reading it is a tenth of opening it. */
async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await using file = await open(path);
  const buffer = Buffer.allocUnsafe(hashedBytes);
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, hashedBytes);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(buffer.subarray(0, bytesRead));
  }
}

/** At once: a stream would hand on sixteen times as many pieces. */
const hashedBytes = 1024 * 1024;
