/** The drift score that banks have in their rules, with the choices that it leaves open made once. */

/**
 * Population stability index Σ (h − b) ln(h / b) over the bins of two rows of counts. Bins that are empty at base are
 * one bin. Each share is (count + ½) / (total + ½ · bins), Jeffreys' smoothing, on both sides. Where counts are weights,
 * `smoothing` is half of what a record weighs.
 *
 * The expected value under independent sampling, (bins − 1)(1/n + 1/m), is not taken off: base and head answer the same
 * records, so without a change the index is exactly 0 for any number of them.
 *
 * @example
 * populationStability([99999, 1, 0], [99999, 0, 1]); // 0.00002197191619461928
 */
export function populationStability(base: readonly number[], head: readonly number[], smoothing = 0.5): number {
  const known = base.flatMap((count, i) => (count > 0 ? [{ base: count, head: head[i] ?? 0 }] : []));
  const unseen = base.reduce((sum, count, i) => (count > 0 ? sum : sum + (head[i] ?? 0)), 0);
  const bins = unseen > 0 ? [...known, { base: 0, head: unseen }] : known;
  const baseTotal = bins.reduce((sum, bin) => sum + bin.base, 0) + smoothing * bins.length;
  const headTotal = bins.reduce((sum, bin) => sum + bin.head, 0) + smoothing * bins.length;
  return bins.reduce((sum, bin) => {
    const before = (bin.base + smoothing) / baseTotal;
    const after = (bin.head + smoothing) / headTotal;
    return sum + (after - before) * Math.log(after / before);
  }, 0);
}
