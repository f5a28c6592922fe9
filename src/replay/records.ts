/** How every pass over a shard meets its records: read in batches, at their start, and run in groups. */

import { formatFor } from '../recordings/formats/registry.ts';
import { readKinds } from '../recordings/kept/reader.ts';
import type { MalformedPlace } from '../recordings/placed.ts';
import { readerOf } from '../recordings/read.ts';
import type { Batch, Count, Malformed, Reader, ReadOptions, RecordFilter, Shard } from '../recordings/reader.ts';
import type { WeekOf } from '../recordings/window/week.ts';
import type { Runnable } from './compile.ts';
import { runFlow, type Watch } from './flow.ts';
import { endLacking } from './lacking.ts';
import { firstOf } from './order.ts';
import type { RunnableStep } from './runnable-step.ts';
import { startTrack, type Track } from './track.ts';

/** What the runner wants to hear while a shard is read. */
export interface ShardObserver extends Watch {
  /**
   * After a batch; `records` were passed since the last call, wanted or not, and with them so many `bytes` of the file,
   * where only those tell how much is still to come.
   */
  readonly left: (records: number, bytes?: number) => void;
  /** After one of those that go one by one, and with it so many that were passed. `left` tells of all of them once more. */
  readonly one?: (records: number) => void;
  /** Before the thread is held until a file was read, which is no fault of any record. */
  readonly waiting?: () => void;
  /** See `ReadOptions`. */
  readonly alone?: () => Promise<void>;
  /** From this position on, records go one by one. */
  readonly singlyFrom?: number;
  /** Stop after so many records, for a smoke test. */
  readonly most?: number;
}

/** What spares a reader work, where nothing but evidence is made of the records. */
export type Shortcuts = Pick<ReadOptions, 'screen' | 'wanted' | 'counts' | 'everything'>;

/** How records are told apart by when they were; undefined: not at all. */
export interface Weekly {
  readonly weekOf?: WeekOf;
}

/** Some records of a shard. */
export interface Opened {
  /** Of those that are well-formed. */
  readonly tracks: readonly Track[];
  /** Of each track, how many records it stands for; undefined: one each. */
  readonly counts?: readonly Count[];
  readonly malformed: readonly MalformedPlace[];
  /** Records that were wanted, and those before the last of them that were not. */
  readonly read: number;
  readonly skipped: number;
}

/**
 * The wanted records of a shard, the first `most` of them; the observer hears of each batch once it is dealt with. Those
 * that the screen counts are among what was read, and have no tracks.
 */
export async function* openShard(
  runnable: Runnable,
  shard: Shard,
  want: RecordFilter,
  observer: ShardObserver,
  most = Number.POSITIVE_INFINITY,
  { screen, wanted: places, counts: mayCount, everything, weekOf }: Shortcuts & Weekly = {},
): AsyncGenerator<Opened> {
  const { columns } = runnable;
  let seen = 0;
  let used: number | undefined;
  let told = 0;
  const consumed = (bytes: number): void => {
    used = bytes;
  };
  const wanted = most === Number.POSITIVE_INFINITY ? want : firstOf(want, most);
  const options = { columns, waiting: observer.waiting, alone: observer.alone, consumed, counts: mayCount };
  const batches = shard.kinds
    ? readKinds(shard.kinds, { accepts: everything ? undefined : wanted, weekOf })
    : readShard(shard, wanted, options, { screen, wanted: places, everything });
  for await (const batch of batches) {
    const { skipped, known = 0 } = batch;
    const { tracks, counts, malformed } = startAll(runnable, batch, shard.file.index);
    const read = known + (batch.counts ? countsOf(batch) : batch.records.length + batch.malformed.length);
    yield { tracks, ...(counts && { counts }), malformed, read, skipped };
    observer.left(read + skipped, used && used - told);
    told = used ?? 0;
    seen += read;
    if (seen >= most) return;
  }
}

/** Not part of a loop that waits: V8 would compile that anew, with all of this in it, as often as it waits. */
function startAll(
  runnable: Runnable,
  batch: Batch,
  file: number,
): { readonly tracks: Track[]; readonly counts: Count[] | undefined; readonly malformed: MalformedPlace[] } {
  const { redacted, variants } = runnable;
  const malformed: MalformedPlace[] = batch.malformed.map((place) => ({ file, ...place }));
  const tracks: Track[] = [];
  const counts: Count[] | undefined = batch.counts && [];
  for (let index = 0; index < batch.records.length; index += 1) {
    const position = batch.positions[index] ?? 0;
    const { request, malformed: message } = runnable.toRequest(batch.records[index]);
    if (message !== undefined) {
      malformed.push(...malformedAt({ file, position, message }, batch.counts?.[index]));
      continue;
    }
    counts?.push(batch.counts?.[index] ?? ONE);
    const track = startTrack(request, position, variants);
    if (request.lacks || redacted.length > 0) endLacking(track, runnable.steps, request.lacks ?? [], redacted);
    tracks.push(track);
  }
  return { tracks, counts, malformed };
}

/** Reads a shard's file, with those of the shortcuts that its reader can take. */
export function readShard(
  shard: Shard,
  accepts: RecordFilter,
  options: ReadOptions,
  shortcuts: Shortcuts,
): ReturnType<Reader['read']> {
  const reader = readerOf(shard.file);
  // What makes something else of a record would have to do so before.
  const isOwn = reader === formatFor(shard.file.format).reader;
  return reader.read(shard, accepts, isOwn ? { ...options, ...shortcuts } : options);
}

const ONE: Count = { times: 1 };

/** Of records that are alike the first ones, since reports show these; the last of them stands for the rest. */
export function malformedAt<T extends Malformed>(place: T, count: Count | undefined): T[] {
  if (count === undefined || count.times === 1) return [place];
  const { times, first = [place.position] } = count;
  return first.map((position, index) => {
    const isLast = index === first.length - 1;
    return isLast ? { ...place, position, times: times - index } : { ...place, position };
  });
}

function countsOf({ counts = [], malformed }: Batch): number {
  const usable = counts.reduce((sum, { times }) => sum + times, 0);
  return malformed.reduce((sum, { times = 1 }) => sum + times, usable);
}

/**
 * Runs records through steps: all at once, or where one of them may end the process, from there on each alone.
 * @param passed how many records were passed for all of these, for an observer who wants to hear of them one by one
 */
export async function runGroups(
  steps: readonly RunnableStep[],
  tracks: readonly Track[],
  observer: ShardObserver,
  passed = 0,
): Promise<void> {
  const { singlyFrom } = observer;
  if (singlyFrom === undefined) return runFlow(steps, tracks, observer);
  await runFlow(
    steps,
    tracks.filter(({ position }) => position < singlyFrom),
    observer,
  );
  for (const track of tracks) {
    if (track.position < singlyFrom) continue;
    await runFlow(steps, [track], observer);
    if (passed > 0) observer.one?.(passed / tracks.length);
  }
}
