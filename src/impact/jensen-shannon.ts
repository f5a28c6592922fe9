/** A distance between two distributions that stays finite where one of them is zero. */

/**
 * Jensen–Shannon distance of two rows of counts, base 2: √(½ Σ p log₂(p/m) + ½ Σ q log₂(q/m)), m = (p + q) / 2.
 * Between 0 and 1 (Endres & Schindelin 2003). The same as scipy's `jensenshannon(p, q, base=2)`; tools that give the
 * divergence, or nats, give other numbers.
 *
 * @example
 * jensenShannon([50, 30, 20, 0], [40, 30, 20, 10]); // 0.2324129365435581
 */
export function jensenShannon(base: readonly number[], head: readonly number[]): number {
  const baseTotal = base.reduce((sum, count) => sum + count, 0);
  const headTotal = head.reduce((sum, count) => sum + count, 0);
  const divergence = base.reduce((sum, count, i) => {
    const p = count / baseTotal;
    const q = (head[i] ?? 0) / headTotal;
    const middle = (p + q) / 2;
    return sum + (term(p, middle) + term(q, middle)) / 2;
  }, 0);
  // Rounding may leave equal distributions a hair below 0.
  return Math.sqrt(Math.min(1, Math.max(0, divergence)));
}

function term(p: number, middle: number): number {
  return p === 0 ? 0 : p * Math.log2(p / middle);
}
