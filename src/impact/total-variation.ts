/** How much of one distribution has to move to make the other. */

/**
 * Total variation distance ½ Σ |p − q| of two rows of counts, each divided by its own sum. Between 0 and 1.
 *
 * @example
 * totalVariation([50, 30, 20, 0], [40, 30, 20, 10]); // 0.1
 */
export function totalVariation(base: readonly number[], head: readonly number[]): number {
  const baseTotal = base.reduce((sum, count) => sum + count, 0);
  const headTotal = head.reduce((sum, count) => sum + count, 0);
  return base.reduce((sum, count, i) => sum + Math.abs(count / baseTotal - (head[i] ?? 0) / headTotal), 0) / 2;
}
