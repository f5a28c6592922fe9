/** The best rising curve through shares: how often what scored so turned out to be true. */

export interface Scored {
  readonly score: number;
  readonly positive: number;
  readonly negative: number;
}

/**
 * Isotonic regression by pooling adjacent violators (Ayer et al. 1955); between two scores the line, beyond them the nearest, as
 * scikit-learn's `IsotonicRegression(out_of_bounds="clip")`. Undefined without any weight.
 */
export function isotonic(scored: readonly Scored[]): ((score: number) => number) | undefined {
  const pools: { positive: number; total: number; low: number; high: number }[] = [];
  for (const { score, positive, total } of inOrder(scored)) {
    const pool = { positive, total, low: score, high: score };
    for (
      let last = pools.at(-1);
      last && last.positive * pool.total >= pool.positive * last.total;
      last = pools.at(-1)
    ) {
      pools.pop();
      pool.positive += last.positive;
      pool.total += last.total;
      pool.low = last.low;
    }
    pools.push(pool);
  }
  // Within a pool the line is flat, so its ends are enough.
  const knots = pools.flatMap(({ positive, total, low, high }) =>
    (low === high ? [low] : [low, high]).map((score) => ({ score, share: positive / total })),
  );
  return knots.length === 0 ? undefined : (score) => at(knots, score);
}

function inOrder(scored: readonly Scored[]): { score: number; positive: number; total: number }[] {
  const byScore = new Map<number, { score: number; positive: number; total: number }>();
  for (const { score, positive, negative } of scored) {
    const sum = byScore.get(score) ?? { score, positive: 0, total: 0 };
    byScore.set(score, { score, positive: sum.positive + positive, total: sum.total + positive + negative });
  }
  return [...byScore.values()].filter(({ total }) => total > 0).sort((a, b) => a.score - b.score);
}

function at(knots: readonly { readonly score: number; readonly share: number }[], score: number): number {
  let [low, high] = [0, knots.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((knots[middle]?.score ?? 0) < score) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [knots[Math.max(0, low - 1)], knots[low]];
  if (!before || !after || score >= after.score || before === after) return after?.share ?? 0;
  const part = (score - before.score) / (after.score - before.score);
  return before.share + part * (after.share - before.share);
}
