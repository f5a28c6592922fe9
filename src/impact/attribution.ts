/**
 * Shares a measure's value out among edits: Shapley values with intervals, from sums over coalitions of edits that a
 * further pass over the replayed records leaves behind.
 */
import type { ShapleyDesign } from './shapley-design.ts';
import { shapleyMotions, shapleyValues } from './shapley-values.ts';

/** One measure. All sums are Σ w·x over records, x being what the measure counts or adds up. */
export interface CoalitionSums {
  /** Of head, over all replayed records. */
  readonly total: number;
  /** Records that differ between base and head, and those that do not; of each a random sample was run. */
  readonly strata: readonly StratumSums[];
}

export interface StratumSums {
  /** Records of the stratum, and how many of them were run in all coalitions. */
  readonly records: number;
  readonly sampled: number;
  /** Σ w·x by coalition, over the sampled. */
  readonly values: readonly number[];
  /** Σ y² by player, y being w times the record's own Shapley value. */
  readonly squares: readonly number[];
  /** Largest |y| of any player. */
  readonly largest: number;
}

export interface Population {
  /** What sums are divided by: Σ w of the records that the measure is about. */
  readonly weight: number;
  /** Records that were replayed, and those of the recording that can be. */
  readonly replayed: number;
  readonly recorded: number;
}

export interface PlayerValue {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Quantile of the normal distribution and error probability of the intervals: 95 %. */
const Z = 1.959963984540054;
const ALPHA = 0.05;
/** ln(2/α): what n draws show no sign of is rarer than about this over n. */
const UNSEEN = Math.log(2 / ALPHA);

const ROUNDING = 1e-12;

/**
 * A value for each player; they add up to `total / weight`. Undefined where head moves and the sample cannot tell who
 * moves it. Intervals are points where every coalition was run on every record. Else the half-width is the sum of
 * - records left out: z √Σ_h N_h² (1 − n_h/N_h) s_h²/n_h (stratified sampling: Cochran 1977, section 5.3), and for effects
 *   too rare to be seen Σ_h (1 − n_h/N_h) N_h/n_h ln(2/α) times the largest effect on one record;
 * - a replay that stopped early: the same for the replayed records as one sample of the recording;
 * - orders of the edits not drawn: t s/√P over P antithetic pairs, and ln(2/α)/P times the largest deviation of a pair,
 *   which is 0 where edits do not interact.
 */
export function attribute(
  design: ShapleyDesign,
  sums: CoalitionSums,
  population: Population,
): readonly PlayerValue[] | undefined {
  const values = extrapolate(design, sums);
  const shares = calibrate(design, values, sums.total);
  if (!shares) return undefined;
  const pairs = deviationsOf(design, values);
  // Rounding must not make an interval of a point.
  const noise = ROUNDING * Math.max(...values.map(Math.abs));
  return shares.map((share, player) => {
    const half =
      leftOutWidth(sums, player) + stoppedWidth(sums, population, share, player) + undrawnWidth(pairs, player);
    const value = share / population.weight + 0;
    const width = half > noise ? half / population.weight : 0;
    return { value, low: value - width + 0, high: value + width + 0 };
  });
}

/** Σ w·x of every coalition, as if all records had been run. */
export function extrapolate({ coalitions }: ShapleyDesign, { strata }: CoalitionSums): number[] {
  return coalitions.map((_, index) =>
    strata.reduce((sum, stratum) => sum + factorOf(stratum) * (stratum.values[index] ?? 0), 0),
  );
}

/** Records that one of the sampled stands for. */
function factorOf({ records, sampled }: StratumSums): number {
  return sampled === 0 ? 0 : records / sampled;
}

/**
 * What everybody does together is known of every record. Where a sample has it a little otherwise, the rest goes to the
 * players by how much they move anything; one that moves nothing gets nothing.
 */
function calibrate(design: ShapleyDesign, values: readonly number[], total: number): number[] | undefined {
  const shares = shapleyValues(design, values);
  const rest = total - (values.at(-1) ?? 0);
  if (rest === 0) return shares;
  const motions = shapleyMotions(design, values);
  const motion = motions.reduce((sum, one) => sum + one, 0);
  if (motion === 0) return undefined;
  return shares.map((share, player) => share + (rest * (motions[player] ?? 0)) / motion);
}

function leftOutWidth({ strata }: CoalitionSums, player: number): number {
  const largest = Math.max(...strata.map((stratum) => stratum.largest));
  let variance = 0;
  let unseen = 0;
  for (const stratum of strata) {
    const { records, sampled, squares } = stratum;
    const left = records === 0 ? 0 : 1 - sampled / records;
    if (left <= 0 || sampled === 0) continue;
    // Σ y² / (n − 1) is at least s², and the better for it where effects are few.
    variance += (records * records * left * (squares[player] ?? 0)) / (sampled * Math.max(1, sampled - 1));
    unseen += left * factorOf(stratum) * UNSEEN * largest;
  }
  return Z * Math.sqrt(variance) + unseen;
}

function stoppedWidth({ strata }: CoalitionSums, population: Population, share: number, player: number): number {
  const { replayed, recorded } = population;
  const left = recorded === 0 ? 0 : 1 - replayed / recorded;
  if (left <= 0) return 0;
  const squares = strata.reduce((sum, stratum) => sum + factorOf(stratum) * (stratum.squares[player] ?? 0), 0);
  const variance = Math.max(0, squares - (share * share) / replayed) * left;
  return Z * Math.sqrt(variance) + left * UNSEEN * Math.max(...strata.map((stratum) => stratum.largest));
}

/** By pair of orders and player, how far the pair's value is from the mean. */
function deviationsOf(design: ShapleyDesign, values: readonly number[]): number[][] {
  if (design.pairs === undefined) return [];
  const means = shapleyValues(design, values);
  const sums = Array.from({ length: design.pairs }, () => new Array<number>(design.players).fill(0));
  for (const { player, before, after, pair = 0 } of design.contributions) {
    const row = sums[pair];
    if (row) row[player] = (row[player] ?? 0) + ((values[after] ?? 0) - (values[before] ?? 0)) / 2;
  }
  return sums.map((row) => row.map((value, player) => value - (means[player] ?? 0)));
}

function undrawnWidth(pairs: readonly (readonly number[])[], player: number): number {
  if (pairs.length === 0) return 0;
  const squares = pairs.reduce((sum, row) => sum + (row[player] ?? 0) ** 2, 0);
  const largest = Math.max(...pairs.map((row) => Math.max(...row.map(Math.abs))));
  const deviation = Math.sqrt(squares / (pairs.length - 1));
  return (studentQuantile(pairs.length - 1) * deviation) / Math.sqrt(pairs.length) + (UNSEEN * largest) / pairs.length;
}

/** Of Student's t for the same probability as `Z`, expanded about it (Abramowitz & Stegun 26.7.5). */
function studentQuantile(freedom: number): number {
  return Z + (Z ** 3 + Z) / (4 * freedom) + (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / (96 * freedom ** 2);
}
