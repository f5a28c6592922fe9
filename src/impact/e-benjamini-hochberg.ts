/** Which of many findings to believe, so that hardly any of them is chance, whatever they have in common. */

/**
 * Indexes of the findings that e-BH rejects the null of: the k* largest e-values, where k* is the largest k with
 * E₍ₖ₎ ≥ m / (k α) (Wang & Ramdas 2022, "False discovery rate control with e-values"). At most a share α of them is
 * expected to be false under any dependence, as long as each e-value was read at one and the same moment.
 *
 * @param logE natural logarithms of the e-values, which may be too large for a number
 * @param tests m: how many were tested, those left out of `logE` because they are small included
 *
 * @example
 * eBenjaminiHochberg([Math.log(120), Math.log(3), Math.log(45)], 0.1); // [0, 2]
 */
export function eBenjaminiHochberg(logE: readonly number[], alpha: number, tests = logE.length): number[] {
  const ranked = [...logE.keys()].sort((a, b) => (logE[b] ?? 0) - (logE[a] ?? 0) || a - b);
  const kept = ranked.findLastIndex((index, place) => (logE[index] ?? 0) >= Math.log(tests / ((place + 1) * alpha)));
  return ranked.slice(0, kept + 1).sort((a, b) => a - b);
}
