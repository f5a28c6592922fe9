/**
 * An output in one segment of the traffic, as a picture: the report of a pipeline has it for the segments that a reader
 * may want to see alone. Stricter than the whole: nothing is named that fewer than ten records of the segment have.
 */
import { isFoldedCell, isNumberCell } from '../impact/cell.ts';
import { effectiveRecords } from '../impact/effective-records.ts';
import type { Cell, Histogram, OutputEvidence, Row, SegmentEvidence, Tally } from '../impact/evidence.ts';
import { FEWEST_RECORDS } from '../impact/fewest-records.ts';
import { sizeOf } from '../impact/points.ts';
import type { Distribution, DistributionSide, SegmentOutput } from '../report/report.generated.ts';
import { distributionOf } from './distribution.ts';
import { BINS } from './edges.ts';
import { type Naming, namingOf } from './naming.ts';
import { transitionsOf } from './transitions.ts';

const VALUES = 20;
const TRANSITIONS = 10;
/** Of each pointer, by either order. */
const SEGMENTS = 20;

/** What no record holds as its value, and what stays visible however rare it is. */
const OUTCOME_CELLS = new Set(['rejected', 'failed', 'missing', 'empty']);

export function sliceOf(
  output: OutputEvidence,
  tolerance: number,
  valued: boolean,
  naming: Naming = namingOf(output),
): Pick<SegmentOutput, 'distribution' | 'transitions' | 'transitionsLeftOut'> {
  const distribution = sliceDistribution(output, naming);
  const listing = { most: TRANSITIONS, fewest: FEWEST_RECORDS };
  const { transitions, leftOut } = transitionsOf(output, tolerance, valued, listing, naming);
  return { transitions, ...(leftOut > 0 && { transitionsLeftOut: leftOut }), ...(distribution && { distribution }) };
}

/** Of each pointer the first twenty in the given order, and the twenty largest: a report with all would be too long. */
export function slicedSegments(segments: readonly SegmentEvidence[]): ReadonlySet<SegmentEvidence> {
  const pointers = [...Map.groupBy(segments, ({ pointer }) => pointer).values()];
  return new Set(
    pointers.flatMap((all) => [
      ...all.slice(0, SEGMENTS),
      ...all.toSorted((a, b) => b.total.records - a.total.records).slice(0, SEGMENTS),
    ]),
  );
}

/** Segments keep no histograms: numbers are known as far as their joint table has them one by one. */
function sliceDistribution(output: OutputEvidence, naming: Naming): Distribution | undefined {
  const { kind } = output;
  if (kind === 'text') return undefined;
  const table = withoutRare(output.table, naming);
  if (kind !== 'number' && kind !== 'probability') return distributionOf({ ...output, table }, VALUES, named);
  const numbers = new Set(table.flatMap(({ base, head }) => [base, head]).filter(isNumberCell));
  const isExact = !output.folded && [...numbers].every((cell) => Number.isFinite(Number(cell)));
  if (!isExact || numbers.size === 0 || numbers.size > BINS) return undefined;
  const histograms = { base: histogramOf(table, 'base', output.total), head: histogramOf(table, 'head', output.total) };
  const distribution = distributionOf({ ...output, table, histograms }, VALUES, named);
  const isWhole = !table.some(({ base, head }) => base === 'other' || head === 'other');
  return isWhole ? distribution : { base: picture(distribution.base), head: picture(distribution.head) };
}

/** What is left is named. */
const named: Naming = (cell) => cell;

/** The table with all that is rare on both sides as `other`, or has no name in the whole. */
function withoutRare(table: readonly Row[], naming: Naming): readonly Row[] {
  const records = { base: new Map<Cell, number>(), head: new Map<Cell, number>() };
  for (const row of table) {
    for (const side of ['base', 'head'] as const) {
      records[side].set(row[side], (records[side].get(row[side]) ?? 0) + row.records);
    }
  }
  const shown = (cell: Cell): Cell => {
    const most = Math.max(records.base.get(cell) ?? 0, records.head.get(cell) ?? 0);
    return OUTCOME_CELLS.has(cell) || (most >= FEWEST_RECORDS && !isFoldedCell(cell)) ? naming(cell) : 'other';
  };
  return table.map((row) => ({ ...row, base: shown(row.base), head: shown(row.head) }));
}

/** The weights of its numbers are taken to be as unequal as those of all records. */
function histogramOf(table: readonly Row[], side: 'base' | 'head', total: Tally): Histogram {
  const bins = new Map<number, { records: number; weight: number }>();
  for (const row of table) {
    if (!isNumberCell(row[side])) continue;
    const x = Number(row[side]);
    const { records, weight } = bins.get(x) ?? { records: 0, weight: 0 };
    bins.set(x, { records: records + row.records, weight: weight + row.weight });
  }
  const sorted = [...bins].sort(([a], [b]) => a - b);
  const histogram = { exact: true, bins: sorted.map(([x, tally]) => ({ low: x, high: x, ...tally })) };
  const { records, weight } = sizeOf(histogram);
  return { ...histogram, squares: (weight * weight * total.records) / (records * effectiveRecords(total)) };
}

/** Without mean and percentiles, which would be of the numbers that are left, or name one that is not. */
function picture({ counts, bins }: DistributionSide): DistributionSide {
  return { ...(counts && { counts }), ...(bins && { bins }) };
}
