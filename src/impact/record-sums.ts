/** Measures that are sums over records, so that an edit's part of them is a sum of its parts of each record. */
import { cellText, isFoldedCell } from './cell.ts';
import type { Cell, Evidence, OutputEvidence } from './evidence.ts';
import { countWhere } from './measure-count.ts';
import { meanOf } from './measure-mean.ts';

/** What a record adds to a sum; `output` is an output's place. Plain data. */
export type Quantity =
  /** 1 where the output differs from base's. */
  | { readonly kind: 'changed'; readonly output: number }
  /** The output less base's, of records with a number at base and at head. */
  | { readonly kind: 'difference'; readonly output: number }
  /** 1 where the output is on the other side of the threshold. */
  | { readonly kind: 'flips'; readonly output: number; readonly threshold: number }
  /** 1 where the output was that at base and becomes this. */
  | { readonly kind: 'transition'; readonly output: number; readonly base: Cell; readonly head: Cell }
  /** 1 where the record ends so, and did not at base. */
  | { readonly kind: 'ended'; readonly ending: 'rejected' | 'failed' };

/** A measure, or what belongs to one, as a sum over records. */
export interface RecordSum {
  readonly quantity: Quantity;
  /** What stands behind the separator in the measure's name: the threshold of flips. */
  readonly parameter?: string;
  readonly transition?: { readonly base: string; readonly head: string };
  /** At head: Σ w·x of all replayed records. */
  readonly total: number;
  /** Σ w of the records that the measure is about; the measure is `total` divided by it and by `per`. */
  readonly weight: number;
  readonly per: number;
}

/** Of the output at this place in the evidence. */
export type OutputSums = (output: OutputEvidence, index: number) => readonly RecordSum[];

/** Of an output's transitions, those of most weight. */
const MOST_TRANSITIONS = 5;

export const sumOfChanges: OutputSums = ({ total, changed }, index) => [
  { quantity: { kind: 'changed', output: index }, total: changed.weight, weight: total.weight, per: 1 },
];

/** The difference of the means, of records with a number on both sides. */
export const sumOfDifferences: OutputSums = ({ sums }, index) => {
  if (!sums || sums.weight === 0) return [];
  const total = sums.sum.difference ?? 0;
  return [{ quantity: { kind: 'difference', output: index }, total, weight: sums.weight, per: 1 }];
};

/** The same over |mean of base|; nothing where that is 0. */
export const sumOfRelativeDifferences: OutputSums = (output, index) => {
  const per = output.sums ? Math.abs(meanOf(output.sums, 'base')) : 0;
  return per > 0 ? sumOfDifferences(output, index).map((sum) => ({ ...sum, per })) : [];
};

export const sumsOfFlips: OutputSums = ({ total, flips = [] }, index) =>
  flips.map(({ threshold, up, down }) => ({
    quantity: { kind: 'flips', output: index, threshold },
    parameter: String(threshold),
    total: up.weight + down.weight,
    weight: total.weight,
    per: 1,
  }));

/**
 * The parts of a category's changes, by what became what. What is counted together under one cell is no transition that
 * a record shows.
 */
export const sumsOfTransitions: OutputSums = ({ kind, table, total }, index) => {
  if (kind !== 'category') return [];
  return table
    .filter(({ base, head }) => base !== head && !isFoldedCell(base) && !isFoldedCell(head))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MOST_TRANSITIONS)
    .map(({ base, head, weight }) => ({
      quantity: { kind: 'transition', output: index, base, head },
      transition: { base: cellText(base), head: cellText(head) },
      total: weight,
      weight: total.weight,
      per: 1,
    }));
};

export function sumOfEndings(ending: 'rejected' | 'failed'): (evidence: Evidence) => RecordSum {
  return ({ outcomes }) => ({
    quantity: { kind: 'ended', ending },
    total: countWhere(outcomes, (row) => row.head === ending && row.base !== ending).weight,
    weight: countWhere(outcomes, () => true).weight,
    per: 1,
  });
}
