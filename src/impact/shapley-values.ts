/** From the values of coalitions to those of their players. */
import { type Coalition, pairsOf, type ShapleyDesign } from './shapley-design.ts';

/**
 * The players' values; they add up to v of everybody less v of nobody. Exact where the design covers every order, else
 * an unbiased estimate.
 * @param values v of each coalition of the design
 *
 * @example
 * shapleyValues(exactDesign(2), [0, 0.05, 0.05, 0.05]); // [0.025, 0.025]: each would have been enough
 */
export function shapleyValues(design: ShapleyDesign, values: readonly number[]): number[] {
  return total(design, values, (contribution) => contribution).map((sum) => sum / design.scale);
}

/** Σ weight |v(after) − v(before)| / scale: how much a player moves, in whatever direction. */
export function shapleyMotions(design: ShapleyDesign, values: readonly number[]): number[] {
  return total(design, values, Math.abs).map((sum) => sum / design.scale);
}

function total(design: ShapleyDesign, values: readonly number[], of: (contribution: number) => number): number[] {
  const sums = new Array<number>(design.players).fill(0);
  for (const { player, before, after, weight } of design.contributions) {
    sums[player] = (sums[player] ?? 0) + weight * of((values[after] ?? 0) - (values[before] ?? 0));
  }
  return sums;
}

/** Two players, and what they do together beyond what each does alone. */
export interface Synergy {
  readonly players: readonly [number, number];
  /** v(ij) − v(i) − v(j) + v(nobody). */
  readonly value: number;
}

/** What leaving one out takes away adds up to the total where players do not interact; beyond this share of it they do. */
const TOLERATED = 0.2;

/**
 * The pair that interacts most, where players interact: where what each takes away by staying out adds up to something
 * else than the total. Undefined where they do not, or where coalitions that tell are missing.
 */
export function strongestSynergy(design: ShapleyDesign, values: readonly number[]): Synergy | undefined {
  const find = new Map(design.coalitions.map((members, index) => [members.join(), index]));
  const worth = (members: Coalition): number => values[find.get(members.join()) ?? -1] ?? Number.NaN;
  const players = [...Array(design.players).keys()];
  const all = worth(players) - worth([]);
  const leftOut = players.reduce((sum, player) => sum + all - worth(players.filter((other) => other !== player)), 0);
  // What is missing is NaN, which compares as false.
  if (!(Math.abs(leftOut - all) > TOLERATED * Math.abs(all))) return undefined;
  const synergies = pairsOf(design.players).map(([one, other]) => ({
    players: [one, other] as const,
    value: worth([one, other]) - worth([one]) - worth([other]) + worth([]),
  }));
  const [strongest] = synergies.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value));
  return strongest && Math.abs(strongest.value) > TOLERATED * Math.abs(all) ? strongest : undefined;
}
