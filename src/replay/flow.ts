/**
 * Runs batches of recorded requests through the base and the head version of a pipeline's steps. What both sides share
 * runs once: a step that cannot differ, and every record on which the sides have not differed so far.
 */
import type { Beside, Outcome, Stage } from '../artifacts/engine.ts';
import { identical } from '../document/equal.ts';
import type { Write } from '../document/pointer.ts';
import type { RecordedRequest } from '../recordings/record.ts';
import { whole } from './written.ts';

export type Side = 'base' | 'head';

/** A step made ready to run. */
export interface RunnableStep {
  readonly path: string;
  /** Bounded: see `stage.ts`. */
  readonly stage: { readonly base: Stage; readonly head: Stage };
  readonly divergent: boolean;
  /** Schemas replace the document; rules and models write into a copy of it. */
  readonly write: Write | undefined;
  /** The step reads the recorded answer rather than the document. */
  readonly readsRecord: boolean;
  /** What the step can read beside its documents, on each side. */
  readonly beside: { readonly base: Beside; readonly head: Beside };
}

/** How a record stands on one side: still running, or ended early by a step. */
export interface End {
  readonly outcome: 'rejected' | 'failed' | 'unreplayable';
  readonly path: string;
  readonly reason: string;
}

/**
 * One record on its way. While the sides agree, `base` and `head` are the same object. Documents are never changed: what
 * a step writes makes a new one, so that sides, variants and the recording can share all that did not change. After a step that writes, `base` and
 * `head` are to be read by `whole`.
 */
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
  if (index > 0) for (const track of tracks) putTogether(track);
  const together = tracks.every(agrees) ? tracks : tracks.filter(agrees);
  const apart = together === tracks ? [] : tracks.filter((track) => !agrees(track));
  const base = await run(step, index, 'base', together, watch);
  const head = step.divergent ? await run(step, index, 'head', together, watch) : base;
  for (let place = 0; place < together.length; place += 1) {
    const track = together[place];
    if (track) settleTogether(step, track, base[place], head[place]);
  }
  const atBase = apart.filter((track) => !track.baseEnd);
  const atHead = apart.filter((track) => !track.headEnd);
  await runSide(step, index, 'base', atBase, watch);
  await runSide(step, index, 'head', atHead, watch);
}

/** What earlier steps have written is there for this one. */
function putTogether(track: Track): void {
  const { base, head } = track;
  track.base = whole(base);
  track.head = head === base ? track.base : whole(head);
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
  const outcomes = await run(step, index, side, tracks, watch);
  for (const [place, track] of tracks.entries()) settle(step, track, side, outcomes[place]);
}

async function run(
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
  const documents = tracks.map((track) => (step.readsRecord ? track.request : track[side]));
  const outcomes = step.stage[side].run(documents, step.beside[side]);
  return outcomes instanceof Promise ? await outcomes : outcomes;
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
  const outcomes = [...(await run(step, index, side, free, { enter }))].reverse();
  return reasons.map((reason) => (reason === undefined ? (outcomes.pop() ?? LOST) : { outcome: 'failed', reason }));
}

const LOST: Outcome = { outcome: 'failed', reason: 'the step gave no outcome' };

/** Sides that agreed so far: they go on together if they still do. */
function settleTogether(step: RunnableStep, track: Track, base: Outcome = LOST, head: Outcome = LOST): void {
  const same = base === head || (base.outcome === 'ok' && head.outcome === 'ok' && identical(base.value, head.value));
  settle(step, track, 'base', base);
  if (same) {
    track.head = track.base;
    track.headEnd = track.baseEnd;
  } else settle(step, track, 'head', head);
}

function settle(step: RunnableStep, track: Track, side: Side, outcome: Outcome = LOST): void {
  if (outcome.outcome === 'ok') {
    track[side] = step.write ? step.write(track[side], outcome.value) : outcome.value;
    return;
  }
  const end: End = { outcome: outcome.outcome, path: step.path, reason: outcome.reason };
  if (side === 'base') track.baseEnd = end;
  else track.headEnd = end;
}
