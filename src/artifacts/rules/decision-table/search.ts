/**
 * Looks for inputs for which some rows match and others do not. Inputs are chosen one after the other, and what has been
 * found out for a set of rows that are still open is not found out again.
 */
import type { Row } from './table.ts';

/** Steps that a search may take. */
const PATIENCE = 20_000;

/** What each input is, by its place among the table's. */
export type Point = readonly unknown[];

export interface Question {
  /** For each input. */
  readonly samples: readonly (readonly unknown[])[];
  /** None of these may match. */
  readonly without: readonly Row[];
  /** One of these has to; undefined where nothing has to. */
  readonly within?: readonly Row[];
}

/** Undefined where there is no such point; `unknown` where none was found in time. */
export function findPoint({ samples, without, within }: Question): Point | 'unknown' | undefined {
  const dead = new Set<string>();
  let steps = 0;
  const rest = (rows: readonly Row[], column: number): boolean =>
    rows.some(({ tests }) => tests.slice(column).every(({ isAny }) => isAny));

  function search(
    column: number,
    point: Point,
    closed: readonly Row[],
    open: readonly Row[] | undefined,
  ): Point | undefined {
    if (open?.length === 0 || rest(closed, column)) return undefined;
    if (column === samples.length) return point;
    const key = `${column} ${closed.map(({ number }) => number)} ${open?.map(({ number }) => number)}`;
    if (dead.has(key) || steps > PATIENCE) return undefined;
    for (const sample of samples[column] ?? []) {
      steps += 1;
      const accepting = (rows: readonly Row[]) => rows.filter(({ tests }) => tests[column]?.accepts(sample));
      const found = search(column + 1, [...point, sample], accepting(closed), open && accepting(open));
      if (found) return found;
    }
    dead.add(key);
    return undefined;
  }

  const found = search(0, [], without, within);
  return found ?? (steps > PATIENCE ? 'unknown' : undefined);
}

/** Inputs for which both rows match. */
export function meetingPoint(samples: Question['samples'], one: Row, other: Row): Point | undefined {
  const point: unknown[] = [];
  for (const [column, values] of samples.entries()) {
    const found = values.findIndex((value) => one.tests[column]?.accepts(value) && other.tests[column]?.accepts(value));
    if (found === -1) return undefined;
    point.push(values[found]);
  }
  return point;
}
