/** What a step's answers make of a record: its variants go on together, come apart, or end. */
import type { Outcome } from '../artifacts/engine.ts';
import { identical } from '../document/equal.ts';
import { LOST, type Meeting } from './meetings.ts';
import { PASSED } from './one-sided.ts';
import type { RunnableStep } from './runnable-step.ts';
import { leave, type Track } from './track.ts';

/**
 * Variants on one track go on together where their versions of the step gave the same, and else come apart.
 *
 * @param answers by version, each at the track's place
 */
export function settle(
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
    advance(step, leave(track, second.variants), other);
    track.variants = first.variants;
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
    advance(step, leave(track, variantsOf(met)), outcome);
  }
  if (!staying) return;
  track.variants = variantsOf(staying.met);
  advance(step, track, staying.outcome);
}

function variantsOf(met: readonly Meeting[]): readonly number[] {
  const [first, ...others] = met;
  return first && others.length === 0 ? first.variants : met.flatMap(({ variants }) => variants);
}

/** Takes a step's outcome over. */
export function advance(step: RunnableStep, track: Track, outcome: Outcome): void {
  if (outcome === PASSED) return;
  if (outcome.outcome === 'ok') track.document = step.write ? step.write(track.document, outcome.value) : outcome.value;
  else track.end = { outcome: outcome.outcome, path: step.path, reason: outcome.reason };
}
