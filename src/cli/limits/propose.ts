/** Limits at which none of the good merges would have failed and, where one number can tell them apart, the bad ones would. */
import { findInKey } from '../../measures/find.ts';
import { harmOf } from '../../measures/harm.ts';
import type { Measure } from '../../report/report.generated.ts';
import type { Moved } from './past.ts';

export interface Proposal {
  readonly pipeline: string;
  readonly key: string;
  /** The largest value among the good merges, and the smallest among the bad ones; undefined where there is none. */
  readonly good: Moved | undefined;
  readonly bad: Moved | undefined;
  /** As weir.yml has it: `1%`, `0.2`; undefined where no limit tells good from bad, or nothing is known. */
  readonly limit: string | undefined;
}

/** Room above the largest good value, where no bad one says how much there is. */
const ROOM = 1.5;

/** One for each measure, in the order in which they first appear. */
export function propose(good: readonly Moved[], bad: readonly Moved[]): Proposal[] {
  const keys = Map.groupBy([...good, ...bad], ({ pipeline, key }) => JSON.stringify([pipeline, key]));
  return [...keys.values()].flatMap((moved): Proposal[] => {
    const [first] = moved;
    if (!first) return [];
    const { pipeline, key } = first;
    const byAmount = (list: readonly Moved[]) =>
      list.filter((one) => one.pipeline === pipeline && one.key === key).toSorted((a, b) => amountOf(a) - amountOf(b));
    const [largest, smallest] = [byAmount(good).at(-1), byAmount(bad)[0]];
    return [{ pipeline, key, good: largest, bad: smallest, limit: limitFor(largest, smallest) }];
  });
}

/** How much of a limit a value uses: in either direction, but for what is measured against labels only where it gets worse. */
export function amountOf({ key, measure: { value } }: Pick<Moved, 'key' | 'measure'>): number {
  const amount = value ?? 0;
  return Math.max(0, harmOf(findInKey(key)?.measure.direction ?? 'absolute', amount, amount).high);
}

function limitFor(good: Moved | undefined, bad: Moved | undefined): string | undefined {
  const [from, to] = [good ? amountOf(good) : 0, bad && amountOf(bad)];
  const measure = (good ?? bad)?.measure;
  if (!measure || (to !== undefined && to <= from)) return undefined;
  if (to === undefined && from === 0) return undefined;
  const wanted = to === undefined ? from * ROOM : from === 0 ? to / 2 : Math.sqrt(from * to);
  return written(between(from, wanted, to), measure);
}

/** The number with the fewest digits from `from` up to, but not including, `to`; near what is wanted. */
function between(from: number, wanted: number, to = Number.POSITIVE_INFINITY): number {
  for (let digits = 1; digits <= 12; digits += 1) {
    const rounded = Number(wanted.toPrecision(digits));
    if (rounded >= from && rounded < to) return rounded;
  }
  return wanted;
}

function written(amount: number, { unit }: Measure): string {
  if (unit === 'share' || unit === 'ratio') return `${Number((amount * 100).toPrecision(12))}%`;
  return String(amount);
}
