/**
 * Takes what is kept of recordings in place of their files, and lays it down for the next check where it is not there yet. What it
 * stands for is told by the content of a file and by all that is read of its records, so what it gives is what the file would.
 */
import { contentOf, type FileContent } from '../../recordings/kept/content.ts';
import { ownCode } from '../../recordings/kept/own-code.ts';
import type { KeptStore } from '../../recordings/kept/store.ts';
import { rawPointers } from '../../recordings/labels/raw-pointers.ts';
import type { RecordingFile, ShardKinds } from '../../recordings/reader.ts';
import type { Wanted } from '../../recordings/screen/wanted.ts';
import { sizeOf } from '../../recordings/size.ts';
import { type Arrival, untilWhole } from '../../recordings/storage/arrival.ts';
import type { Plan } from '../plan.ts';
import { packEntry, unpackEntry } from './entry.ts';
import type { KeptFiles } from './kept-files.ts';
import { type LayMeans, layFiles, needsAddons } from './lay-files.ts';

export interface KeptMeans extends LayMeans {
  readonly store: KeptStore;
  readonly ofEach: boolean;
  /** Hears of files that are about to be laid down. */
  readonly laying?: (files: readonly RecordingFile[]) => Promise<void>;
}

/** Smaller ones are parsed sooner than looked up, unless reading them takes native code. */
const FEWEST_BYTES = 4_000_000;
/** Reading all of a smaller one takes no longer than a sample of it. */
const MOST_BYTES_AT_ONCE = 64_000_000;
/** What is held at once, of all files of a recording. */
const MOST_BYTES = 256_000_000;

interface Sought {
  readonly file: RecordingFile;
  readonly content: FileContent;
  readonly name: unknown;
}

/**
 * @param ofEach some of the records may be taken, in place of all. Then more has to be laid down, and all be read for it, which a
 *   large file is worth once it is met again
 * @throws the signal's reason
 */
export async function keptKinds(
  { recording, evidence: { weeks } }: Plan,
  files: readonly RecordingFile[],
  wanted: readonly Wanted[],
  { store, ofEach, laying, ...means }: KeptMeans,
): Promise<KeptFiles> {
  const zone = weeks && (weeks.zone ?? 'UTC');
  const { name: _name, files: _files, range: _range, ...read } = rawPointers(recording);
  const found = new Map<number, readonly ShardKinds[]>();
  let bytes = 0;
  const missing: Sought[] = [];
  for (const file of files) {
    const mayBe = means.arrivalOf?.(file.path) === undefined || file.version !== undefined;
    const content =
      mayBe && (await isWorth(file, ofEach)) ? await contentOf(file, store).catch(() => undefined) : undefined;
    if (!content) continue;
    const name = ['kinds', await ownCode(), content.id, read, wanted, zone, ofEach];
    const entry = await store.get(name);
    if (entry) take(file, unpackEntry(entry));
    else if (!ofEach || (await isWorthAll(file, name))) missing.push({ file, content, name });
  }
  if (missing.length > 0) await laying?.(missing.map(({ file }) => file));
  const laid = await layFiles(
    missing.map(({ file }) => file),
    { recording, wanted, zone, ofEach },
    means,
  );
  for (const { file, content, name } of missing) {
    const shards = laid.get(file.index);
    if (!shards) continue;
    // What was read while somebody wrote is of no version. That nothing is worth it needs no proof.
    if (shards.length > 0 && !(await isWhole(means.arrivalOf?.(file.path)))) continue;
    if (!(await content.isUnchanged())) continue;
    await store.put(name, packEntry(shards));
    take(file, shards);
  }
  return found;

  async function isWorthAll(file: RecordingFile, name: unknown): Promise<boolean> {
    if ((await sizeOf(file)) <= MOST_BYTES_AT_ONCE) return true;
    const met = ['met', name];
    if (await store.get(met)) return true;
    await store.put(met, new Uint8Array());
    return false;
  }

  function take({ index }: RecordingFile, shards: readonly ShardKinds[]): void {
    bytes += shards.reduce((sum, own) => sum + own.bytes.length, 0);
    if (shards.length > 0 && bytes <= MOST_BYTES) found.set(index, shards);
  }
}

/** Once all of it has come, it is known that all was of one version. What does not come, whoever replays it says. */
function isWhole(arrival: Arrival | undefined): Promise<boolean> {
  return untilWhole(arrival).then(
    () => true,
    () => false,
  );
}

/** A sample of what has to be read to be told costs no less than that. What is not there, whoever reads it says. */
async function isWorth(file: RecordingFile, ofEach: boolean): Promise<boolean> {
  if (needsAddons(file)) return true;
  if (ofEach && file.version === undefined) return false;
  return (await sizeOf(file).catch(() => 0)) >= FEWEST_BYTES;
}
