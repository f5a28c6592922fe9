/** Bins that are fixed before any record is read and fine enough for the end of a range: two significant digits. */

/** Powers of ten up to here are exact, and so is the product or quotient of one with two digits, rounded once. */
const EXACT_POWER = 22;
const POWERS = Array.from({ length: EXACT_POWER + 2 }, (_, exponent) => Number(`1e${exponent}`));
/** The quotient of a number by a power of ten may miss a whole number by as much. */
const ROUNDING = 1e-9;

/**
 * Lower end of the bin of a finite number: the largest number of two significant digits that is not above it. For numbers
 * beyond 1e23 or below 1e-22 in size it is the nearest one.
 *
 * @example
 * digitsBin(1234); // 1200
 * digitsBin(-0.0456); // -0.046
 */
export function digitsBin(x: number): number {
  if (x === 0) return 0;
  const size = Math.abs(x);
  const exponent = exponentOf(size) - 1;
  if (Math.abs(exponent) > EXACT_POWER) return x < 0 ? -Number(size.toPrecision(2)) : Number(size.toPrecision(2));
  const power = POWERS[Math.abs(exponent)] ?? 1;
  const quotient = exponent >= 0 ? size / power : size * power;
  const whole = Math.round(quotient);
  const isWhole = Math.abs(quotient - whole) < ROUNDING;
  const digits = isWhole ? whole : x > 0 ? Math.floor(quotient) : Math.ceil(quotient);
  const end = exponent >= 0 ? digits * power : digits / power;
  return x > 0 ? end : -end;
}

/** The exponent of the leading digit. */
function exponentOf(size: number): number {
  const guess = Math.floor(Math.log10(size));
  if (size < 10 ** guess) return guess - 1;
  return size >= 10 ** (guess + 1) ? guess + 1 : guess;
}
