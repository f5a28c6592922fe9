/**
 * How numbers read, in reasons as in terminal, markdown and HTML. A share that is not zero never reads as "0 %", nor
 * one that is not whole as "100 %"; a minus is a minus sign, thousands have commas, units a space.
 */
import { withDecimals, withSignificant } from './decimal.ts';

const minus = '−';

/** 0.041 → `4.1 %`. Beyond `digits` decimals: `< 0.01 %` and `> 99.99 %`, never a rounded 0 % or 100 %. */
export function percent(share: number, digits = 2): string {
  return `${hundredfold(share, digits)} %`;
}

/** A difference of two shares, in percentage points: 0.041 → `4.1 points`, 0.01 → `1 point`. */
export function points(share: number, digits = 2): string {
  const text = hundredfold(share, digits);
  return `${text} ${/^−?1$/.test(text) ? 'point' : 'points'}`;
}

/** Shares of two sides, and how far they are apart. */
export interface SharePair {
  /** `99.52 %` */
  readonly base: string;
  readonly head: string;
  /** In points, with its sign but without the unit: `−0.97`; `0` where there is nothing to see. */
  readonly moved: string;
}

/** Texts that stand beside each other have the same decimals, so that a reader finds what they are said to differ by, to the last digit. */
export function sharePair(base: number, head: number): SharePair {
  // Shares are quotients: their difference has noise in its last bits, which must not decide how it is rounded.
  const difference = Number((head - base).toFixed(14));
  const places = Math.abs(difference) < 0.1 ? 2 : 1;
  const moved = withMinus(withDecimals(difference, places, 2));
  return {
    base: shareWith(base, places),
    head: shareWith(head, places),
    moved: moved === '0' ? '0' : signed(difference, moved),
  };
}

/** `99.52 % at base, 98.55 % at head` */
export function bothSides(sides: { readonly base: number; readonly head: number }): string {
  const { base, head } = sharePair(sides.base, sides.head);
  return `${base} at base, ${head} at head`;
}

/** `−0.97 points` */
export function pointsText(moved: string): string {
  return `${moved} ${/^[+−]?1$/.test(moved) ? 'point' : 'points'}`;
}

function shareWith(share: number, places: number): string {
  return `${edge(share, 2) ?? withMinus(withDecimals(share, places, 2))} %`;
}

/** 1200000 → `1,200,000`; fractions are rounded away. */
export function count(value: number): string {
  return withMinus(withDecimals(value, 0));
}

/** `1 record`, `1,200 records`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** For sums where the magnitude matters: 1200000 → `1.2 M`, 950 → `950`, 1.5e9 → `1.5 B`. */
export function compact(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || size >= 999.5e12) return number(value);
  if (size < 999.5) return number(value, 3);
  const scales = [
    { below: 999.5e3, unit: 1e3, letter: 'k' },
    { below: 999.5e6, unit: 1e6, letter: 'M' },
    { below: 999.5e9, unit: 1e9, letter: 'B' },
  ];
  const { unit, letter } = scales.find(({ below }) => size < below) ?? { unit: 1e12, letter: 'T' };
  return `${withMinus(withSignificant(value / unit, 3))} ${letter}`;
}

/** A number in the unit of its output: at least four significant digits, whole part complete, 1e-7 as `1e-7`. */
export function number(value: number, digits = 4): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${minus}∞`;
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e15)) {
    return Number(value.toPrecision(digits)).toExponential().replace('e+', 'e').replaceAll('-', minus);
  }
  const whole = size < 1 ? 0 : Math.floor(Math.log10(size)) + 1;
  return withMinus(withSignificant(value, Math.max(digits, whole)));
}

/** The text of a number that is a difference: `+4.1 %`, `−3.5`, `0`, `< +0.01 %`. */
export function signed(value: number, text: string): string {
  if (!(value > 0)) return text;
  return text.startsWith('<') || text.startsWith('>') ? text.replace(' ', ' +') : `+${text}`;
}

/** Seconds as a person says them: `< 1 s`, `42 s`, `1 min 5 s`, `2 h 10 min`, `3 d 4 h`. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '∞';
  if (seconds < 1) return '< 1 s';
  const whole = Math.round(seconds);
  const units = [
    { size: 86_400, name: 'd', rest: 3_600, restName: 'h' },
    { size: 3_600, name: 'h', rest: 60, restName: 'min' },
    { size: 60, name: 'min', rest: 1, restName: 's' },
  ];
  const unit = units.find(({ size }) => whole >= size);
  if (!unit) return `${whole} s`;
  const rest = Math.floor((whole % unit.size) / unit.rest);
  const main = `${Math.floor(whole / unit.size)} ${unit.name}`;
  return rest === 0 ? main : `${main} ${rest} ${unit.restName}`;
}

/** A bin of numbers: `10 to 20`, `below 10`, `20 and up`, or the one number. */
export function range(low: number, high: number): string {
  if (low === high) return number(low);
  if (low === Number.NEGATIVE_INFINITY) return `below ${number(high)}`;
  if (high === Number.POSITIVE_INFINITY) return `${number(low)} and up`;
  return `${number(low)} to ${number(high)}`;
}

/** A hundred times the share, without the unit. One decimal suffices from 10 up, except close to the whole. */
function hundredfold(share: number, digits: number): string {
  if (!Number.isFinite(share)) return number(share);
  const size = Math.abs(share);
  const places = digits > 2 || size < 0.1 || (size > 0.99 && size < 1) ? digits : digits - 1;
  return edge(share, digits) ?? withMinus(withDecimals(share, places, 2));
}

/** Of a share that is next to nothing, or to the whole, and not quite that: `< 0.01`, `> 99.99`. */
function edge(share: number, digits: number): string | undefined {
  const size = Math.abs(share);
  const sign = share < 0 ? minus : '';
  const smallest = 10 ** -digits;
  // Decimal text, not arithmetic: 0.0001 × 100 is not quite 0.01.
  if (size > 0 && size < smallest / 100) return share < 0 ? `> ${minus}${decimal(smallest)}` : `< ${decimal(smallest)}`;
  if (size < 1 && size > 1 - smallest / 100) return `${share < 0 ? '<' : '>'} ${sign}${decimal(100 - smallest)}`;
  return undefined;
}

function decimal(value: number): string {
  return withMinus(withDecimals(value, 10));
}

function withMinus(text: string): string {
  return text.replace('-', minus);
}
