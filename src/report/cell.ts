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

function needsQuotes(value: string): boolean {
  if (/^(rejected|failed|missing|other|NaN|-?Infinity|true|false|null)$/.test(value)) return true;
  return value.trim() !== value || value === '' || /^[["{]/.test(value) || !Number.isNaN(Number(value));
}
