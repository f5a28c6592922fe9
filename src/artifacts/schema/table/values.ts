/**
 * Which JSON stands for a value of which type. Recordings of tables are CSV and Parquet as often as JSON, and a column of a
 * CSV is of numbers or of texts by what its fields look like: so a text that reads as a number is one, and a number fits a
 * column of texts, as it does where a database loads them.
 */
import { isObject } from '../../../document/is-object.ts';
import { rangeOf, type Type } from './types.ts';

export type Fits = (value: unknown) => boolean;

/** Of anything but null, which is for `required` to judge. */
export function fitsOf(type: Type): Fits {
  switch (type.kind) {
    case 'integer':
      return wholeFits(type);
    case 'decimal':
      return decimalFits(type);
    case 'number':
      return numberFits(type.single === true);
    case 'string':
      return textFits(type.length);
    case 'boolean':
      return (value) => typeof value === 'boolean' || value === 0 || value === 1 || matches(BOOLEAN, value);
    case 'date':
      return (value) =>
        typeof value === 'string' &&
        ((isDay(value) && (value.length === 10 || MIDNIGHT.test(value))) || ENDLESS.test(value));
    case 'time':
      return (value) => matches(TIME, value);
    case 'timestamp':
      return (value) =>
        typeof value === 'string' &&
        (((value.length === 10 || CLOCK.test(value)) && isDay(value)) || ENDLESS.test(value));
    case 'uuid':
      return (value) => matches(UUID, value);
    case 'binary':
      return (value) => typeof value === 'string';
    case 'array':
      return listFits(type.items);
    case 'object':
      return (value) => isObject(value) || matches(OBJECT_TEXT, value);
    case 'json':
    case 'other':
      return () => true;
    default:
      return type satisfies never;
  }
}

const BOOLEAN = /^(?:true|false|t|f|yes|no|y|n|on|off|0|1)$/i;
const TIME = /^(?:[01]\d|2[0-4]):[0-5]\d(?::[0-6]\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?$/;
const CLOCK =
  /^.{10}[T ](?:[01]\d|2[0-4])(?::?[0-5]\d(?::?[0-6]\d(?:[.,]\d+)?)?)?(?: ?(?:Z|UTC|[+-]\d\d(?::?\d\d)?))?$/;
const MIDNIGHT = /^.{10}[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00(?::?00)?)?$/;
const UUID = /^\{?[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}\}?$/i;
/** One that every month has. */
const USUAL_DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])(?!\d)/;
const WHOLE = /^[+-]?\d+$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
/** Before or after all other times. */
const ENDLESS = /^-?inf(?:inity)?$/i;
/** As JSON lacks them and databases write them. */
const NO_NUMBER = /^(?:nan|[+-]?inf(?:inity)?)$/i;
/** A database's own text of a list or an object stands for it, unread. */
const LIST_TEXT = /^\s*[[{]/;
const OBJECT_TEXT = /^\s*[{(]/;
/** 10^22 is the last power that a double holds. */
const MOST_EXACT = 22;
const LARGEST_SINGLE = 3.4028235677973366e38;

function matches(pattern: RegExp, value: unknown): boolean {
  return typeof value === 'string' && pattern.test(value);
}

function wholeFits(type: Extract<Type, { kind: 'integer' }>): Fits {
  const range = rangeOf(type);
  const [least, most] = range ? range.map(Number) : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const isWithin = (value: bigint) => !range || (value >= range[0] && value <= range[1]);
  return (value) => {
    if (typeof value === 'number') {
      if (!Number.isInteger(value)) return false;
      return Number.isSafeInteger(value) ? value >= (least ?? 0) && value <= (most ?? 0) : isWithin(BigInt(value));
    }
    if (typeof value === 'bigint') return isWithin(value);
    return typeof value === 'string' && value.length < MOST_DIGITS && WHOLE.test(value) && isWithin(BigInt(value));
  };
}

/** Longer ones are no numbers of any database. */
const MOST_DIGITS = 200;

function decimalFits({ precision, scale }: Extract<Type, { kind: 'decimal' }>): Fits {
  const [unit, most] = [10 ** scale, 10 ** (precision - scale)];
  return (value) => {
    // A double is what so many digits say where they give that double back.
    if (typeof value === 'number' && Math.abs(value) * unit < Number.MAX_SAFE_INTEGER && scale <= MOST_EXACT) {
      return Math.round(value * unit) / unit === value && Math.abs(value) < most;
    }
    const text = typeof value === 'number' || typeof value === 'bigint' ? plainDigits(value) : value;
    if (typeof text !== 'string' || text.length > MOST_DIGITS) return false;
    const [, whole = '', fraction = ''] = /^[+-]?0*(\d*)(?:\.(\d*?)0*)?$/.exec(text) ?? [undefined, undefined];
    if (!/\d/.test(text) || !/^[+-]?\d*(?:\.\d*)?$/.test(text)) return false;
    return whole.length <= precision - scale && fraction.length <= scale;
  };
}

/** `1e21` and `1e-7` written out. */
function plainDigits(value: number | bigint): string | undefined {
  const text = String(value);
  if (!text.includes('e')) return Number.isFinite(Number(value)) ? text : undefined;
  return Math.abs(Number(value)) >= 1
    ? BigInt(Number(value)).toString()
    : Number(value).toFixed(100).replace(/0+$/, '');
}

function numberFits(isSingle: boolean): Fits {
  const isNear = (value: number) => !isSingle || !Number.isFinite(value) || Math.abs(value) < LARGEST_SINGLE;
  return (value) => {
    if (typeof value === 'number') return isNear(value);
    if (typeof value === 'bigint') return true;
    return typeof value === 'string' && ((NUMBER.test(value) && isNear(Number(value))) || NO_NUMBER.test(value));
  };
}

function textFits(length = Number.POSITIVE_INFINITY): Fits {
  return (value) => {
    if (typeof value === 'object' || value === undefined) return false;
    const text = String(value);
    return text.length <= length || isShort(text, length);
  };
}

/** Characters count as Unicode has them, as databases count them. */
function isShort(text: string, length: number): boolean {
  if (text.length > 2 * length) return false;
  return [...text].length <= length;
}

/** A day that the calendar has; what follows it is for others to read. */
function isDay(text: string): boolean {
  if (USUAL_DAY.test(text)) return true;
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)(?!\d)/.exec(text) ?? [];
  if (year === '') return false;
  const last = new Date(Date.UTC(Number(year) || 400, Number(month), 0)).getUTCDate();
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= last;
}

function listFits(items: Type | undefined): Fits {
  const fits = items && fitsOf(items);
  return (value) => {
    if (typeof value === 'string') return LIST_TEXT.test(value);
    if (!Array.isArray(value)) return false;
    return !fits || value.every((item) => item === null || fits(item));
  };
}
