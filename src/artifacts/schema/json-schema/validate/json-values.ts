/** JSON values as the specification compares them: numbers by what they are worth, however they are held. */
import { isObject } from '../keywords.ts';

/** A bigint is an integer that a double can't hold. A number beyond the largest double, as 1e400, is held as an infinity. */
export function isNumber(value: unknown): value is number | bigint {
  return typeof value === 'bigint' || typeof value === 'number';
}

/** So large a number has no fraction. */
export function isInteger(value: unknown): boolean {
  return typeof value === 'bigint' || Number.isInteger(value) || value === Infinity || value === -Infinity;
}

/** JSON, in which integers that no double holds have all their digits. */
export function toText(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(toText).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  return `{${Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}:${toText(inner)}`)}}`;
}

/** The same text for equal values and another for others. */
export function canonical(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isInteger(value) ? String(BigInt(value)) : String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? '';
  const members = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`);
  return `{${members.sort().join(',')}}`;
}

/**
 * Whether a number is a whole number of times another, in decimals as they are written: 19.99 is a multiple of 0.01,
 * though the two doubles are not.
 */
export function isMultiple(value: number | bigint, divisor: number | bigint): boolean {
  // biome-ignore lint/suspicious/noDoubleEquals: compares an integer and a double by what they are worth, exactly
  if (divisor == 0 || !hasDigits(value) || !hasDigits(divisor)) return false;
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return Number(value) % Number(divisor) === 0;
  const [whole, places] = decimal(value);
  const [part, others] = decimal(divisor);
  const most = Math.max(places, others);
  return (whole * 10n ** BigInt(most - places)) % (part * 10n ** BigInt(most - others)) === 0n;
}

function hasDigits(value: number | bigint): boolean {
  return typeof value === 'bigint' || Number.isFinite(value);
}

/** Digits without a point, and how many of them stand behind it. */
function decimal(value: number | bigint): readonly [digits: bigint, places: number] {
  // Of whole numbers beyond 2^53 JavaScript writes fewer digits than they have.
  const isWritten = typeof value === 'bigint' || !Number.isInteger(value) || Math.abs(value) >= 1e21;
  const [mantissa = '0', exponent = '0'] = String(isWritten ? value : BigInt(value)).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const places = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return places >= 0 ? [digits, places] : [digits * 10n ** BigInt(-places), 0];
}
