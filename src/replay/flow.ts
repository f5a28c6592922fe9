/**
 * Runs batches of recorded requests through a pipeline's steps in several variants at once: base's and head's, or those
 * of every coalition of edits. What variants have in common runs once: a version of a step that several of them have,
 * and every record on which they have not differed so far.
 */
import type { Outcome } from '../artifacts/engine.ts';
import { type FactsOf, refuseAcross } from './across/refuse.ts';
import { LOST, type Meeting, meetingsOf, spread, visitorsOf } from './meetings.ts';
import type { RunnableStep, StepVersion } from './runnable-step.ts';
import { advance, settle } from './settle.ts';
import type { Positioned, Side, Track } from './track.ts';
import { Written, whole } from './written.ts';

/**
 * Called before a stage runs, so that a process that never comes back can be told where it got stuck; the stage waits
 * for what it promises.
 */
export type Enter = (
  step: number,
  side: Side,
  tracks: readonly Positioned[],
  version?: number,
) => Promise<void> | undefined;

/** Records that must not be run in a version of a step, because they ended a process before; gives the reason. */
export type Excluded = (step: number, side: Side, position: number, version?: number) => string | undefined;

/** Who watches over a flow. */
export interface Watch {
  readonly enter: Enter;
  readonly excluded?: Excluded;
  /** Tells stages that wait that nobody wants their answer any more. */
  readonly signal?: AbortSignal;
  /** What is known of the recording as a whole. */
  readonly facts?: FactsOf;
}

/** Tracks start in the variants that the steps have versions for. */
export async function runFlow(steps: readonly RunnableStep[], tracks: readonly Track[], watch: Watch): Promise<void> {
  for (const [index, step] of steps.entries()) await runStep(step, index, tracks, watch);
}

/** One step of a flow, its `index`th; those before it have run. */
export async function runStep(
  step: RunnableStep,
  index: number,
  tracks: readonly Track[],
  watch: Watch,
): Promise<void> {
  const running = runningOf(tracks);
  const { versions } = step;
  const all = versions.map(({ variants }, version): Meeting => ({ version, variants }));
  // Mostly, every record that comes here is in all variants: some may have ended, but hardly any came apart.
  const meetings = all.length === 1 || !tracks.some(isParted) ? undefined : running.map(meetingsOf(all));
  const visitors = meetings && visitorsOf(all, running, meetings);
  const answers: (readonly Outcome[])[] = [];
  for (const [number, version] of versions.entries()) {
    const own = visitors?.[number];
    const outcomes = await run(step, index, version, own?.tracks ?? running, watch);
    answers.push(own ? spread(outcomes, own.places) : outcomes);
  }
  const [only = []] = answers;
  if (answers.length === 1) advanceAll(step, running, only);
  else settleAll(step, running, meetings, all, answers);
  if (watch.facts) refuseAcross(step, index, tracks, watch.facts);
}

// Not part of a function that waits: V8 would compile that anew, with all of this in it, for each kind of step.

function advanceAll(step: RunnableStep, tracks: readonly Track[], outcomes: readonly Outcome[]): void {
  for (let place = 0; place < tracks.length; place += 1) {
    const track = tracks[place];
    if (track) advance(step, track, outcomes[place] ?? LOST);
  }
}

function settleAll(
  step: RunnableStep,
  tracks: readonly Track[],
  meetings: readonly (readonly Meeting[])[] | undefined,
  all: readonly Meeting[],
  answers: readonly (readonly Outcome[])[],
): void {
  for (let place = 0; place < tracks.length; place += 1) {
    const track = tracks[place];
    if (track) settle(step, track, meetings?.[place] ?? all, answers, place);
  }
}

function isParted({ parted }: Track): boolean {
  return parted !== undefined;
}

/** Tracks that no step has ended, with what earlier steps have written. */
function runningOf(tracks: readonly Track[]): readonly Track[] {
  let isPlain = true;
  for (const track of tracks) {
    if (track.parted || track.end) isPlain = false;
    else if (track.document instanceof Written) track.document = track.document.whole;
  }
  if (isPlain) return tracks;
  const running: Track[] = [];
  for (const track of tracks) {
    for (let next: Track | undefined = track; next; next = next.parted) {
      if (next.end) continue;
      next.document = whole(next.document);
      running.push(next);
    }
  }
  return running;
}

async function run(
  step: RunnableStep,
  index: number,
  version: StepVersion,
  tracks: readonly Track[],
  watch: Watch,
): Promise<readonly Outcome[]> {
  if (tracks.length === 0) return [];
  const { enter, excluded, signal } = watch;
  if (excluded) return runIncluded(step, index, version, tracks, watch, excluded);
  const said = enter(index, version.side, tracks, version.version);
  if (said) await said;
  const documents = documentsOf(tracks, step.readsRecord);
  const outcomes = version.stage.run(documents, { ...version.beside, signal });
  return outcomes instanceof Promise ? await outcomes : outcomes;
}

function documentsOf(tracks: readonly Track[], isOfRecord: boolean): unknown[] {
  return tracks.map((track) => (isOfRecord ? track.request : track.document));
}

/** Leaves out the records that may not run here; they fail. */
async function runIncluded(
  step: RunnableStep,
  index: number,
  version: StepVersion,
  tracks: readonly Track[],
  watch: Watch,
  excluded: Excluded,
): Promise<readonly Outcome[]> {
  const reasons = tracks.map(({ position }) => excluded(index, version.side, position, version.version));
  const free = tracks.filter((_track, place) => reasons[place] === undefined);
  const outcomes = [...(await run(step, index, version, free, { ...watch, excluded: undefined }))].reverse();
  return reasons.map((reason) => (reason === undefined ? (outcomes.pop() ?? LOST) : { outcome: 'failed', reason }));
}
