/**
 * Days as tables write them outside of computing: 31.12.2026 and 31/12/2026, or in the United States 12/31/2026, with or without a
 * time of day behind them. Years have four digits.
 */
import { createTimeCheck } from '../../iso-time.ts';

/** Which number stands first, the day or the month. */
export type DayOrder = 'dmy' | 'mdy';

const written = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?$/;

const short = /^\d{2}([./-])\d{2}\1\d{2}(?:[ T,]+\d{1,2}:\d{2}.*)?$/;

/** Looks like a day whose year has two digits, wherever that stands: of which century, and in which order, nobody can tell. */
export function hasShortYear(field: string): boolean {
  return short.test(field);
}

/** As ISO 8601, without a zone; undefined for what is no such day. Dots stand between day, month and year in this order alone. */
export function isoFrom(field: string, order: DayOrder): string | undefined {
  const parts = written.exec(field);
  if (!parts) return undefined;
  const [, first = '', mark, second = '', year = '', hour, minute = '', seconds, fraction] = parts;
  if (order === 'mdy' && mark === '.') return undefined;
  const [day, month] = order === 'dmy' ? [first, second] : [second, first];
  const rest = seconds === undefined ? '' : `:${seconds}${fraction === undefined ? '' : `.${fraction}`}`;
  const clock = hour === undefined ? '' : `T${hour.padStart(2, '0')}:${minute}${rest}`;
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${clock}`;
  return createTimeCheck()(text) ? text : undefined;
}
