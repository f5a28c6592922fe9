/**
 * A pass that follows one record through the flow, step by step, and tells what each step read and answered on both
 * sides. Of all passes it is the only one that lets a record out of its process: for the terminal of who asked.
 */
import type { Shard } from '../../recordings/reader.ts';
import type { Runnable } from '../compile.ts';
import { type End, type RunnableStep, runFlow, type Side, type Track } from '../flow.ts';
import { batchesOf, openTracks, readAll, type ShardObserver } from '../shard.ts';
import { Written, whole } from '../written.ts';

export interface TracePass {
  readonly kind: 'trace';
  readonly id: string;
  /** Which record of the shard, from 1; one that is malformed counts. */
  readonly record: number;
}

export interface TraceParts {
  readonly kind: 'trace';
  /** Records of the shard, as far as it was read. */
  readonly records: number;
  /** Undefined where the shard has fewer records. */
  readonly found?: TracedRecord | MalformedTrace;
}

export interface MalformedTrace {
  readonly position: number;
  readonly line?: number;
  readonly malformed: string;
}

export interface TracedRecord {
  /** As in the recording: bytes from the start of the file, or a row. */
  readonly position: number;
  readonly malformed?: undefined;
  /** The request, as the first step reads it. */
  readonly input: unknown;
  /** What production answered; undefined where the recording does not say. */
  readonly recorded?: unknown;
  readonly steps: readonly TracedStep[];
  /** For each output of the pipeline, undefined where there is none. */
  readonly outputs: Sides<readonly unknown[]>;
  readonly ends: Sides<End | undefined>;
}

export interface TracedStep {
  /** What it read, and what became of it; undefined on a side that had ended before. */
  readonly base?: TracedRun;
  readonly head?: TracedRun;
  readonly params?: Sides<unknown>;
}

export interface Sides<T> {
  readonly base: T;
  readonly head: T;
}

export type TracedRun = { readonly read: unknown } & (
  | { readonly outcome: 'ok'; readonly answer: unknown }
  | { readonly outcome: End['outcome']; readonly reason: string }
);

export async function traceShard(
  { record }: TracePass,
  runnable: Runnable,
  shard: Shard,
  observer: ShardObserver,
): Promise<TraceParts> {
  let records = 0;
  const want = (): boolean => {
    records += 1;
    return records === record;
  };
  for await (const batch of batchesOf(runnable, shard, want, observer)) {
    const { tracks, malformed } = openTracks(runnable, batch, shard);
    const [track] = tracks;
    const [broken] = malformed;
    observer.left(batch.records.length + batch.malformed.length + batch.skipped);
    if (track) return { kind: 'trace', records, found: await traceTrack(track, runnable, observer) };
    if (broken) {
      const { position, line, message } = broken;
      return { kind: 'trace', records, found: { position, line, malformed: message } };
    }
  }
  return { kind: 'trace', records };
}

async function traceTrack(track: Track, runnable: Runnable, observer: ShardObserver): Promise<TracedRecord> {
  const { request, position } = track;
  const steps: TracedStep[] = [];
  for (const [index, step] of runnable.steps.entries()) {
    steps.push(await traceStep(step, index, track, observer));
  }
  const outputs = (side: Side, end: End | undefined) => (end ? [] : readAll(runnable.outputPlaces, track[side]));
  return {
    position,
    input: request.input,
    ...(request.output !== undefined && { recorded: request.output }),
    steps,
    outputs: { base: outputs('base', track.baseEnd), head: outputs('head', track.headEnd) },
    ends: { base: track.baseEnd, head: track.headEnd },
  };
}

/** One step of the flow, as every replay runs it. */
async function traceStep(
  step: RunnableStep,
  index: number,
  track: Track,
  { enter, barred }: ShardObserver,
): Promise<TracedStep> {
  // As the flow does between its steps.
  const isShared = track.base === track.head;
  track.base = whole(track.base);
  track.head = isShared ? track.base : whole(track.head);
  const before = { ...track };
  await runFlow([step], [track], {
    enter: (_step, side, tracks, variant) => enter(index, side, tracks, variant),
    barred: barred && ((_step, side, place, variant) => barred(index, side, place, variant)),
  });
  const runOn = (side: Side): TracedRun | undefined => {
    const [ended, end] = side === 'base' ? [before.baseEnd, track.baseEnd] : [before.headEnd, track.headEnd];
    if (ended) return undefined;
    const read = step.readsRecord ? before.request : before[side];
    if (end) return { read, outcome: end.outcome, reason: end.reason };
    const now = track[side];
    return { read, outcome: 'ok', answer: now instanceof Written ? now.value : now };
  };
  const { base, head } = step.beside;
  return {
    base: runOn('base'),
    head: runOn('head'),
    ...('params' in base && 'params' in head && { params: { base: base.params, head: head.params } }),
  };
}
