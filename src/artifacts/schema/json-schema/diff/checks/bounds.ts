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
  readonly value: number;
  readonly open: boolean;
}

export function checkBounds(pair: Pair): Finding[] {
  return ROWS.flatMap((row) => {
    if (row.beside && !(has(pair.base, row.beside) && has(pair.head, row.beside))) return [];
    const base = boundOf(pair.base, row);
    const head = boundOf(pair.head, row);
    const order = tightness(head, row.side) - tightness(base, row.side) || Number(head.open) - Number(base.open);
    if (Number.isNaN(order) || order === 0) return [];
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

function tightness({ value }: Bound, side: Row['side']): number {
  // Two absent bounds are equal, which infinity minus infinity would not tell.
  const finite = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
  return side === 'lower' ? finite : -finite;
}

/** The tighter of the two keywords of a row. */
function boundOf(view: View, row: Row): Bound {
  const value = own(view.constraints, row.keyword);
  const exclusive = row.exclusive ? own(view.constraints, row.exclusive) : undefined;
  const bounds: Bound[] = [];
  if (typeof value === 'number') bounds.push({ keyword: row.keyword, value, open: false });
  if (typeof exclusive === 'number')
    bounds.push(closed(view, { keyword: row.exclusive ?? '', value: exclusive, open: true }, row));
  bounds.sort((a, b) => tightness(b, row.side) - tightness(a, row.side) || Number(b.open) - Number(a.open));
  return bounds[0] ?? { keyword: row.keyword, value: row.absent, open: false };
}

/** Of integers, more than 9 is 10 or more. */
function closed(view: View, bound: Bound, { side }: Row): Bound {
  if (typesOf(view).join() !== 'integer' || !Number.isSafeInteger(bound.value)) return bound;
  return { ...bound, value: side === 'lower' ? bound.value + 1 : bound.value - 1, open: false };
}

function text({ value, open }: Bound): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  return open ? `${value} (exclusive)` : String(value);
}
