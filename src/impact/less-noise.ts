/** Differences as far as the digits of what they are made of tell: 10000.1 − 10000 is 0.1, and not 0.1000000000004. */

/** Of a sum of weights, or of a share, this part may be rounding. */
export const SUMMED = 1e-12;
/** Of a number as it was written or computed: some last bits. */
export const WRITTEN = 16 * Number.EPSILON;

/**
 * a − b, rounded to what both tell; 0 where they are the same but for the last bits, as sums of the same weights in
 * another order are. `noise`: the part of the larger one that may be rounding. Whole numbers that doubles hold are exact.
 *
 * @example
 * lessNoise(0.1 + 0.2, 0.3); // 0
 * lessNoise(10000.1, 10000); // 0.1
 */
export function lessNoise(a: number, b: number, noise = SUMMED): number {
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) return a - b;
  return rounded(a - b, noise * Math.max(Math.abs(a), Math.abs(b)));
}

/**
 * A number that is known to within `noise`, rounded to the first decimal place that is no smaller; 0 where it is no larger
 * than the noise. It keeps one digit at least.
 *
 * @example
 * rounded(0.1000000000003638, 2e-12); // 0.1
 */
export function rounded(value: number, noise: number): number {
  if (!Number.isFinite(value) || !Number.isFinite(noise) || noise <= 0) return value;
  const size = Math.abs(value);
  if (size <= noise) return 0;
  const digits = Math.floor(Math.log10(size)) + 1 - Math.ceil(Math.log10(noise));
  return digits > 15 ? value : Number(value.toPrecision(Math.max(1, digits)));
}
