/** What runs against what is proposed, on the same labelled requests, by what a retraining was asked for by. Pure. */
import type { LimitConfig } from '../config/config.ts';
import { valuesOf } from '../gate/by-week.ts';
import { exceeds } from '../gate/exceeds.ts';
import type { Evidence } from '../impact/evidence.ts';
import { newcombePaired, type Paired } from '../impact/newcombe-paired.ts';
import { findMeasure } from '../measures/find.ts';
import { harmOf } from '../measures/harm.ts';
import { Z99 } from './rank-rule.ts';
import type { Contract, Criterion } from './retrain.ts';

/** Undefined `isMet`: what it is about is not there. */
export type Judged =
  | {
      readonly kind: 'accuracy';
      readonly output: string;
      readonly least: number;
      readonly isMet: boolean | undefined;
      readonly champion: number;
      readonly challenger: number;
      readonly labelled: number;
      /** Challenger less champion, with its 99 % interval. */
      readonly difference: { readonly value: number; readonly low: number; readonly high: number } | undefined;
    }
  | {
      readonly kind: 'limit';
      readonly key: string;
      readonly most: number;
      readonly isMet: boolean | undefined;
      /** The furthest of the weeks. */
      readonly worst: number | undefined;
    };

/**
 * @param evidence base and head on each of the weeks; those that are missing count for nothing
 * @param limitOf how a measure that a criterion names is read
 */
export function judgeContract(
  { criteria }: Contract,
  evidence: readonly Evidence[],
  limitOf: (key: string, amount: number) => LimitConfig | undefined,
): Judged[] {
  return criteria.map((one) => (one.kind === 'accuracy' ? accuracy(one, evidence) : within(one, evidence, limitOf)));
}

function accuracy({ output, least }: Criterion & { kind: 'accuracy' }, evidence: readonly Evidence[]): Judged {
  const { both, firstAlone, secondAlone, neither } = pairsIn(output, evidence);
  const labelled = both + firstAlone + secondAlone + neither;
  const [challenger, champion] = [(both + firstAlone) / labelled, (both + secondAlone) / labelled];
  const isMet = labelled === 0 ? undefined : challenger >= least;
  const difference = newcombePaired({ both, firstAlone, secondAlone, neither }, Z99);
  return { kind: 'accuracy', output, least, isMet, champion, challenger, labelled, difference };
}

/** The challenger is the first. */
function pairsIn(output: string, evidence: readonly Evidence[]): Paired {
  const sums = { both: 0, firstAlone: 0, secondAlone: 0, neither: 0 };
  for (const { outputs } of evidence) {
    for (const row of outputs.find(({ name }) => name === output)?.labels?.table ?? []) {
      const [head, base] = [row.head === row.label, row.base === row.label];
      sums[head ? (base ? 'both' : 'firstAlone') : base ? 'secondAlone' : 'neither'] += row.weight;
    }
  }
  return sums;
}

function within(
  { key, most }: Criterion & { kind: 'limit' },
  evidence: readonly Evidence[],
  limitOf: (key: string, amount: number) => LimitConfig | undefined,
): Judged {
  const limit = limitOf(key, most);
  if (!limit) return { kind: 'limit', key, most, isMet: undefined, worst: undefined };
  const direction = findMeasure(limit.measure)?.measure.direction ?? 'absolute';
  const harms = evidence.flatMap((one) => {
    const value = valuesOf(one, [limit]).get(key);
    return value === undefined ? [] : harmOf(direction, value, value).low;
  });
  const worst = harms.length === 0 ? undefined : Math.max(...harms);
  return { kind: 'limit', key, most, isMet: worst === undefined ? undefined : !exceeds(worst, most), worst };
}
