/** Of a difference of two sums this part may be rounding. */
const ROUNDING = 1e-12;

/**
 * a − b; 0 where they are the same but for the last bits, as sums of the same weights in another order are.
 *
 * @example
 * lessNoise(0.1 + 0.2, 0.3); // 0
 */
export function lessNoise(a: number, b: number): number {
  const difference = a - b;
  return Math.abs(difference) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b)) ? 0 : difference;
}
