/** The parts of a field that best tell wanted records from the others. `findContrasts` calls this. */

/** A value of a field, or a bin of its numbers. */
export interface Group {
  readonly isNumber: boolean;
  /** It may be named by itself. */
  readonly isNamed: boolean;
  /** Wanted records, and all. */
  readonly hits: number;
  readonly records: number;
}

export interface Choice {
  /** Ascending indexes of the chosen groups. */
  readonly groups: readonly number[];
  /** Neighbouring numbers, rather than values. */
  readonly isRange: boolean;
  readonly hits: number;
  readonly records: number;
}

/** More values than this are no explanation. */
const MOST_VALUES = 10;
/** Each step finds the best choice for the F1 of the last; a handful reaches the end. */
const STEPS = 50;

/** F1 = 2 hits / (wanted + records): the harmonic mean of hits/wanted and hits/records. */
export function f1Of({ hits, records }: Choice, wanted: number): number {
  return hits === 0 ? 0 : (2 * hits) / (wanted + records);
}

export function takesAll({ groups }: Choice, of: number): boolean {
  return groups.length === of;
}

/** The run of numbers, or else the few values, with the largest F1. Numbers come first among the groups, in order. */
export function bestChoice(groups: readonly Group[], wanted: number): Choice {
  const range = climb(groups, wanted, bestRun);
  const values = climb(groups, wanted, bestValues);
  return f1Of(values, wanted) > f1Of(range, wanted) ? values : range;
}

type Pick = (
  gains: readonly number[],
  groups: readonly Group[],
) => { readonly groups: number[]; readonly isRange: boolean };

/**
 * Dinkelbach's method (1967, "On nonlinear fractional programming"): what maximises 2 hits − F (wanted + records) for
 * the F reached so far has a larger F, until F is the largest.
 */
function climb(groups: readonly Group[], wanted: number, pick: Pick): Choice {
  let best: Choice = { groups: [], isRange: true, hits: 0, records: 0 };
  for (let step = 0; step < STEPS; step += 1) {
    const reached = f1Of(best, wanted);
    const picked = pick(
      groups.map(({ hits, records }) => 2 * hits - reached * records),
      groups,
    );
    const chosen = picked.groups.flatMap((index) => groups[index] ?? []);
    const next: Choice = {
      ...picked,
      hits: chosen.reduce((sum, { hits }) => sum + hits, 0),
      records: chosen.reduce((sum, { records }) => sum + records, 0),
    };
    if (f1Of(next, wanted) <= reached) break;
    best = next;
  }
  return best;
}

/** Neighbouring numbers with the largest sum (Kadane); the shorter run among equals. */
function bestRun(gains: readonly number[], groups: readonly Group[]): ReturnType<Pick> {
  let best = { from: 0, to: 0, sum: 0 };
  let run = { from: 0, sum: 0 };
  for (const [index, group] of groups.entries()) {
    if (!group.isNumber) break;
    run = run.sum > 0 ? run : { from: index, sum: 0 };
    run = { ...run, sum: run.sum + (gains[index] ?? 0) };
    if (run.sum > best.sum) best = { from: run.from, to: index + 1, sum: run.sum };
  }
  const { from, to } = opened(best, groups);
  return { groups: Array.from({ length: to - from }, (_, place) => from + place), isRange: true };
}

/** An end beyond which there are no records at all is left open. */
function opened({ from, to }: { from: number; to: number }, groups: readonly Group[]): { from: number; to: number } {
  const numbers = groups.filter(({ isNumber }) => isNumber);
  const isEmpty = ({ records }: Group): boolean => records === 0;
  if (from === to) return { from, to };
  return {
    from: numbers.slice(0, from).every(isEmpty) ? 0 : from,
    to: numbers.slice(to).every(isEmpty) ? numbers.length : to,
  };
}

function bestValues(gains: readonly number[], groups: readonly Group[]): ReturnType<Pick> {
  const gainful = [...groups.keys()].filter((index) => groups[index]?.isNamed && (gains[index] ?? 0) > 0);
  const largest = gainful.sort((a, b) => (gains[b] ?? 0) - (gains[a] ?? 0) || a - b).slice(0, MOST_VALUES);
  return { groups: largest.sort((a, b) => a - b), isRange: false };
}
