/**
 * Which JSON stands for which of Avro's values: as Avro's JSON encoding has it, and as those who record messages write
 * them, who often leave out the names of a union's branches and write dates and decimals so that people can read them.
 */
import type { FixedSchema, Logical, Primitive } from './model.ts';

type Scalar = Primitive | FixedSchema;

export function isOfKind(schema: Scalar, value: unknown): boolean {
  return testFor(schema)(value);
}

/** Made once for a type that is asked of many values. */
export function testFor(schema: Scalar): (value: unknown) => boolean {
  const { logical } = schema;
  const test = plainTestFor(schema);
  return logical ? (value) => isAsRead(logical, value) || test(value) : test;
}

function plainTestFor(schema: Scalar): (value: unknown) => boolean {
  switch (schema.kind) {
    case 'null':
      return (value) => value === null;
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'int':
      return (value) => typeof value === 'number' && Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31;
    case 'long':
      return isLong;
    case 'float':
      return (value) =>
        typeof value === 'number' || typeof value === 'bigint' ? isWithinFloat(Number(value)) : NO_NUMBERS.has(value);
    case 'double':
      return (value) => typeof value === 'number' || typeof value === 'bigint' || NO_NUMBERS.has(value);
    case 'bytes':
    case 'string':
      return (value) => typeof value === 'string';
    case 'fixed': {
      const { size } = schema;
      return (value) => typeof value === 'string' && (value.length === size || isBase64(value, size));
    }
    default:
      return schema satisfies never;
  }
}

/** As Avro's own JSON has what JSON lacks. */
const NO_NUMBERS: ReadonlySet<unknown> = new Set(['NaN', 'Infinity', '-Infinity']);

/** What is none of 32 bits, though it is a number, would be infinite. */
function isWithinFloat(value: number): boolean {
  return Number.isFinite(Math.fround(value)) || !Number.isFinite(value);
}

function isLong(value: unknown): boolean {
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value;
  return typeof value === 'number' && Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 63;
}

function isBase64(text: string, bytes: number): boolean {
  return text.length === 4 * Math.ceil(bytes / 3) && /^[A-Za-z0-9+/_-]*={0,2}$/.test(text);
}

const TIME = /^(date|time-|timestamp-|local-timestamp-)/;

/** A decimal as a number or its digits, a date or a time as text. */
function isAsRead({ name }: Logical, value: unknown): boolean {
  if (name === 'decimal') {
    return typeof value === 'number' || typeof value === 'bigint' || (typeof value === 'string' && DIGITS.test(value));
  }
  return TIME.test(name) && typeof value === 'string' && /^[-+]?\d+[-:]\d/.test(value);
}

const DIGITS = /^[-+]?\d+(\.\d+)?$/;
