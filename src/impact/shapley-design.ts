/**
 * Which coalitions of players have to be evaluated for Shapley values, and how the values follow from them. Attribution
 * lays out a replay by it.
 */
import { seededShuffle } from './seeded-shuffle.ts';

/** Players from 0, ascending. */
export type Coalition = readonly number[];

/** φ_i = Σ weight · (v(after) − v(before)) / scale over the contributions of player i. */
export interface ShapleyDesign {
  readonly players: number;
  /** Different from each other; nobody first, everybody last. */
  readonly coalitions: readonly Coalition[];
  readonly contributions: readonly Contribution[];
  readonly scale: number;
  /** Where not every order of the players is covered, how many orders are, each with its reverse. */
  readonly pairs?: number;
}

/** A player joins a coalition. */
export interface Contribution {
  readonly player: number;
  /** Indexes of coalitions without and with the player. */
  readonly before: number;
  readonly after: number;
  /** A whole number, so that counts stay exact. */
  readonly weight: number;
  /** Which pair of orders it is from, if orders were drawn. */
  readonly pair?: number;
}

/** So many players have few enough coalitions (256) to evaluate all of them. */
export const MOST_EXACT = 8;
/** Drawn orders lead through at most about so many coalitions. */
const MOST_SAMPLED = 1000;
const PAIRS = { fewest: 10, most: 50 } as const;
/** Up to so many players, each two of them are evaluated too, to find those that interact. */
const MOST_PAIRED = 20;

/** Exact up to `MOST_EXACT` players, sampled beyond. */
export function designFor(players: number, seed: number): ShapleyDesign {
  return players <= MOST_EXACT ? exactDesign(players) : sampledDesign(players, seed);
}

/** Every coalition S, the contribution of another player weighted |S|! (k − |S| − 1)! / k! (Shapley 1953). */
export function exactDesign(players: number): ShapleyDesign {
  const coalitions = range(2 ** players).map((mask) => range(players).filter((player) => (mask >> player) & 1));
  const contributions = coalitions.flatMap((members, before) =>
    range(players)
      .filter((player) => !members.includes(player))
      .map((player) => ({
        player,
        before,
        after: before | (1 << player),
        weight: factorial(members.length) * factorial(players - members.length - 1),
      })),
  );
  return { players, coalitions, contributions, scale: factorial(players) };
}

/**
 * Orders in which the players join, drawn at random, each with its reverse (antithetic: who comes early in one comes late
 * in the other). A player's value is its mean contribution over the orders. Coalitions that tell interactions are
 * evaluated as well.
 */
export function sampledDesign(players: number, seed: number): ShapleyDesign {
  const known = new Map<string, number>();
  const coalitions: Coalition[] = [];
  const all = range(players);
  const indexOf = (members: readonly number[]): number => {
    const sorted = members.toSorted((a, b) => a - b);
    const index = known.get(sorted.join()) ?? coalitions.push(sorted) - 1;
    known.set(sorted.join(), index);
    return index;
  };
  indexOf([]);
  const pairs = Math.min(PAIRS.most, Math.max(PAIRS.fewest, Math.floor(MOST_SAMPLED / (2 * (players - 1)))));
  const orders = range(pairs).flatMap((pair) => {
    const order = seededShuffle(all, seed + pair);
    return [order, order.toReversed()].map((one) => ({ pair, order: one }));
  });
  for (const { order } of orders) for (let size = 1; size < players; size += 1) indexOf(order.slice(0, size));
  for (const members of neighbours(all)) indexOf(members);
  indexOf(all);
  const contributions = orders.flatMap(({ pair, order }) =>
    order.map((player, place) => ({
      player,
      before: indexOf(order.slice(0, place)),
      after: indexOf(order.slice(0, place + 1)),
      weight: 1,
      pair,
    })),
  );
  return { players, coalitions, contributions, scale: orders.length, pairs };
}

/** Each player alone, all but one, and where they are few each two. */
function neighbours(all: readonly number[]): number[][] {
  if (all.length > MOST_PAIRED) return [];
  const without = (player: number): number[] => all.filter((other) => other !== player);
  return [...all.map((one) => [one]), ...pairsOf(all.length), ...all.map(without)];
}

/** Each two players. */
export function pairsOf(players: number): [number, number][] {
  return range(players).flatMap((one) => range(one).map((other): [number, number] => [other, one]));
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
