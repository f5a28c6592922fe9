/**
 * What the next weeks will come to, from the weeks at hand. Flights of one day share their weather, so records are not independent, and an
 * interval that takes them so is far too narrow; whole weeks are nearly.
 */

/**
 * Two-sided prediction interval of the mean of the next weeks: mean ± t · s · √(1/n + 1/next), Student's t with n − 1 degrees of freedom.
 * Undefined of fewer than four weeks.
 */
export function foretell(
  weeks: readonly number[],
  next: number,
  z = Z_99,
): { readonly low: number; readonly high: number } | undefined {
  const n = weeks.length;
  if (n < 4 || next < 1) return undefined;
  const mean = weeks.reduce((sum, value) => sum + value, 0) / n;
  const variance = weeks.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const width = studentQuantile(z, n - 1) * Math.sqrt(variance * (1 / n + 1 / next));
  return { low: mean - width, high: mean + width };
}

const Z_99 = 2.5758293035489;

/** From the normal quantile, by the expansion 26.7.5 of Abramowitz and Stegun (1964); to a thousandth from three degrees of freedom on. */
export function studentQuantile(z: number, freedom: number): number {
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160,
  ];
  return terms.reduce((sum, term, index) => sum + term / freedom ** (index + 1), z);
}
