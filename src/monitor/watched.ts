/** A pipeline with all that was counted of it, and what can be asked of that: who ran when, and what it answered. */
import type { PipelineConfig } from '../config/config.ts';
import type { Evidence } from '../impact/evidence.ts';
import { instantOf } from '../recordings/window/instant.ts';
import { createWeekOf, mondayOf } from '../recordings/window/week.ts';
import type { InputCounts } from '../replay/evidence/inputs.ts';
import type { Accepted } from './accepted.ts';
import { type Compared, inferProduction, type Production } from './production.ts';
import type { Rule } from './rule.ts';
import { NOTHING, type Part, partOf, type Series, type Side, segmentParts } from './series.ts';
import type { Known } from './split.ts';
import type { State } from './states.ts';
import type { Windows } from './windows.ts';

export interface Watched {
  readonly pipeline: PipelineConfig;
  readonly states: readonly State[];
  readonly windows: Windows;
  readonly rule: Rule;
  readonly series: readonly Series[];
  /** Whole weeks of the recording, oldest first. */
  readonly weeks: readonly number[];
  /** Weeks with holidays, and their names: they say nothing of the traffic. */
  readonly holidays: ReadonlyMap<number, readonly string[]>;
  /** What the fields of requests hold. */
  readonly inputs: InputCounts;
  /** What the owners have accepted as the usual. */
  readonly accepted?: Accepted;
}

const DAY = 86_400_000;

/** Weeks whose first and last day the recording has; the others would be compared with what they are not. */
export function wholeWeeks({ pairs, span }: Windows, zone: string | undefined, before?: number): number[] {
  const all = [...new Set(pairs.flatMap((pair) => [...pair.keys()]))].sort((a, b) => a - b);
  if (!span) return [];
  const weekOf = createWeekOf(zone);
  const day = (time: string, days: number): number => weekOf(new Date(instantOf(time) + days * DAY).toISOString());
  // A week whose last record is of its last day is over a day later; one whose first is of its first began a day before.
  const [first, last] = [day(span.from, -1), day(span.to, 1)];
  return all.filter((week) => week > first && week < last && (before === undefined || week < before));
}

/** Those that say something of the traffic. */
export function ordinaryWeeks({ weeks, holidays }: Pick<Watched, 'weeks' | 'holidays'>): readonly number[] {
  return holidays.size === 0 ? weeks : weeks.filter((week) => !holidays.has(week));
}

/** Of the states on a window's requests. */
export function evidenceOf({ windows, states }: Watched, state: number, week: number): [Evidence, Side] | undefined {
  const { pairs } = windows;
  const isFirst = state === 0 && states.length > 1;
  const evidence = pairs[isFirst ? 1 : state]?.get(week);
  return evidence && [evidence, isFirst ? 'base' : 'head'];
}

export function knownOf(watched: Watched, series: Series): Known {
  const { windows, pipeline, accepted } = watched;
  const [pointer] = pipeline.segments;
  return {
    recorded(week) {
      const evidence = windows.recorded.get(week);
      return evidence && partOf(series, evidence, 'base');
    },
    state(state, week): Part {
      const found = evidenceOf(watched, state, week);
      // The recording may no longer have a week that was accepted.
      return found ? partOf(series, ...found) : (accepted?.parts.get(series.key)?.get(week) ?? NOTHING);
    },
    segments(state, week) {
      const found = evidenceOf(watched, state, week);
      return found && pointer !== undefined ? remembered(series, found[0], pointer, found[1]) : new Map();
    },
  };
}

const segmentsOf = new WeakMap<Evidence, Map<string, ReadonlyMap<string, Part>>>();

/** Every look asks for the same windows again, and for each segment by itself. */
function remembered(series: Series, evidence: Evidence, pointer: string, side: Side): ReadonlyMap<string, Part> {
  const own = segmentsOf.get(evidence) ?? new Map<string, ReadonlyMap<string, Part>>();
  segmentsOf.set(evidence, own);
  const key = `${side} ${series.key}`;
  const found = own.get(key) ?? segmentParts(series, evidence, pointer, side);
  own.set(key, found);
  return found;
}

const productions = new WeakMap<Watched, Map<number, Production>>();

/** What production ran in a week: as its recorded answers say, or without any as the clock does. */
export function productionIn(watched: Watched, week: number): Production {
  const own = productions.get(watched) ?? new Map<number, Production>();
  productions.set(watched, own);
  const found = own.get(week) ?? infer(watched, week);
  own.set(week, found);
  return found;
}

/** How a state answers the requests of a week that have a recorded answer; undefined where none has. */
export function answersIn({ states, windows }: Watched, state: number, week: number): Compared | undefined {
  const isNewest = state === states.length - 1;
  return (isNewest ? windows.recorded : windows.pairs[state + 1])?.get(week)?.reproduction;
}

function infer(watched: Watched, week: number): Production {
  const { states, windows } = watched;
  const answers = states.map((_, state) => answersIn(watched, state, week));
  return inferProduction(answers, (newer) => apart(windows.pairs[newer]?.get(week))) ?? byClock(states, week);
}

/** On the output that tells most requests of two states apart. */
function apart(evidence: Evidence | undefined): number {
  const shares = (evidence?.outputs ?? []).map(({ changed, total }) =>
    total.records > 0 ? changed.records / total.records : 0,
  );
  return Math.max(0, ...shares);
}

/** The newest that was merged when the week began. */
function byClock(states: readonly State[], week: number): Production {
  const monday = Date.parse(mondayOf(week));
  const running = states.findLastIndex(({ merge }) => Date.parse(merge.at) <= monday);
  return { running: Math.max(0, running), since: Math.max(0, running), compared: 0, different: 0 };
}
