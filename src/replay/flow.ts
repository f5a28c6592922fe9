/**
 * Runs batches of recorded requests through a pipeline's steps in several variants at once: base's and head's, or those
 * of every coalition of edits. What variants have in common runs once: a version of a step that several of them have,
 * and every record on which they have not differed so far.
 */
import type { Beside, Outcome, Stage } from '../artifacts/engine.ts';
import { identical } from '../document/equal.ts';
import type { Write } from '../document/pointer.ts';
import type { RecordedRequest } from '../recordings/record.ts';
import { Written, whole } from './written.ts';

export type Side = 'base' | 'head';

/** The variants that a plan runs, by number. In every flow the first is base's. */
export const BASE = 0;
export const HEAD = 1;
export const BOTH: readonly number[] = [BASE, HEAD];

/** A step made ready to run. */
export interface RunnableStep {
  readonly path: string;
  /** Every variant has one of them, base's the first. */
  readonly versions: readonly StepVersion[];
  /** Schemas replace the document; rules and models write into a copy of it. */
  readonly write: Write | undefined;
  /** The step reads the recorded answer rather than the document. */
  readonly readsRecord: boolean;
}

/** A step as some variants have it. */
export interface StepVersion extends Announced {
  /** Bounded: see `stage.ts`. */
  readonly stage: Stage;
  /** What the step can read beside its documents. */
  readonly beside: Beside;
  readonly variants: readonly number[];
}

/** How a version of a step is spoken of: base's, head's, or by the number of one that is neither. */
export interface Announced {
  readonly side: Side;
  readonly version?: number;
}

/** How a step ended a record. */
export interface End {
  readonly outcome: 'rejected' | 'failed' | 'unreplayable';
  readonly path: string;
  readonly reason: string;
}

/**
 * One record on its way, in all variants that have not differed so far. Documents are never changed: what a step writes
 * makes a new one, so that variants and the recording can share all that did not change. After a step that writes,
 * `document` is to be read by `whole`.
 */
export interface Track {
  readonly request: RecordedRequest;
  readonly position: number;
  document: unknown;
  /** Then `document` is what the step was given. */
  end: End | undefined;
  /** The first of them stays on this track. */
  variants: readonly number[];
  /** The next track of the same record: of variants that have come apart from these. */
  parted: Track | undefined;
}

/** A record at its start, in all of these variants. */
export function startTrack(request: RecordedRequest, position: number, variants = BOTH): Track {
  return { request, position, document: request.input, end: undefined, variants, parted: undefined };
}

/** Where a variant of the record stands. While nothing tells variants apart, this is the same track. */
export function trackOf(track: Track, variant: number): Track {
  let found = track;
  while (found.parted && !found.variants.includes(variant)) found = found.parted;
  return found;
}

/** All tracks of a record. */
export function tracksOf(track: Track): Track[] {
  const tracks: Track[] = [];
  for (let next: Track | undefined = track; next; next = next.parted) tracks.push(next);
  return tracks;
}

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

/** A record's place in its file. */
export interface Positioned {
  readonly position: number;
}

/** Records that must not be run in a version of a step, because they ended a process before; gives the reason. */
export type Barred = (step: number, side: Side, position: number, version?: number) => string | undefined;

/** Who watches over a flow. */
export interface Watch {
  readonly enter: Enter;
  readonly barred?: Barred;
  /** Tells stages that wait that nobody wants their answer any more. */
  readonly signal?: AbortSignal;
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
  // Mostly, every record is in all variants when it comes here.
  const meetings = running === tracks || all.length === 1 ? undefined : running.map(meetingsOf(all));
  const visitors = meetings && visitorsOf(all, running, meetings);
  const answers: (readonly Outcome[])[] = [];
  for (const [number, version] of versions.entries()) {
    const own = visitors?.[number];
    const outcomes = await run(step, index, version, own?.tracks ?? running, watch);
    answers.push(own ? spread(outcomes, own.places) : outcomes);
  }
  const [only = []] = answers;
  for (let place = 0; place < running.length; place += 1) {
    const track = running[place];
    if (!track) continue;
    if (answers.length === 1) advance(step, track, only[place] ?? LOST);
    else settle(step, track, meetings?.[place] ?? all, answers, place);
  }
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

/** A version of a step, by its place among them, and those variants of a track that have it. */
interface Meeting {
  readonly version: number;
  readonly variants: readonly number[];
}

/** From all meetings to those of a track. */
function meetingsOf(all: readonly Meeting[]): (track: Track) => readonly Meeting[] {
  const byVariant: Meeting[][] = [];
  for (const { version, variants } of all) {
    for (const variant of variants) byVariant[variant] = [{ version, variants: [variant] }];
  }
  return ({ variants }) => {
    const [first = BASE, second] = variants;
    if (variants.length === byVariant.length) return all;
    if (second === undefined) return byVariant[first] ?? [];
    const groups = Map.groupBy(variants, (variant) => byVariant[variant]?.[0]?.version ?? 0);
    return Array.from(groups, ([version, own]) => ({ version, variants: own }));
  };
}

/** Tracks that meet a version, and their places among all that run. */
interface Visitors {
  readonly tracks: Track[];
  readonly places: number[];
}

/** By version. */
function visitorsOf(
  all: readonly Meeting[],
  running: readonly Track[],
  meetings: readonly (readonly Meeting[])[],
): readonly Visitors[] {
  const visitors = all.map((): Visitors => ({ tracks: [], places: [] }));
  for (let place = 0; place < running.length; place += 1) {
    const track = running[place];
    for (const { version } of meetings[place] ?? []) {
      if (track) visitors[version]?.tracks.push(track);
      visitors[version]?.places.push(place);
    }
  }
  return visitors;
}

/** Outcomes at their tracks' places. */
function spread(outcomes: readonly Outcome[], places: readonly number[]): readonly Outcome[] {
  const spread: Outcome[] = [];
  for (const [index, place] of places.entries()) spread[place] = outcomes[index] ?? LOST;
  return spread;
}

async function run(
  step: RunnableStep,
  index: number,
  version: StepVersion,
  tracks: readonly Track[],
  watch: Watch,
): Promise<readonly Outcome[]> {
  if (tracks.length === 0) return [];
  const { enter, barred, signal } = watch;
  if (barred) return runUnbarred(step, index, version, tracks, watch, barred);
  const said = enter(index, version.side, tracks, version.version);
  if (said) await said;
  const documents = tracks.map((track) => (step.readsRecord ? track.request : track.document));
  const outcomes = version.stage.run(documents, { ...version.beside, signal });
  return outcomes instanceof Promise ? await outcomes : outcomes;
}

/** Leaves out the records that may not run here; they fail. */
async function runUnbarred(
  step: RunnableStep,
  index: number,
  version: StepVersion,
  tracks: readonly Track[],
  watch: Watch,
  barred: Barred,
): Promise<readonly Outcome[]> {
  const reasons = tracks.map(({ position }) => barred(index, version.side, position, version.version));
  const free = tracks.filter((_track, place) => reasons[place] === undefined);
  const outcomes = [...(await run(step, index, version, free, { ...watch, barred: undefined }))].reverse();
  return reasons.map((reason) => (reason === undefined ? (outcomes.pop() ?? LOST) : { outcome: 'failed', reason }));
}

const LOST: Outcome = { outcome: 'failed', reason: 'the step gave no outcome' };

/**
 * Variants on one track go on together where their versions of the step gave the same, and else come apart.
 *
 * @param answers by version, each at the track's place
 */
function settle(
  step: RunnableStep,
  track: Track,
  met: readonly Meeting[],
  answers: readonly (readonly Outcome[])[],
  place: number,
): void {
  const [first, second] = met;
  const outcome = answers[first?.version ?? 0]?.[place] ?? LOST;
  if (first && second && met.length === 2) {
    settleTwo(step, track, [first, second], outcome, answers, place);
    return;
  }
  let parts: Part[] | undefined;
  for (let next = 1; next < met.length; next += 1) {
    const meeting = met[next];
    const other = (meeting && answers[meeting.version]?.[place]) ?? LOST;
    if (!meeting || (!parts && isSame(outcome, other))) continue;
    parts ??= [{ outcome, met: met.slice(0, next) }];
    const known = parts.find((part) => isSame(part.outcome, other));
    if (known) known.met.push(meeting);
    else parts.push({ outcome: other, met: [meeting] });
  }
  if (parts) part(step, track, parts);
  else advance(step, track, outcome);
}

/** The same for two versions, base's and head's mostly: some changes move every record. */
function settleTwo(
  step: RunnableStep,
  track: Track,
  [first, second]: readonly [Meeting, Meeting],
  outcome: Outcome,
  answers: readonly (readonly Outcome[])[],
  place: number,
): void {
  const other = answers[second.version]?.[place] ?? LOST;
  if (!isSame(outcome, other)) {
    const { request, position, document, end, parted } = track;
    track.parted = { request, position, document, end, variants: second.variants, parted };
    track.variants = first.variants;
    advance(step, track.parted, other);
  }
  advance(step, track, outcome);
}

/** Versions of a step that gave a track the same. */
interface Part {
  readonly outcome: Outcome;
  readonly met: Meeting[];
}

function isSame(one: Outcome, other: Outcome): boolean {
  return one === other || (one.outcome === 'ok' && other.outcome === 'ok' && identical(one.value, other.value));
}

function part(step: RunnableStep, track: Track, [staying, ...leaving]: readonly Part[]): void {
  for (const { outcome, met } of leaving) {
    track.parted = { ...track, variants: variantsOf(met) };
    advance(step, track.parted, outcome);
  }
  if (!staying) return;
  track.variants = variantsOf(staying.met);
  advance(step, track, staying.outcome);
}

function variantsOf(met: readonly Meeting[]): readonly number[] {
  const [first, ...others] = met;
  return first && others.length === 0 ? first.variants : met.flatMap(({ variants }) => variants);
}

function advance(step: RunnableStep, track: Track, outcome: Outcome): void {
  if (outcome.outcome === 'ok') track.document = step.write ? step.write(track.document, outcome.value) : outcome.value;
  else track.end = { outcome: outcome.outcome, path: step.path, reason: outcome.reason };
}
