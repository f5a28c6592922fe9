/** What became what: the cells of a joint table that are changes. */
import { cellText } from '../impact/cell.ts';
import { differsBeyond } from '../impact/differs-beyond.ts';
import type { OutputEvidence, Row } from '../impact/evidence.ts';
import type { ReportTransition } from '../report/report.generated.ts';
import { type Naming, namingOf } from './naming.ts';

/** Which transitions are listed: how many at most, and how many records each has at least. */
export interface Listing {
  readonly most: number;
  readonly fewest: number;
}

const ofWhole: Listing = { most: 50, fewest: 1 };

/**
 * The changes with the most records, and how many kinds of change are left out. Stakes only where there are any. Values
 * without a name are one, `other`, also where one of them became another.
 */
export function transitionsOf(
  output: OutputEvidence,
  tolerance: number,
  valued: boolean,
  { most, fewest }: Listing = ofWhole,
  naming: Naming = namingOf(output),
): { readonly transitions: ReportTransition[]; readonly leftOut: number } {
  // Numbers on both sides of a bin's edge may be closer than the tolerance; without any change they all are.
  const table = output.changed.records === 0 ? [] : output.table;
  const changes = joined(table.filter((row) => isChange(output, row, tolerance)).map(renamed)).sort(
    (a, b) => b.records - a.records || compare(a.base, b.base) || compare(a.head, b.head),
  );
  const transitions = changes
    .filter(({ records }) => records >= fewest)
    .slice(0, most)
    .map(({ base, head, records, weight, value }) => ({
      base: cellText(base),
      head: cellText(head),
      records,
      weight,
      ...(valued && { value }),
    }));
  return { transitions, leftOut: changes.length - transitions.length };

  function renamed(row: Row): Row {
    return { ...row, base: naming(row.base), head: naming(row.head) };
  }
}

/** Rows of the same two cells as one. */
function joined(rows: readonly Row[]): Row[] {
  const groups = Map.groupBy(rows, ({ base, head }) => JSON.stringify([base, head]));
  return [...groups.values()].flatMap(([first, ...others]) => (first ? [others.reduce(add, first)] : []));
}

function add(one: Row, other: Row): Row {
  const [records, weight, value] = [one.records + other.records, one.weight + other.weight, one.value + other.value];
  return { ...one, records, weight, value };
}

function isChange({ kind }: OutputEvidence, { base, head }: Row, tolerance: number): boolean {
  if (base === head) return false;
  if (kind !== 'number' && kind !== 'probability') return true;
  const [before, after] = [Number(base), Number(head)];
  return !Number.isFinite(before) || !Number.isFinite(after) || differsBeyond(tolerance, before, after);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
