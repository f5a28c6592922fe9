/** Lower and upper bounds: of numbers, of lengths and of counts. Each pair of keywords is a row. */
import { own } from '../../keywords.ts';
import { became, type Finding, inBase, inHead, type Pair } from '../finding.ts';
import type { ChangeId } from '../kinds.ts';
import type { View } from '../view.ts';
import { typesOf } from './type.ts';

interface Row {
  readonly keyword: string;
  /** A keyword for the same bound without its end. */
  readonly exclusive?: string;
  readonly side: 'lower' | 'upper';
  readonly tightened: ChangeId;
  readonly loosened: ChangeId;
  /** What an absent keyword stands for. */
  readonly absent: number;
  /** Counts only beside this keyword. */
  readonly beside?: string;
}

const NONE = Number.POSITIVE_INFINITY;

// biome-ignore format: a table
const ROWS: readonly Row[] = [
  { keyword: 'minimum', exclusive: 'exclusiveMinimum', side: 'lower', tightened: 'minimum-tightened', loosened: 'minimum-loosened', absent: -NONE },
  { keyword: 'maximum', exclusive: 'exclusiveMaximum', side: 'upper', tightened: 'maximum-tightened', loosened: 'maximum-loosened', absent: NONE },
  { keyword: 'minLength', side: 'lower', tightened: 'min-length-tightened', loosened: 'min-length-loosened', absent: 0 },
  { keyword: 'maxLength', side: 'upper', tightened: 'max-length-tightened', loosened: 'max-length-loosened', absent: NONE },
  { keyword: 'minItems', side: 'lower', tightened: 'min-items-tightened', loosened: 'min-items-loosened', absent: 0 },
  { keyword: 'maxItems', side: 'upper', tightened: 'max-items-tightened', loosened: 'max-items-loosened', absent: NONE },
  { keyword: 'minProperties', side: 'lower', tightened: 'min-properties-tightened', loosened: 'min-properties-loosened', absent: 0 },
  { keyword: 'maxProperties', side: 'upper', tightened: 'max-properties-tightened', loosened: 'max-properties-loosened', absent: NONE },
  { keyword: 'minContains', side: 'lower', tightened: 'min-contains-tightened', loosened: 'min-contains-loosened', absent: 1, beside: 'contains' },
  { keyword: 'maxContains', side: 'upper', tightened: 'max-contains-tightened', loosened: 'max-contains-loosened', absent: NONE, beside: 'contains' },
];

interface Bound {
  readonly keyword: string;
  readonly value: number | bigint;
  readonly open: boolean;
}

export function checkBounds(pair: Pair): Finding[] {
  return ROWS.flatMap((row) => {
    if (row.beside && !(has(pair.base, row.beside) && has(pair.head, row.beside))) return [];
    const base = boundOf(pair.base, row);
    const head = boundOf(pair.head, row);
    const order = compare(head, base, row.side);
    if (order === 0) return [];
    const change = order > 0 ? row.tightened : row.loosened;
    const message = became(row.keyword, text(base), text(head));
    return has(pair.head, head.keyword)
      ? [inHead(pair, change, [head.keyword], message)]
      : [inBase(pair, change, [base.keyword], message)];
  });
}

function has(view: View, keyword: string): boolean {
  return Object.hasOwn(view.constraints, keyword);
}

/** Positive where the first is tighter. Integers beyond 2^53 are compared exactly. */
function compare(one: Bound, other: Bound, side: Row['side']): number {
  const order = Number(one.value > other.value) - Number(one.value < other.value);
  return (side === 'lower' ? order : -order) || Number(one.open) - Number(other.open);
}

/** The tighter of the two keywords of a row. */
function boundOf(view: View, row: Row): Bound {
  const value = own(view.constraints, row.keyword);
  const exclusive = row.exclusive ? own(view.constraints, row.exclusive) : undefined;
  const bounds: Bound[] = [];
  if (isBound(value)) bounds.push({ keyword: row.keyword, value, open: false });
  if (isBound(exclusive))
    bounds.push(closed(view, { keyword: row.exclusive ?? '', value: exclusive, open: true }, row));
  bounds.sort((a, b) => compare(b, a, row.side));
  return bounds[0] ?? { keyword: row.keyword, value: row.absent, open: false };
}

/** Of integers, more than 9 is 10 or more. */
function closed(view: View, bound: Bound, { side }: Row): Bound {
  const { value } = bound;
  if (typesOf(view).join() !== 'integer' || !isWhole(value)) return bound;
  const step = side === 'lower' ? 1 : -1;
  return { ...bound, value: typeof value === 'bigint' ? value + BigInt(step) : value + step, open: false };
}

function isBound(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function isWhole(value: number | bigint): boolean {
  return typeof value === 'bigint' || Number.isSafeInteger(value);
}

function text({ value, open }: Bound): string | undefined {
  if (value === NONE || value === -NONE) return undefined;
  return open ? `${value} (exclusive)` : String(value);
}
