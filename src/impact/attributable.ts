/** Which of a pipeline's measures can be shared out among edits, and what each is a sum of. */
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

/** A sum over records that a report divides into one measure or several. */
export interface Attributable {
  readonly quantity: Quantity;
  /** Name of the output; empty for the pipeline's own measures. */
  readonly output: string;
  /** Names of measures, each with what the sum is still to be divided by after `weight`. */
  readonly measures: readonly { readonly name: string; readonly per: number }[];
  readonly transition?: { readonly base: string; readonly head: string };
  /** At head: Σ w·x of all replayed records. */
  readonly total: number;
  /** Σ w of the records that the measure is about. */
  readonly weight: number;
}

/** Of an output's transitions, those of most weight. */
const MOST_TRANSITIONS = 5;

/**
 * Means and shares alone: they are sums over records, so an edit's part of them is a sum of its parts of each record.
 * Distances between distributions and quantiles are not, and are left out.
 */
export function attributable(evidence: Evidence): Attributable[] {
  const all = [
    ...evidence.outputs.flatMap(ofOutput),
    ...(['rejected', 'failed'] as const).map((one) => ended(evidence, one)),
  ];
  return all.filter(({ weight }) => weight > 0);
}

function ofOutput(output: OutputEvidence, index: number): Attributable[] {
  const { name, total, changed } = output;
  const one = { output: name, weight: total.weight };
  return [
    { ...one, quantity: { kind: 'changed', output: index }, measures: plain('changed'), total: changed.weight },
    ...means(output, index),
    ...(output.flips ?? []).map(({ threshold, up, down }): Attributable => {
      const quantity = { kind: 'flips', output: index, threshold } as const;
      return { ...one, quantity, measures: plain(`flips@${threshold}`), total: up.weight + down.weight };
    }),
    ...(output.kind === 'category' ? transitions(output, index) : []),
  ];
}

function means(output: OutputEvidence, index: number): Attributable[] {
  const { kind, name, sums } = output;
  if ((kind !== 'number' && kind !== 'probability') || !sums || sums.weight === 0) return [];
  const scale = Math.abs(meanOf(sums, 'base'));
  return [
    {
      output: name,
      quantity: { kind: 'difference', output: index },
      measures: [...plain('mean'), ...(scale > 0 ? [{ name: 'mean_ratio', per: scale }] : [])],
      total: sums.sum.difference ?? 0,
      weight: sums.weight,
    },
  ];
}

/** What is counted together under one cell is no transition that a record shows. */
function transitions({ name, table, total }: OutputEvidence, index: number): Attributable[] {
  return table
    .filter(({ base, head }) => base !== head && !isFoldedCell(base) && !isFoldedCell(head))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MOST_TRANSITIONS)
    .map(({ base, head, weight }) => ({
      output: name,
      quantity: { kind: 'transition', output: index, base, head },
      measures: plain('changed'),
      transition: { base: cellText(base), head: cellText(head) },
      total: weight,
      weight: total.weight,
    }));
}

function ended({ outcomes }: Evidence, ending: 'rejected' | 'failed'): Attributable {
  return {
    output: '',
    quantity: { kind: 'ended', ending },
    measures: plain(ending),
    total: countWhere(outcomes, (row) => row.head === ending && row.base !== ending).weight,
    weight: countWhere(outcomes, () => true).weight,
  };
}

function plain(name: string): { name: string; per: number }[] {
  return [{ name, per: 1 }];
}
