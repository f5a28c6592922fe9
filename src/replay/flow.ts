/**
 * Runs batches of recorded requests through the base and the head version of a pipeline's steps. What both sides share
 * runs once: a step that cannot differ, and every record on which the sides have not differed so far.
 */
import type { Outcome, Stage } from '../artifacts/engine.ts';
import { identical } from '../document/equal.ts';
import type { RecordedRequest } from '../recordings/record.ts';

export type Side = 'base' | 'head';

/** A step made ready to run. */
export interface RunnableStep {
  readonly path: string;
  readonly stage: { readonly base: Stage; readonly head: Stage };
  readonly divergent: boolean;
  /** Schemas replace the document; rules and models write into it. */
  readonly write: Write | undefined;
  /** The step reads the recorded answer rather than the document. */
  readonly readsRecord: boolean;
  /** Both sides' params where the step can read them. */
  readonly params: { readonly base: unknown; readonly head: unknown } | undefined;
  /** The step must not see the params of an earlier one. */
  readonly hidesParams: boolean;
}

export interface Write {
  /** May change `document` itself, which then must have no other reader. */
  inPlace(document: unknown, value: unknown): unknown;
  copy(document: unknown, value: unknown): unknown;
}

/** How a record stands on one side: still running, or ended early by a step. */
export interface End {
  readonly outcome: 'rejected' | 'failed' | 'unreplayable';
  readonly path: string;
  readonly reason: string;
}

/** One record on its way. While the sides agree, `base` and `head` are the same object. */
export interface Track {
  readonly request: RecordedRequest;
  readonly position: number;
  base: unknown;
  head: unknown;
  baseEnd: End | undefined;
  headEnd: End | undefined;
}

/**
 * Called before a stage runs, so that a process that never comes back can be told where it got stuck; the stage waits
 * for what it promises. `variant` numbers a version of the step that is neither base's nor head's.
 */
export type Enter = (
  step: number,
  side: Side,
  tracks: readonly Positioned[],
  variant?: number,
) => Promise<void> | undefined;

/** A record's place in its file. */
export interface Positioned {
  readonly position: number;
}

/** Records that must not be run at a step and side, because they ended a process before; gives the reason. */
export type Barred = (step: number, side: Side, position: number, variant?: number) => string | undefined;

/** Who watches over a flow. */
export interface Watch {
  readonly enter: Enter;
  readonly barred?: Barred;
}

export async function runFlow(steps: readonly RunnableStep[], tracks: readonly Track[], watch: Watch): Promise<void> {
  for (const [index, step] of steps.entries()) await runStep(step, index, tracks, watch);
}

async function runStep(step: RunnableStep, index: number, tracks: readonly Track[], watch: Watch): Promise<void> {
  const together = tracks.every(agrees) ? tracks : tracks.filter(agrees);
  const apart = together === tracks ? [] : tracks.filter((track) => !agrees(track));
  const base = await runStage(step, index, 'base', together, watch);
  const head = step.divergent ? await runStage(step, index, 'head', together, watch) : base;
  for (let place = 0; place < together.length; place += 1) {
    const track = together[place];
    if (track && step.divergent) settleApart(step, track, base[place], head[place]);
    else if (track) settleBoth(step, track, base[place]);
  }
  const atBase = apart.filter((track) => !track.baseEnd);
  const atHead = apart.filter((track) => !track.headEnd);
  await runSide(step, index, 'base', atBase, watch);
  await runSide(step, index, 'head', atHead, watch);
}

/** So far nothing told the sides apart. */
function agrees(track: Track): boolean {
  return track.base === track.head && !track.baseEnd && !track.headEnd;
}

async function runSide(
  step: RunnableStep,
  index: number,
  side: Side,
  tracks: readonly Track[],
  watch: Watch,
): Promise<void> {
  const outcomes = await runStage(step, index, side, tracks, watch);
  for (const [place, track] of tracks.entries()) settle(step, track, side, outcomes[place]);
}

async function runStage(
  step: RunnableStep,
  index: number,
  side: Side,
  tracks: readonly Track[],
  watch: Watch,
): Promise<readonly Outcome[]> {
  if (tracks.length === 0) return [];
  if (watch.barred) return runUnbarred(step, index, side, tracks, watch.enter, watch.barred);
  const said = watch.enter(index, side, tracks);
  if (said) await said;
  const result = step.stage[side].run(tracks.map((track) => documentOf(step, track, side)));
  return result instanceof Promise ? await result : result;
}

/** Leaves out the records that may not run here; they fail. */
async function runUnbarred(
  step: RunnableStep,
  index: number,
  side: Side,
  tracks: readonly Track[],
  enter: Enter,
  barred: Barred,
): Promise<readonly Outcome[]> {
  const reasons = tracks.map((track) => barred(index, side, track.position));
  const free = tracks.filter((_track, place) => reasons[place] === undefined);
  const outcomes = [...(await runStage(step, index, side, free, { enter }))].reverse();
  return reasons.map((reason) => (reason === undefined ? (outcomes.pop() ?? LOST) : { outcome: 'failed', reason }));
}

const LOST: Outcome = { outcome: 'failed', reason: 'the step gave no outcome' };

/** What the step reads. Documents belong to their track, so params are put into them rather than into copies. */
function documentOf(step: RunnableStep, track: Track, side: Side): unknown {
  if (step.readsRecord) return track.request;
  const document = track[side];
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return document;
  if (step.hidesParams) {
    const { params: _params, ...rest } = document as Record<string, unknown>;
    return rest;
  }
  if (step.params) (document as Record<string, unknown>).params = step.params[side];
  return document;
}

function settleBoth(step: RunnableStep, track: Track, outcome: Outcome = LOST): void {
  if (outcome.outcome === 'ok') {
    track.base = step.write ? step.write.inPlace(track.base, outcome.value) : outcome.value;
    track.head = track.base;
    return;
  }
  track.baseEnd = { outcome: outcome.outcome, path: step.path, reason: outcome.reason };
  track.headEnd = track.baseEnd;
}

/** Sides that agreed so far: they go on together if they still do. */
function settleApart(step: RunnableStep, track: Track, base: Outcome = LOST, head: Outcome = LOST): void {
  if (base.outcome === 'ok' && head.outcome === 'ok') {
    if (identical(base.value, head.value)) {
      settleBoth(step, track, base);
      return;
    }
    // Not in place: what head answered may hold the document itself.
    settle(step, track, 'head', head);
    settle(step, track, 'base', base);
    return;
  }
  settle(step, track, 'base', base);
  settle(step, track, 'head', head);
}

function settle(step: RunnableStep, track: Track, side: Side, outcome: Outcome = LOST): void {
  if (outcome.outcome === 'ok') {
    track[side] = step.write ? step.write.copy(track[side], outcome.value) : outcome.value;
    return;
  }
  const end: End = { outcome: outcome.outcome, path: step.path, reason: outcome.reason };
  if (side === 'base') track.baseEnd = end;
  else track.headEnd = end;
}
