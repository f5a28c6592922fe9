/** How a value of a record reads: a cell of a joint table, a key of a distribution, the value of a segment. */
import { range } from '../format/numbers.ts';
import { plain } from './plain.ts';

/**
 * A value as a person writes it. Cells of joint tables are JSON text or a bare word (`rejected`, `missing`); strings lose
 * their quotes unless that would make them look like one of the words or like another type. A bin `[10,20)` reads
 * `10 to 20`. What unquoting would set free (control characters) stays escaped.
 */
export function cell(text: string): string {
  const bin = /^\[(-?[\d.e+-]+|-Infinity),([\d.e+-]+|Infinity)\)$/.exec(text);
  if (bin) return range(Number(bin[1]), Number(bin[2]));
  if (!text.startsWith('"')) return text;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' && !needsQuotes(value) ? plain(value) : text;
  } catch {
    return text;
  }
}

/**
 * What a value was and what it became: fractions with six significant digits, or as many as tell the two apart. A model's score
 * has seventeen, of which nobody reads the last ones.
 */
export function cellPair(base: string, head: string): { readonly base: string; readonly head: string } {
  const digits = base === head ? FEWEST : tellingDigits(base, head);
  return { base: cell(shortened(base, digits)), head: cell(shortened(head, digits)) };
}

/** `bot → person` */
export function becameText(transition: { readonly base: string; readonly head: string }): string {
  const { base, head } = cellPair(transition.base, transition.head);
  return `${base} → ${head}`;
}

const FEWEST = 6;
const MOST = 17;
/** As JSON writes a number that is not whole. */
const FRACTION = /^-?\d+(\.\d+(e[+-]?\d+)?|e-\d+)$/i;

function tellingDigits(base: string, head: string): number {
  const all = Array.from({ length: MOST - FEWEST + 1 }, (_, index) => FEWEST + index);
  return all.find((digits) => shortened(base, digits) !== shortened(head, digits)) ?? MOST;
}

function shortened(text: string, digits: number): string {
  if (!FRACTION.test(text)) return text;
  const value = Number(text);
  // Of money the cents stay.
  const whole = Math.abs(value) < 1 ? 0 : Math.floor(Math.log10(Math.abs(value))) + 1;
  return String(Number(value.toPrecision(Math.min(MOST, Math.max(digits, whole + 2)))));
}

function needsQuotes(value: string): boolean {
  if (/^(rejected|failed|missing|other|NaN|-?Infinity|true|false|null)$/.test(value)) return true;
  return value.trim() !== value || value === '' || /^[["{]/.test(value) || !Number.isNaN(Number(value));
}
