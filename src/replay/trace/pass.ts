/**
 * A pass that follows one record through the flow, step by step, and tells what each step read and answered on both
 * sides. Of all passes it is the only one that lets a record out of its process: for the terminal of who asked.
 */
import type { Shard } from '../../recordings/reader.ts';
import type { Runnable } from '../compile.ts';
import { readAll } from '../contribution.ts';
import { runStep } from '../flow.ts';
import type { PlannedStep } from '../plan.ts';
import { openShard, type ShardObserver } from '../records.ts';
import type { RunnableStep } from '../runnable-step.ts';
import { BASE, type End, HEAD, type Track, trackOf } from '../track.ts';
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
  /** What it read, and what became of it; undefined on a side that had ended before, or has no such step. */
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
  for await (const { tracks, malformed } of openShard(runnable, shard, want, observer)) {
    const [track] = tracks;
    const [broken] = malformed;
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
    const traced = await traceStep(step, index, track, observer);
    const planned = runnable.plan.steps[index];
    // Behind them outputs are put where base has them.
    if (planned) steps.push(ofItsSide(traced, planned.only));
  }
  const [base, head] = [track, trackOf(track, HEAD)];
  const outputs = ({ end, document }: Track) => (end ? [] : readAll(runnable.outputPlaces, document));
  return {
    position,
    input: request.input,
    ...(request.output !== undefined && { recorded: request.output }),
    steps,
    outputs: { base: outputs(base), head: outputs(head) },
    ends: { base: base.end, head: head.end },
  };
}

/** The side that has no such step passes it by. */
function ofItsSide(step: TracedStep, only: PlannedStep['only']): TracedStep {
  if (only === undefined) return step;
  const { [only]: own, params } = step;
  return { ...(own && { [only]: own }), ...(params && { params }) };
}

/** One step of the flow, as every replay runs it. */
async function traceStep(
  step: RunnableStep,
  index: number,
  track: Track,
  observer: ShardObserver,
): Promise<TracedStep> {
  const before = [BASE, HEAD].map((variant) => ({ ...trackOf(track, variant) }));
  await runStep(step, index, [track], observer);
  const runOf = (variant: number): TracedRun | undefined => {
    const was = before[variant];
    if (!was || was.end) return undefined;
    const { end, document } = trackOf(track, variant);
    const read = step.readsRecord ? track.request : whole(was.document);
    if (end) return { read, outcome: end.outcome, reason: end.reason };
    return { read, outcome: 'ok', answer: document instanceof Written ? document.value : document };
  };
  const [base, head] = [step.versions[0]?.beside.params, step.versions.at(-1)?.beside.params];
  return {
    base: runOf(BASE),
    head: runOf(HEAD),
    ...(base !== undefined && head !== undefined && { params: { base, head } }),
  };
}
