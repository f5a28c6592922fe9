/** How well each side agrees with what turned out to be right: head less base. */
import { auc } from './auc.ts';
import { cellText } from './cell.ts';
import type { Size } from './effective-records.ts';
import type { Cell, LabelEvidence } from './evidence.ts';
import type { Formula, Parameters } from './formula.ts';
import { lessNoise } from './less-noise.ts';
import { countWhere, measureNetShare } from './measure-count.ts';
import { meanOf } from './measure-mean.ts';
import { exact, type Measured, missing, type Unit, withoutInterval } from './measured.ts';
import { pointsOf } from './points.ts';
import type { Sampling } from './sampling.ts';

/** So many classes get a precision and a recall of their own when no limit names them: the most frequent labels. */
const LISTED = 20;

type LabelTable = NonNullable<LabelEvidence['table']>;

/** Records whose label is `text`: those that its recall is about. */
export function labelledAs(table: LabelTable, text: string): Size {
  const cell = cellCalled(table, text);
  const rows = table.filter(({ label }) => label === cell);
  const squares = rows.reduce((sum, row) => sum + (row.squares ?? 0), 0);
  return { ...countWhere(rows, () => true), squares };
}

const UNLIKE = 'no label is a value of the output';

/** Whether any label is what a side answers. Labels 0 and 1 of decisions true and false are not: nothing could ever be right. */
export function areAlike(table: LabelTable): boolean {
  const answers = new Set(table.flatMap(({ base, head }) => [base, head]));
  return table.some(({ label }) => answers.has(label));
}

export const measureAccuracy: Formula = ({ output: { labels }, sampling }, { name }) => {
  if (!labels?.table) return undefined;
  const { table, total } = labels;
  if (total.records === 0) return missing('share', 'no record has a label', true);
  if (!areAlike(table)) return missing('share', UNLIKE, true);
  const gained = countWhere(table, (row) => row.head === row.label && row.base !== row.label);
  const lost = countWhere(table, (row) => row.base === row.label && row.head !== row.label);
  return measureNetShare(name, gained, lost, total, sampling);
};

/** The classes that get a precision and a recall: the most frequent labels, and those that limits name. */
export const labelledClasses: Parameters = ({ output: { labels } }, named) => {
  if (!labels?.table) return [];
  const weights = new Map<Cell, number>();
  for (const row of labels.table) weights.set(row.label, (weights.get(row.label) ?? 0) + row.weight);
  const frequent = [...weights.keys()].sort(
    (a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0) || (a < b ? -1 : 1),
  );
  return [...new Set([...frequent.slice(0, LISTED).map(cellText), ...named])];
};

/** Of the records that a side calls `text`, the share that is. */
export const measurePrecision: Formula = ({ output: { labels }, sampling }, { parameter: text }) => {
  if (!labels?.table) return undefined;
  const { table } = labels;
  const cell = cellCalled(table, text);
  // Nothing that is called so could be right, so nothing could be lost either.
  if (!table.some(({ label }) => label === cell)) return missing('share', `no label is ${text}`, true);
  const [base, head] = (['base', 'head'] as const).map((side) => {
    const called = countWhere(table, (row) => row[side] === cell);
    const right = countWhere(table, (row) => row[side] === cell && row.label === cell);
    return right.weight / called.weight;
  });
  return difference(base, head, 'share', `a side never answers ${text}`, sampling);
};

/** Of the records that are `text`, the share that a side calls so. */
export const measureRecall: Formula = ({ output: { labels }, sampling }, { parameter: text }) => {
  if (!labels?.table) return undefined;
  const { table } = labels;
  const cell = cellCalled(table, text);
  const present = countWhere(table, (row) => row.label === cell);
  if (present.records > 0 && !areAlike(table)) return missing('share', UNLIKE, true);
  const [base, head] = (['base', 'head'] as const).map((side) => {
    const found = countWhere(table, (row) => row.label === cell && row[side] === cell);
    return found.weight / present.weight;
  });
  return difference(base, head, 'share', `no label is ${text}`, sampling);
};

/** Labels come first, and texts may stand without quotes: `rejected` is a class, not what became of a record. */
function cellCalled(table: LabelTable, text: string): Cell {
  const quoted = JSON.stringify(text);
  const labels = table.map(({ label }) => label);
  const written = (cell: Cell): boolean => cellText(cell) === text;
  const label = labels.find(written) ?? labels.find((cell) => cell === quoted);
  return label ?? table.flatMap(({ base, head }) => [base, head]).find(written) ?? quoted;
}

/** Mean squared error of the probabilities (Brier 1950); a rise is a loss. */
export const measureBrier: Formula = ({ output: { labels }, sampling }) => {
  if (!labels?.sums) return undefined;
  const { sums } = labels;
  const reason = 'no record with a label has a number on both sides';
  return difference(meanOf(sums, 'brier_base'), meanOf(sums, 'brier_head'), 'distance', reason, sampling);
};

export const measureAuc: Formula = ({ output: { labels }, sampling }) => {
  if (!labels?.scores) return undefined;
  const { base, head } = labels.scores;
  const areas = [base, head].map(({ positive, negative }) => ({
    value: auc(pointsOf(positive, 'middle'), pointsOf(negative, 'middle')),
    low: auc(pointsOf(positive, 'low'), pointsOf(negative, 'high')),
    high: auc(pointsOf(positive, 'high'), pointsOf(negative, 'low')),
  }));
  const [before, after] = areas;
  if (!before || !after || Number.isNaN(after.value - before.value)) {
    return missing('distance', 'the labels have a single class');
  }
  const value = lessNoise(after.value, before.value);
  if (!sampling.full) return withoutInterval(value, 'distance');
  return exact(value, 'distance', undefined, lessNoise(after.low, before.high), lessNoise(after.high, before.low));
};

function difference(
  base: number | undefined,
  head: number | undefined,
  unit: Unit,
  reason: string,
  sampling: Sampling,
): Measured {
  const value = lessNoise(head ?? Number.NaN, base ?? Number.NaN);
  if (Number.isNaN(value)) return missing(unit, reason, true);
  return sampling.full ? exact(value, unit) : withoutInterval(value, unit);
}
