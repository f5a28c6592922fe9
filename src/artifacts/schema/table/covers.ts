/** Which types hold all that others hold, and so which change of a type widens it and which narrows it. */
import { rangeOf, type Type } from './types.ts';

/** Whether every value of the one fits the other, as rows are judged. */
export function covers(wide: Type, narrow: Type): boolean {
  if (wide.kind === 'other' || narrow.kind === 'other' || wide.kind === 'json') return true;
  switch (wide.kind) {
    case 'integer':
      return coversWhole(wide, narrow);
    case 'decimal':
      return coversDecimal(wide, narrow);
    case 'number':
      return isNumeric(narrow) && !(wide.single && narrow.kind === 'number' && !narrow.single);
    case 'string':
      return lengthOf(narrow) <= (wide.length ?? Number.POSITIVE_INFINITY);
    case 'timestamp':
      return narrow.kind === 'timestamp' || narrow.kind === 'date';
    case 'binary':
      return narrow.kind === 'binary' || narrow.kind === 'uuid';
    case 'array':
      return (
        narrow.kind === 'array' && (!wide.items || (narrow.items !== undefined && covers(wide.items, narrow.items)))
      );
    default:
      return wide.kind === narrow.kind;
  }
}

type Of<K extends Type['kind']> = Extract<Type, { kind: K }>;

function coversWhole(wide: Of<'integer'>, narrow: Type): boolean {
  if (narrow.kind === 'decimal' && narrow.scale > 0) return false;
  if (narrow.kind !== 'integer' && narrow.kind !== 'decimal') return false;
  const range = rangeOf(wide);
  if (!range) return true;
  const most = 10n ** BigInt(narrow.kind === 'decimal' ? narrow.precision : 0) - 1n;
  const inner = narrow.kind === 'integer' ? rangeOf(narrow) : ([-most, most] as const);
  return inner !== undefined && range[0] <= inner[0] && range[1] >= inner[1];
}

function coversDecimal(wide: Of<'decimal'>, narrow: Type): boolean {
  const whole = wide.precision - wide.scale;
  if (narrow.kind === 'decimal') return narrow.scale <= wide.scale && narrow.precision - narrow.scale <= whole;
  if (narrow.kind !== 'integer') return false;
  const range = rangeOf(narrow);
  return range !== undefined && range[1] < 10n ** BigInt(Math.max(0, whole));
}

function isNumeric({ kind }: Type): boolean {
  return kind === 'integer' || kind === 'decimal' || kind === 'number';
}

/** Characters that a value has at most as a text. */
function lengthOf(type: Type): number {
  switch (type.kind) {
    case 'string':
      return type.length ?? Number.POSITIVE_INFINITY;
    case 'integer': {
      const range = rangeOf(type);
      return range ? Math.max(String(range[0]).length, String(range[1]).length) : Number.POSITIVE_INFINITY;
    }
    case 'decimal':
      return type.precision + 2;
    case 'boolean':
      return 'false'.length;
    case 'uuid':
      return 36;
    case 'date':
      return 'YYYY-MM-DDT00:00:00.000000000Z'.length;
    case 'number':
    case 'time':
    case 'timestamp':
      return Number.MAX_SAFE_INTEGER;
    default:
      return Number.NaN;
  }
}

/** Whether those who compute with the one can go on with the other: numbers stay numbers, texts texts. */
export function isAkin(one: Type, other: Type): boolean {
  return familyOf(one) === familyOf(other);
}

function familyOf(type: Type): string {
  if (isNumeric(type)) return 'number';
  return type.kind === 'date' ? 'timestamp' : type.kind;
}

/** Of other types nobody can say what fits them. */
export function isKnown(type: Type): boolean {
  return type.kind !== 'other' && (type.kind !== 'array' || !type.items || isKnown(type.items));
}
