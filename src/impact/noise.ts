/** How much of a change is none: base asked twice about the same record may answer twice. */

/** The same records at base, at base once more, and at head. Plain sums; shares are of `weight`. */
export interface NoiseCounts {
  readonly records: number;
  readonly weight: number;
  /** Σ weight². */
  readonly squares: number;
  readonly outputs: readonly OutputNoise[];
}

/** Weight of the records on which an output is another one than at base. */
export interface OutputNoise {
  readonly name: string;
  /** At base once more. */
  readonly again: number;
  readonly head: number;
  readonly both: number;
}

/** A share less another one, of the same records. */
export interface Excess {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** By how much more head differs from base than base from itself; undefined without records. */
export function excessOf({ weight, squares }: NoiseCounts, output: OutputNoise, alpha: number): Excess | undefined {
  if (weight <= 0 || squares <= 0) return undefined;
  // Kish's number of records that say as much if all weigh the same.
  const records = weight ** 2 / squares;
  const { head, again, both } = output;
  const [u, w, common] = [head, again, both].map((part) => (part / weight) * records);
  return pairedDifference({ first: u ?? 0, second: w ?? 0, both: common ?? 0, records }, alpha);
}

interface Pairs {
  readonly first: number;
  readonly second: number;
  readonly both: number;
  readonly records: number;
}

/**
 * Difference of two shares of the same records, with the interval of Newcombe (1998, "Improved confidence intervals for
 * the difference between binomial proportions based on paired data", method 10): Wilson's intervals of both, squared and
 * added with their correlation.
 */
export function pairedDifference({ first, second, both, records }: Pairs, alpha: number): Excess {
  const [p, q] = [first / records, second / records];
  const [ofFirst, ofSecond] = [wilson(p, records, alpha), wilson(q, records, alpha)];
  const neither = records - first - second + both;
  const phi = correlation(both, first - both, second - both, neither);
  const span = (one: number, other: number): number =>
    Math.sqrt(Math.max(0, one ** 2 - 2 * phi * one * other + other ** 2));
  const value = (first - second) / records;
  return {
    value: value + 0,
    low: Math.max(-1, value - span(p - ofFirst.low, ofSecond.high - q)) + 0,
    high: Math.min(1, value + span(ofFirst.high - p, q - ofSecond.low)) + 0,
  };
}

function correlation(a: number, b: number, c: number, d: number): number {
  const margins = (a + b) * (c + d) * (a + c) * (b + d);
  if (margins <= 0) return 0;
  const product = a * d - b * c;
  const half = (a + b + c + d) / 2;
  return (product > 0 ? Math.max(0, product - half) : product) / Math.sqrt(margins);
}

function wilson(share: number, records: number, alpha: number): { readonly low: number; readonly high: number } {
  const z2 = normalBound(alpha) ** 2;
  const middle = share + z2 / (2 * records);
  const width = Math.sqrt(z2 * ((share * (1 - share)) / records + z2 / (4 * records ** 2)));
  const scale = 1 + z2 / records;
  return { low: Math.max(0, (middle - width) / scale), high: Math.min(1, (middle + width) / scale) };
}

/** What a standard normal number exceeds on either side with probability `alpha`; Newton's steps on Marsaglia's series (2004). */
export function normalBound(alpha: number): number {
  const wanted = 1 - Math.min(1, Math.max(1e-12, alpha)) / 2;
  let z = 0;
  for (let step = 0; step < 60; step += 1) {
    const density = Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI);
    let sum = 0;
    let term = z;
    for (let odd = 1; Math.abs(term) > 1e-18 && odd < 500; odd += 2) {
      sum += term;
      term *= z ** 2 / (odd + 2);
    }
    const move = (wanted - (0.5 + density * sum)) / density;
    z += Math.max(-1, Math.min(1, move));
    if (Math.abs(move) < 1e-12) break;
  }
  return z;
}
