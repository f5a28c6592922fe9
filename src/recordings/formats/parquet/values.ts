/**
 * Turns DuckDB's values into JSON's. Whole numbers become numbers where a double holds them exactly and bigints where it
 * does not, as in every format; other decimals numbers, or text where a double does not hold them; times become ISO 8601
 * (timestamps in UTC, with fractions only where there are any); blobs base64; UUIDs, enums, intervals and bits text;
 * structs and maps objects; NULL is null, NaN stays NaN.
 */
import type { DuckDBValue, DuckDBStructValue as StructValue } from '@duckdb/node-api';
import { fromBigint } from '../../exact-integer.ts';
import { RecordParser, Unparsable } from '../../parse-record.ts';

type DuckDB = typeof import('@duckdb/node-api');

export type Convert = (value: DuckDBValue) => unknown;

/** Takes the module as an argument since DuckDB is loaded on first use. */
export function valueConverter(duckdb: DuckDB): Convert {
  const toTimestamp = timestampFormatter();
  const {
    DuckDBArrayValue,
    DuckDBBlobValue,
    DuckDBDateValue,
    DuckDBDecimalValue,
    DuckDBListValue,
    DuckDBMapValue,
    DuckDBStructValue,
    DuckDBTimestampMillisecondsValue,
    DuckDBTimestampNanosecondsValue,
    DuckDBTimestampSecondsValue,
    DuckDBTimestampTZValue,
    DuckDBTimestampValue,
    DuckDBUnionValue,
  } = duckdb;
  return convert;

  function convert(value: DuckDBValue): unknown {
    if (typeof value === 'bigint') return fromBigint(value);
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(convert);
    if (value instanceof DuckDBStructValue) return fromStruct(value);
    if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) {
      return toTimestamp(value.micros, 1_000_000, value);
    }
    if (value instanceof DuckDBTimestampMillisecondsValue) return toTimestamp(value.millis, 1_000, value);
    if (value instanceof DuckDBTimestampNanosecondsValue) return toTimestamp(value.nanos, 1_000_000_000, value);
    if (value instanceof DuckDBTimestampSecondsValue) return toTimestamp(value.seconds, 1, value);
    if (value instanceof DuckDBDateValue) return isoDay(value.days) ?? value.toString();
    if (value instanceof DuckDBDecimalValue) return fromDecimal(value.value, value.scale, value);
    if (value instanceof DuckDBMapValue) {
      return Object.fromEntries(value.entries.map(({ key, value: member }) => [String(convert(key)), convert(member)]));
    }
    if (value instanceof DuckDBUnionValue) return convert(value.value);
    if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString('base64');
    return value.toString();
  }

  /** DuckDB makes its entries for this value alone, so they become the object. */
  function fromStruct({ entries }: StructValue): object {
    for (const name in entries) {
      const member = entries[name] ?? null;
      const own = convert(member);
      if (own !== member) (entries as Record<string, unknown>)[name] = own;
    }
    return entries;
  }
}

/**
 * What a column of JSON holds, as records in other files would: a value, or nothing where it is NULL, since null itself is
 * JSON. Text that is no JSON stays text.
 */
export function fromJson(value: DuckDBValue): unknown {
  if (typeof value !== 'string') return undefined;
  const parsed = parser.parse(value);
  return parsed instanceof Unparsable ? value : parsed;
}

const parser = new RecordParser();

/** Both factors are exact up to 2^53 and 10^22, so the quotient is the nearest double. */
export function fromDecimal(
  scaled: number | bigint,
  scale: number,
  value: { toString(): string },
): number | bigint | string {
  const number = Number(scaled);
  if (Number.isSafeInteger(number) && scale <= 22) return number / 10 ** scale;
  const unit = 10n ** BigInt(scale);
  const whole = BigInt(scaled);
  return whole % unit === 0n ? fromBigint(whole / unit) : value.toString();
}

/** Keeps the text of the last day, since recorded traffic is mostly in the order of time. */
export function timestampFormatter(): (
  ticks: number | bigint,
  perSecond: number,
  value: { toString(): string },
) => string {
  let lastDay = Number.NaN;
  let lastText: string | undefined;
  return (ticks, perSecond, value) => {
    const { seconds, fraction } = split(ticks, perSecond);
    const day = Math.floor(seconds / 86_400);
    if (day !== lastDay) {
      lastDay = day;
      lastText = isoDay(day);
    }
    // Infinity and years that JavaScript's dates do not reach.
    if (lastText === undefined) return value.toString();
    const second = seconds - day * 86_400;
    const clock = `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
    return `${lastText}T${clock}${fractionText(fraction, perSecond)}Z`;
  };
}

/** Whole seconds since 1970 (rounded down) and the ticks that remain. */
function split(ticks: number | bigint, perSecond: number): { seconds: number; fraction: number } {
  const number = Number(ticks);
  if (Number.isSafeInteger(number)) {
    const seconds = Math.floor(number / perSecond);
    return { seconds, fraction: number - seconds * perSecond };
  }
  const whole = BigInt(ticks);
  const remainder = ((whole % BigInt(perSecond)) + BigInt(perSecond)) % BigInt(perSecond);
  return { seconds: Number((whole - remainder) / BigInt(perSecond)), fraction: Number(remainder) };
}

/** `.250`, `.000125`, `.000000001`: as many groups of three digits as it takes, none for a whole second. */
function fractionText(fraction: number, perSecond: number): string {
  if (fraction === 0) return '';
  const digits = String(fraction).padStart(String(perSecond).length - 1, '0');
  return `.${digits.replace(/(?:000)+$/, '')}`;
}

export function isoDay(daysSince1970: number): string | undefined {
  const date = new Date(daysSince1970 * 86_400_000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, -'T00:00:00.000Z'.length);
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
