/** Trees of gradient boosting as flat arrays, whichever library grew them, and what a row of numbers gives in them. */

/** What a node does with a number that is not there. */
export const TAKES_ZERO = 0;
export const ZERO_IS_MISSING = 1;
export const NAN_IS_MISSING = 2;

export interface Forest {
  /** Index of the first node of each tree; a leaf is the complement (`~`) of its index. */
  readonly roots: readonly number[];
  /** Which of the sums each tree adds to: its class. */
  readonly groups: readonly number[];
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** Whether what is missing goes left. */
  readonly defaultLeft: readonly boolean[];
  readonly missing: readonly number[];
  /** Categories that go left; undefined where numbers are compared. */
  readonly categories: readonly (ReadonlySet<number> | undefined)[];
  readonly leaves: readonly number[];
  /** XGBoost goes left below a threshold, LightGBM also at it. */
  readonly isStrict: boolean;
}

/** A boosted model ready to be asked. */
export interface Boosted {
  readonly forest: Forest;
  readonly features: Features;
  /** Sums begin with these, one a class; classifiers of two classes have one. */
  readonly base: readonly number[];
  /** From the sums to what the library's `predict` gives. */
  readonly transform: (margin: readonly number[]) => number | readonly number[];
  /** A number as the library holds it: XGBoost in 32 bits. */
  readonly round: (value: number) => number;
}

export interface Features {
  readonly count: number;
  /** Undefined where the model has none. */
  readonly names: readonly string[] | undefined;
}

export function marginOf({ forest, base, round }: Boosted, row: Float64Array): number[] {
  const sums = [...base];
  const { roots, groups, leaves } = forest;
  for (let tree = 0; tree < roots.length; tree += 1) {
    const group = groups[tree] ?? 0;
    const leaf = leafOf(forest, roots[tree] ?? -1, row);
    sums[group] = round((sums[group] ?? 0) + (leaves[leaf] ?? 0));
  }
  return sums;
}

function leafOf(forest: Forest, root: number, row: Float64Array): number {
  const { feature, left, right } = forest;
  let node = root;
  while (node >= 0) {
    const value = row[feature[node] as number] as number;
    node = (goesLeft(forest, node, value) ? left[node] : right[node]) as number;
  }
  return ~node;
}

/** What LightGBM takes for zero. */
const ZERO = 1e-35;

function goesLeft(forest: Forest, node: number, given: number): boolean {
  const kind = forest.missing[node];
  const isAbsent = Number.isNaN(given);
  if (isAbsent && kind !== TAKES_ZERO) return forest.defaultLeft[node] === true;
  const value = isAbsent ? 0 : given;
  if (kind === ZERO_IS_MISSING && Math.abs(value) <= ZERO) return forest.defaultLeft[node] === true;
  const categories = forest.categories[node];
  if (categories) return categories.has(Math.trunc(value));
  const threshold = forest.threshold[node] as number;
  return forest.isStrict ? value < threshold : value <= threshold;
}

export const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

export function softmax(values: readonly number[]): number[] {
  const most = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
