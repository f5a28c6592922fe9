/** Formats as ajv-formats judges them. One that it does not know says nothing about a value. */
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { isNumber } from './json-values.ts';

/** True for values of another type than the format's. `undefined` for a format that says nothing. */
export function formatCheck(name: string): ((value: unknown) => boolean) | undefined {
  const format: unknown = Object.hasOwn(fullFormats, name) ? fullFormats[name as keyof typeof fullFormats] : undefined;
  if (typeof format === 'function') return (value) => typeof value !== 'string' || Boolean(format(value));
  if (format instanceof RegExp) return (value) => typeof value !== 'string' || format.test(value);
  if (typeof format !== 'object' || format === null || !('validate' in format)) return undefined;
  const { validate } = format;
  if ('type' in format && format.type === 'number') {
    // An integer that no double can hold is none of 32 or 64 bits' doubles, but may be one of 64 bits.
    return (value) => !isNumber(value) || numberFormat(name, value, validate);
  }
  if (validate instanceof RegExp) return (value) => typeof value !== 'string' || validate.test(value);
  return typeof validate === 'function' ? (value) => typeof value !== 'string' || Boolean(validate(value)) : undefined;
}

function numberFormat(name: string, value: number | bigint, validate: unknown): boolean {
  if (typeof value === 'bigint' && name === 'int64') return BigInt.asIntN(64, value) === value;
  return typeof validate !== 'function' || Boolean(validate(Number(value)));
}
