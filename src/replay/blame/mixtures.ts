/**
 * Runs records through every mixture of edits. Mixtures stay together as long as they show the same: a step runs once
 * for each version of it and each different document that comes to it.
 */
import type { Outcome } from '../../artifacts/engine.ts';
import { identical } from '../../document/equal.ts';
import type { RecordedRequest } from '../../recordings/record.ts';
import type { End, RunnableStep, Watch } from '../flow.ts';
import { Written, whole } from '../written.ts';
import type { Lane, LaneStep } from './lanes.ts';

/** Where a record stands in one mixture or several. Never changed, so that they can share it. */
export interface State {
  readonly document: unknown;
  readonly end: End | undefined;
}

/** A record on its way through all mixtures. */
export interface Journey {
  readonly request: RecordedRequest;
  readonly position: number;
  /** By mixture. */
  states: readonly State[];
}

/** `journeys` start with the same state in every mixture. */
export async function runMixtures(
  steps: readonly LaneStep[],
  journeys: readonly Journey[],
  watch: Watch,
): Promise<void> {
  for (const [index, { step, lanes }] of steps.entries()) {
    const arrivals = journeys.map((): Arrivals => ({ byMixture: [], different: [] }));
    for (const lane of lanes) {
      const visits = journeys.flatMap((journey, place) => visitsOf(journey, lane, arrivals[place]));
      const outcomes = await runLane(step, index, lane, visits, watch);
      for (const [place, visit] of visits.entries()) {
        arrive(visit, outcomes[place] ?? LOST, step);
      }
    }
    for (const [place, journey] of journeys.entries()) journey.states = arrivals[place]?.byMixture ?? [];
  }
}

/** A record's document in a lane, for all mixtures that have it. */
interface Visit {
  readonly journey: Journey;
  readonly position: number;
  readonly state: State;
  readonly mixtures: number[];
  readonly arrivals: Arrivals | undefined;
}

/** Where a record's mixtures come out of a step. */
interface Arrivals {
  readonly byMixture: State[];
  readonly different: State[];
}

function visitsOf(journey: Journey, { mixtures }: Lane, arrivals: Arrivals | undefined): Visit[] {
  const visits: Visit[] = [];
  for (const mixture of mixtures) {
    const state = journey.states[mixture];
    if (!state) continue;
    if (state.end) {
      if (arrivals) arrivals.byMixture[mixture] = state;
      continue;
    }
    const known = visits.find((visit) => visit.state === state);
    if (known) known.mixtures.push(mixture);
    else visits.push({ journey, position: journey.position, state, mixtures: [mixture], arrivals });
  }
  return visits;
}

async function runLane(
  step: RunnableStep,
  index: number,
  lane: Lane,
  visits: readonly Visit[],
  { enter, barred }: Watch,
): Promise<readonly Outcome[]> {
  const reasons = visits.map(({ position }) => barred?.(index, lane.side, position, lane.variant));
  const free = visits.filter((_visit, place) => reasons[place] === undefined);
  if (free.length > 0) await enter(index, lane.side, free, lane.variant);
  const documents = free.map(({ journey, state }) => (step.readsRecord ? journey.request : whole(state.document)));
  const outcomes = free.length > 0 ? (await lane.stage.run(documents, lane.beside)).values() : [].values();
  return reasons.map((reason) =>
    reason === undefined ? (outcomes.next().value ?? LOST) : { outcome: 'failed', reason },
  );
}

const LOST: Outcome = { outcome: 'failed', reason: 'the step gave no outcome' };

function arrive({ state, mixtures, arrivals }: Visit, outcome: Outcome, step: RunnableStep): void {
  if (!arrivals) return;
  const next = advance(state, outcome, step);
  // What came out alike goes on as one.
  const known = arrivals.different.find((other) => isAlike(other, next));
  if (!known) arrivals.different.push(next);
  for (const mixture of mixtures) arrivals.byMixture[mixture] = known ?? next;
}

function advance(state: State, outcome: Outcome, step: RunnableStep): State {
  if (outcome.outcome !== 'ok')
    return { document: undefined, end: { outcome: outcome.outcome, path: step.path, reason: outcome.reason } };
  if (!step.write) return { document: outcome.value, end: undefined };
  return { document: step.write(state.document, outcome.value), end: undefined };
}

function isAlike(one: State, other: State): boolean {
  if (one.end || other.end) return one.end?.outcome === other.end?.outcome;
  const [a, b] = [one.document, other.document];
  // Of one step, so written at one place.
  if (a instanceof Written && b instanceof Written && a.below === b.below) return identical(a.value, b.value);
  return identical(whole(a), whole(b));
}
