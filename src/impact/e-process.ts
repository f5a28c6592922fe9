/** How much a slice of the traffic speaks against changing no more often than the whole. */

/** Odds of change inside the slice over those of the whole for which the bets are made, in equal parts. */
const ODDS_RATIOS = [1.25, 1.5, 2, 3, 5, 10, 30, 100];

/**
 * ln of the one-sided e-process against "records change with a probability of at most `rate`", after `drawn` records of
 * which `hits` changed: the mean over bets λ of Π (1 + λ (x − L)), which on counts is
 * (1 + λ (1 − L))^hits (1 − λ L)^(drawn − hits) (Waudby-Smith & Ramdas 2023, "Estimating means of bounded random
 * variables by betting"). λ = (q − L) / (L (1 − L)) bets on a rate q; the rates are fixed multiples of L's odds.
 *
 * It is also an e-value where `drawn` records are a draw without replacement from a population that changes at `rate`:
 * it is convex in `hits`, and a hypergeometric count is below the binomial one in convex order (Hoeffding 1963,
 * theorem 4). So with the rate of the whole recording nothing has to be estimated.
 *
 * @example
 * logEProcess(5, 5, 0.5); // ln of the mean of (2 q)⁵ over q = odds / (1 + odds)
 */
export function logEProcess(hits: number, drawn: number, rate: number): number {
  if (drawn === 0 || rate >= 1) return 0;
  if (rate <= 0) return hits > 0 ? Number.POSITIVE_INFINITY : 0;
  const odds = rate / (1 - rate);
  const logs = ODDS_RATIOS.map((ratio) => {
    const bet = (ratio * odds) / (1 + ratio * odds);
    return hits * Math.log(bet / rate) + (drawn - hits) * Math.log((1 - bet) / (1 - rate));
  });
  const largest = Math.max(...logs);
  const sum = logs.reduce((total, log) => total + Math.exp(log - largest), 0);
  return largest + Math.log(sum / logs.length);
}
