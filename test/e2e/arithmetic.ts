/**
 * Measures of two lists of answers, in plain loops from the definitions, sharing nothing with the program: what base
 * and head answered to the same flights, flight by flight.
 */

/** Number of flights for each text. */
export function countsOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

export function changedOf(base: readonly string[], head: readonly string[]): number {
  let changed = 0;
  for (let i = 0; i < base.length; i += 1) if (base[i] !== head[i]) changed += 1;
  return changed;
}

/** `none → short` and how many, most first. */
export function transitionsOf(base: readonly string[], head: readonly string[]): [string, number][] {
  const pairs: string[] = [];
  for (let i = 0; i < base.length; i += 1) if (base[i] !== head[i]) pairs.push(`${base[i]} → ${head[i]}`);
  return [...countsOf(pairs)].sort((a, b) => b[1] - a[1]);
}

/** ½ Σ |p − q|. */
export function totalVariation(base: readonly string[], head: readonly string[]): number {
  let sum = 0;
  for (const [p, q] of shares(base, head)) sum += Math.abs(p - q);
  return sum / 2;
}

/** √(½ KL(p‖m) + ½ KL(q‖m)) in bits, m = ½ (p + q). */
export function jensenShannon(base: readonly string[], head: readonly string[]): number {
  let divergence = 0;
  for (const [p, q] of shares(base, head)) {
    const m = (p + q) / 2;
    if (p > 0) divergence += 0.5 * p * Math.log2(p / m);
    if (q > 0) divergence += 0.5 * q * Math.log2(q / m);
  }
  return Math.sqrt(divergence);
}

/** Σ (q − p) ln(q / p) with shares (k + ½) / (n + ½ B); what base never answered is one further bin. */
export function populationStability(base: readonly string[], head: readonly string[]): number {
  const known = countsOf(base);
  const after = countsOf(head.map((text) => (known.has(text) ? text : 'unseen at base')));
  const bins = new Set([...known.keys(), ...after.keys()]);
  let sum = 0;
  for (const bin of bins) {
    const p = ((known.get(bin) ?? 0) + 0.5) / (base.length + 0.5 * bins.size);
    const q = ((after.get(bin) ?? 0) + 0.5) / (head.length + 0.5 * bins.size);
    sum += (q - p) * Math.log(q / p);
  }
  return sum;
}

/** Mean of head − base, and mean of base, over the flights for which both sides have an amount. */
export function means(
  base: readonly (number | undefined)[],
  head: readonly (number | undefined)[],
): { readonly base: number; readonly difference: number } {
  let [flights, sumOfBase, sumOfDifferences] = [0, 0, 0];
  for (let i = 0; i < base.length; i += 1) {
    const [before, after] = [base[i], head[i]];
    if (before === undefined || after === undefined) continue;
    flights += 1;
    sumOfBase += before;
    sumOfDifferences += after - before;
  }
  return { base: sumOfBase / flights, difference: sumOfDifferences / flights };
}

function shares(base: readonly string[], head: readonly string[]): [number, number][] {
  const [before, after] = [countsOf(base), countsOf(head)];
  const values = new Set([...before.keys(), ...after.keys()]);
  return [...values].map((value) => [(before.get(value) ?? 0) / base.length, (after.get(value) ?? 0) / head.length]);
}
