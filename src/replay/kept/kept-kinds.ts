/**
 * Takes what is kept of recordings in place of their files, and lays it down for the next check where it is not there yet. What it
 * stands for is told by the content of a file and by all that is read of its records, so what it gives is what the file would.
 */
import { contentOf, type FileContent } from '../../recordings/kept/content.ts';
import type { KeptStore } from '../../recordings/kept/store.ts';
import { rawPointers } from '../../recordings/labels/raw-pointers.ts';
import type { RecordingFile, ShardKinds } from '../../recordings/reader.ts';
import type { Wanted } from '../../recordings/screen/wanted.ts';
import { sizeOf } from '../../recordings/size.ts';
import { version } from '../../version.ts';
import type { Plan } from '../plan.ts';
import { packEntry, unpackEntry } from './entry.ts';
import { type LayMeans, layFiles, needsAddons } from './lay-files.ts';

/** Of a recording's files, by their places among them; what is not there has to be read. */
export type KeptFiles = ReadonlyMap<number, readonly ShardKinds[]>;

export interface KeptMeans extends LayMeans {
  readonly store: KeptStore;
}

/** Smaller ones are parsed sooner than looked up, unless reading them takes native code. */
const FEWEST_BYTES = 4_000_000;
/** What is held at once, of all files of a recording. */
const MOST_BYTES = 256_000_000;
/** Another one wherever the same bytes are read to another effect. */
const FORM = 1;

interface Sought {
  readonly file: RecordingFile;
  readonly content: FileContent;
  readonly name: unknown;
}

/** Throws the signal's reason. */
export async function keptKinds(
  { recording, evidence: { weeks } }: Plan,
  files: readonly RecordingFile[],
  wanted: readonly Wanted[],
  { store, ...means }: KeptMeans,
): Promise<KeptFiles> {
  const zone = weeks && (weeks.zone ?? 'UTC');
  const { name: _name, files: _files, range: _range, ...read } = rawPointers(recording);
  const found = new Map<number, readonly ShardKinds[]>();
  let bytes = 0;
  const missing: Sought[] = [];
  for (const file of files) {
    const content = (await isWorth(file)) ? await contentOf(file).catch(() => undefined) : undefined;
    if (!content) continue;
    const name = ['kinds', FORM, version, process.versions.v8, content.id, read, wanted, zone];
    const entry = await store.get(name);
    if (entry) take(file, unpackEntry(entry));
    else missing.push({ file, content, name });
  }
  const laid = await layFiles(
    missing.map(({ file }) => file),
    { recording, wanted, zone },
    means,
  );
  for (const { file, content, name } of missing) {
    const shards = laid.get(file.index);
    // What was read while somebody wrote is of no version.
    if (!shards || !(await content.isUnchanged())) continue;
    await store.put(name, packEntry(shards));
    take(file, shards);
  }
  return found;

  function take({ index }: RecordingFile, shards: readonly ShardKinds[]): void {
    bytes += shards.reduce((sum, own) => sum + own.bytes.length, 0);
    if (shards.length > 0 && bytes <= MOST_BYTES) found.set(index, shards);
  }
}

/** What is not there, whoever reads it says. */
async function isWorth(file: RecordingFile): Promise<boolean> {
  return needsAddons(file) || (await sizeOf(file).catch(() => 0)) >= FEWEST_BYTES;
}
