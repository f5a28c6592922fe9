/** How a measure, its limit and its interval read, in the unit of the measure and with a sign where it has a direction. */
import { findMeasure } from '../measures/find.ts';
import { count, number, percent, plural, points, signed } from './numbers.ts';

/** A measure of the report; its name is the part behind the output: `changed`, `mean`, `share.none`. */
interface Measure {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: 'share' | 'ratio' | 'number' | 'distance';
  readonly limit?: number;
  /** As the owners wrote it. */
  readonly limitText?: string;
}

/** Digits beyond the usual ones: enough for any two values that differ in more than the noise of floating-point sums. */
const digits = [0, 1, 2, 3, 4, 5, 6] as const;
const mostDigits = 6;

/**
 * The value of a measure. Differences of head and base carry a sign, differences of shares are in points. Where value
 * and limit differ their texts differ too: `1.004 %`, not `1 %` beside a limit of `1 %`. `–` where it is not defined.
 */
export function measure(m: Measure, name = ''): string {
  const { value, limit } = m;
  if (value === null) return '–';
  const isApart = (extra: number): boolean =>
    limit === undefined || withoutPlus(m, name, Math.abs(value), extra) !== withoutPlus(m, name, limit, extra);
  return inUnit(m, name, value, Math.abs(value) === limit ? 0 : (digits.find(isApart) ?? 0));
}

/** What the owners allow, in all of its digits: `1 %`, `1 point`, `200 records`, `2.5`; empty without a limit. */
export function limit(m: Measure, name = ''): string {
  if (m.limit === undefined) return '';
  if (m.limitText && /record/.test(m.limitText)) return m.limitText.replace(/^\d+/, (text) => count(Number(text)));
  return withoutPlus(m, name, m.limit, mostDigits);
}

/** `3.9 % to 4.4 %` where the measure is an estimate or comes from bins; empty where it is a point or has no interval. */
export function interval(m: Measure, name = ''): string {
  if (m.low === null || m.high === null || m.low === m.high) return '';
  const [low, high] = [inUnit(m, name, m.low), inUnit(m, name, m.high)];
  return low === high ? '' : `${low} to ${high}`;
}

/** Both ends of an interval, with as few digits as tell them apart. */
export function ends(m: Measure, name: string): readonly [string, string] {
  const [low, high] = [m.low ?? 0, m.high ?? 0];
  const extra = digits.find((more) => inUnit(m, name, low, more) !== inUnit(m, name, high, more));
  return [inUnit(m, name, low, extra), inUnit(m, name, high, extra)];
}

/** So many of the records that stand behind a measure: `228 records`, `228 records labelled block`. */
export function recordsBehind(amount: number, name: string): string {
  const found = findMeasure(name);
  const which = { labelled: ' with a label', class: ` labelled ${found?.parameter ?? ''}` } as const;
  const kind = found?.measure.records;
  return `${plural(amount, 'record')}${kind === 'labelled' || kind === 'class' ? which[kind] : ''}`;
}

/** A difference of head and base, so that a sign says which way it went. */
function isDifference(name: string): boolean {
  return findMeasure(name)?.measure.signed ?? false;
}

/** A score counts as a share where its owners limit it in per cent. */
function unitOf({ unit, limitText }: Measure): Measure['unit'] {
  return unit === 'distance' && limitText?.endsWith('%') ? 'share' : unit;
}

function inUnit(m: Measure, name: string, value: number, extra = 0): string {
  return isDifference(name) ? signed(value, withoutPlus(m, name, value, extra)) : withoutPlus(m, name, value, extra);
}

/** As limits are written. */
function withoutPlus(m: Measure, name: string, value: number, extra = 0): string {
  const unit = unitOf(m);
  switch (unit) {
    case 'share':
      return isDifference(name) ? points(value, 2 + extra) : percent(value, 2 + extra);
    case 'ratio':
      return percent(value, 2 + extra);
    case 'number':
      return number(value, 4 + extra);
    case 'distance':
      return number(value, 3 + extra);
    default:
      return unit satisfies never;
  }
}
