/** How many records without a change it takes to exclude a limit. */

/**
 * The smallest n with (1 − limit)ⁿ ≤ 1 − confidence: n ≥ ln(1 − confidence) / ln(1 − limit). A limit of 0 can't be
 * excluded by any number and asks for as many as 1 % does; a limit of 1 asks for one record.
 *
 * @example
 * recordsToCertify(0.01, 0.99); // 459
 */
export function recordsToCertify(limit: number, confidence: number): number {
  if (limit >= 1) return 1;
  return Math.ceil(Math.log1p(-confidence) / Math.log1p(limit <= 0 ? -0.01 : -limit));
}
