/** How many records of a recording change, judged from those replayed so far in random order. */
import { logGamma } from './log-gamma.ts';

export interface CountSample {
  /** Records of the sample that show the property. */
  readonly hits: number;
  /** Records drawn so far, uniformly and without replacement. */
  readonly drawn: number;
  readonly population: number;
}

/**
 * Interval of whole counts m for the records of the population that show the property, valid at whatever moment the
 * drawing stops: keep m while prior(m) / posterior(m) < 1 / α under the prior BetaBinomial(population, a, b)
 * (Waudby-Smith & Ramdas 2020, "Confidence sequences for sampling without replacement", section 2.3).
 *
 * The ratio is BetaBinomial(hits; drawn, a, b) / Hypergeometric(hits; population, m, drawn). The denominator is
 * log-concave in m, so the kept counts are one run around its mode and both ends are found by bisection.
 *
 * @example
 * priorPosteriorRatioInterval({ hits: 0, drawn: 300, population: 3000 }, 0.05, { a: 1, b: 49 }); // [0, 46]
 */
export function priorPosteriorRatioInterval(
  { hits, drawn, population }: CountSample,
  alpha: number,
  prior: { readonly a: number; readonly b: number },
): readonly [low: number, high: number] {
  const smallest = hits;
  const largest = population - drawn + hits;
  if (drawn === 0 || smallest === largest) return [smallest, largest];
  const ratioWithoutCount =
    logBeta(prior.a + hits, prior.b + drawn - hits) - logBeta(prior.a, prior.b) + Math.log(alpha);
  const isKept = (count: number): boolean =>
    logChoose(population, count) - logChoose(population - drawn, count - hits) + ratioWithoutCount < 0;
  const mode = Math.min(largest, Math.max(smallest, Math.floor((hits * (population + 1)) / drawn)));
  return [furthest(mode, smallest, isKept), furthest(mode, largest, isKept)];
}

/** The count nearest to `to` that is kept, given that `from` is kept and that kept counts are one run. */
function furthest(from: number, to: number, isKept: (count: number) => boolean): number {
  if (isKept(to)) return to;
  let kept = from;
  let dropped = to;
  while (Math.abs(kept - dropped) > 1) {
    const middle = Math.floor((kept + dropped) / 2);
    if (isKept(middle)) kept = middle;
    else dropped = middle;
  }
  return kept;
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}
