/** Replays one shard: shard in, evidence out. Knows nothing of processes, so tests and other runners call it directly. */

import type { Read } from '../document/pointer.ts';
import type { MalformedPlace } from '../recordings/placed.ts';
import { readerOf } from '../recordings/read.ts';
import type { Batch, Shard, Want } from '../recordings/reader.ts';
import type { RecordedRequest } from '../recordings/record.ts';
import type { Runnable } from './compile.ts';
import { differ } from './evidence/differ.ts';
import { type Ending, type PipelineParts, PipelineSum } from './evidence/pipeline.ts';
import { runFlow, type Side, type Track, type Watch } from './flow.ts';
import { endsOfLacking, type Lacking } from './lacking.ts';
import { firstOf, type Window, wants } from './order.ts';

/** What the runner wants to hear while a shard is replayed. */
export interface ShardObserver extends Watch {
  /**
   * After a batch; `records` were passed since the last call, wanted or not, and with them so many `bytes` of the file,
   * where only those tell how much is still to come.
   */
  readonly left: (records: number, bytes?: number) => void;
  /** Before the thread is held until a file was read, which is no fault of any record. */
  readonly waiting?: () => void;
  /** From this position on, records go one by one. */
  readonly singlyFrom?: number;
  /** Stop after so many records, for a smoke test. */
  readonly most?: number;
}

export async function replayShard(
  runnable: Runnable,
  shard: Shard,
  window: Window,
  observer: ShardObserver,
): Promise<PipelineParts> {
  const sum = new PipelineSum(runnable.plan.evidence);
  const most = observer.most ?? Number.POSITIVE_INFINITY;
  const wanted = wants(window, shard.file.index);
  const want = observer.most === undefined ? wanted : firstOf(wanted, most);
  let seen = 0;
  let consumed: number | undefined;
  let told = 0;
  const onConsumed = (bytes: number): void => {
    consumed = bytes;
  };
  for await (const batch of batchesOf(runnable, shard, want, observer, onConsumed)) {
    const { tracks, malformed } = openTracks(runnable, batch, shard);
    for (const place of malformed) sum.addMalformed(place);
    const read = batch.records.length + batch.malformed.length;
    // What an earlier round read was counted then; the recording as a whole is counted in the first round.
    sum.count(window.from <= 0 ? read + batch.skipped : 0, read);
    for (const group of groups(tracks, observer.singlyFrom)) {
      await runFlow(runnable.steps, group, observer);
      for (const track of group) settle(runnable, track, sum);
    }
    observer.left(read + batch.skipped, consumed && consumed - told);
    told = consumed ?? 0;
    seen += read;
    if (seen >= most) break;
  }
  return sum.export();
}

/** Reads what the plan needs of the shard. */
export function batchesOf(
  { columns }: Runnable,
  shard: Shard,
  want: Want,
  { waiting }: ShardObserver,
  consumed?: (bytes: number) => void,
): AsyncIterable<Batch> | Iterable<Batch> {
  return readerOf(shard.file).read(shard, want, { columns, waiting, consumed });
}

/** The records of a batch at their start, and what is none. */
export function openTracks(
  runnable: Runnable,
  batch: Batch,
  shard: Shard,
): { readonly tracks: Track[]; readonly malformed: readonly MalformedPlace[] } {
  const file = shard.file.index;
  const malformed: MalformedPlace[] = batch.malformed.map((place) => ({ file, ...place }));
  const tracks: Track[] = [];
  for (let index = 0; index < batch.records.length; index += 1) {
    const position = batch.positions[index] ?? 0;
    const request = runnable.toRequest(batch.records[index]);
    if (request.malformed !== undefined) {
      malformed.push({ file, position, message: request.malformed });
      continue;
    }
    const { input, lacks } = request.request;
    const ends = lacks ? endsOfLacking(runnable.steps, lacks) : WHOLE;
    tracks.push({
      request: request.request,
      position,
      base: input,
      head: input,
      baseEnd: ends.base,
      headEnd: ends.head,
    });
  }
  return { tracks, malformed };
}

const WHOLE: Lacking = { base: undefined, head: undefined };

/** Tracks that may run at once: from a position on, each alone. */
export function groups(tracks: Track[], singlyFrom: number | undefined): Track[][] {
  if (singlyFrom === undefined) return [tracks];
  const together = tracks.filter((track) => track.position < singlyFrom);
  return [together, ...tracks.filter((track) => track.position >= singlyFrom).map((track) => [track])];
}

function settle(runnable: Runnable, track: Track, sum: PipelineSum): void {
  const { request } = track;
  const { baseEnd, headEnd } = track;
  if (runnable.plan.params && hasParams(request.input)) sum.addShadowed();
  if (baseEnd || headEnd) addReasons(track, sum);
  const baseValues = baseEnd ? NOTHING : readAll(runnable.outputPlaces, track.base);
  if (request.output !== undefined) {
    sum.addReproduction(reproduces(runnable, request, baseEnd ? undefined : baseValues, baseEnd?.outcome));
  }
  if (baseEnd?.outcome === 'unreplayable' || headEnd?.outcome === 'unreplayable') {
    sum.addUnreplayable();
    return;
  }
  const same = track.base === track.head && !baseEnd && !headEnd;
  sum.addReplayed({
    base: ending(baseEnd),
    head: ending(headEnd),
    baseValues,
    headValues: headEnd ? NOTHING : same ? baseValues : readAll(runnable.outputPlaces, track.head),
    segments: readAll(runnable.segments, track.base, request.input),
    label: request.label,
    weight: request.weight,
    value: request.value,
    time: request.time,
  });
}

function hasParams(input: unknown): boolean {
  return typeof input === 'object' && input !== null && 'params' in input;
}

const NOTHING: readonly unknown[] = [];

/** What stands at these places; where there is nothing, what stands there in `otherwise`. */
export function readAll(places: readonly Read[], document: unknown, otherwise?: unknown): unknown[] {
  // Of the right size from the start: an array that grows takes room for 17.
  const values = new Array<unknown>(places.length);
  for (let index = 0; index < places.length; index += 1) {
    const read = places[index];
    values[index] = read?.(document) ?? (otherwise === undefined ? undefined : read?.(otherwise));
  }
  return values;
}

function ending(end: Track['baseEnd']): Ending {
  if (!end) return 'ok';
  return end.outcome === 'rejected' ? 'rejected' : 'failed';
}

function addReasons({ baseEnd, headEnd }: Track, sum: PipelineSum): void {
  if (baseEnd) addReason(sum, baseEnd === headEnd ? 'both' : 'base', baseEnd);
  if (headEnd && headEnd !== baseEnd) addReason(sum, 'head', headEnd);
}

function addReason(sum: PipelineSum, side: Side | 'both', end: NonNullable<Track['baseEnd']>): void {
  sum.reasons.add({ side, outcome: end.outcome, artifact: end.path, reason: end.reason });
}

/** For each output, whether base answers what production answered; `undefined` where the recording does not say. */
function reproduces(
  runnable: Runnable,
  request: RecordedRequest,
  baseValues: readonly unknown[] | undefined,
  ended: string | undefined,
): (boolean | undefined)[] {
  if (ended === 'unreplayable') return runnable.recordedPlaces.map(() => undefined);
  return runnable.recordedPlaces.map((recorded, index) => {
    const place = recorded.find((read) => read(request.output) !== undefined);
    if (!place) return undefined;
    const { kind, tolerance } = runnable.plan.evidence.outputs[index] ?? { kind: 'text', tolerance: 0 };
    return baseValues !== undefined && !differ(kind, tolerance, place(request.output), baseValues[index]);
  });
}
