/** Shapley values: the golden cases, what defines them, and how well orders that are drawn stand in for all of them. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attribute, type CoalitionSums } from '../../src/impact/attribution.ts';
import { designFor, exactDesign, type ShapleyDesign, sampledDesign } from '../../src/impact/shapley-design.ts';
import { shapleyMotions, shapleyValues, strongestSynergy } from '../../src/impact/shapley-values.ts';

type Game = (members: readonly number[]) => number;

const worth = (design: ShapleyDesign, game: Game): number[] => design.coalitions.map(game);
const play = (design: ShapleyDesign, game: Game): number[] => shapleyValues(design, worth(design, game));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The definition, order by order: an independent, slow loop. */
function byAllOrders(players: number, game: Game): number[] {
  const values = new Array<number>(players).fill(0);
  let orders = 0;
  const walk = (order: readonly number[]): void => {
    if (order.length === players) {
      orders += 1;
      order.forEach((player, place) => {
        values[player] = (values[player] ?? 0) + game(order.slice(0, place + 1)) - game(order.slice(0, place));
      });
    }
    for (let next = 0; next < players; next += 1) if (!order.includes(next)) walk([...order, next]);
  };
  walk([]);
  return values.map((value) => value / orders);
}

interface GoldenCase {
  readonly id: string;
  readonly group: string;
  readonly input: { readonly players: readonly string[]; readonly value: Readonly<Record<string, number>> };
  readonly expected: {
    readonly shapley: Readonly<Record<string, number>>;
    readonly leave_one_out: Readonly<Record<string, number>>;
    readonly pairwise_interaction_ab?: number;
  };
}

/** Group `attribution` of the golden values, from the formula by other means. */
const golden = (
  JSON.parse(readFileSync(new URL('./golden-stats.json', import.meta.url), 'utf8')) as { cases: GoldenCase[] }
).cases.filter(({ group }) => group === 'attribution');

describe('golden cases', () => {
  it.each(golden.map((one) => [one.id, one] as const))('%s', (_, { input, expected }) => {
    const game: Game = (members) => input.value[members.map((player) => input.players[player]).join('')] ?? Number.NaN;
    const design = exactDesign(input.players.length);
    const values = play(design, game);
    input.players.forEach((name, player) => {
      expect(values[player]).toBeCloseTo(expected.shapley[name] ?? Number.NaN, 12);
    });
    if (expected.pairwise_interaction_ab === undefined) return;
    const synergy = strongestSynergy(design, worth(design, game));
    expect(synergy?.players).toEqual([0, 1]);
    expect(synergy?.value).toBeCloseTo(expected.pairwise_interaction_ab, 12);
  });

  it('of the redundant edits each has half, and the pair interacts as much as it moves', () => {
    const design = exactDesign(2);
    expect(play(design, (members) => (members.length > 0 ? 0.05 : 0))).toEqual([0.025, 0.025]);
    expect(strongestSynergy(design, [0, 0.05, 0.05, 0.05])).toEqual({ players: [0, 1], value: -0.05 });
  });

  it('of two edits that cancel each has what it does alone', () => {
    expect(shapleyValues(exactDesign(2), [0, 5, -5, 0])).toEqual([5, -5]);
    expect(shapleyMotions(exactDesign(2), [0, 5, -5, 0])).toEqual([5, 5]);
  });

  it('edits that do not interact have no strongest pair', () => {
    expect(strongestSynergy(exactDesign(3), [0, 1, 2, 3, 4, 5, 6, 7])).toBeUndefined();
  });
});

/** Random games of one to five players. */
const games = fc
  .integer({ min: 1, max: 5 })
  .chain((players) =>
    fc.tuple(
      fc.constant(players),
      fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 2 ** players, maxLength: 2 ** players }),
    ),
  )
  .map(([players, worths]) => {
    const maskOf = (members: readonly number[]): number => sum(members.map((member) => 2 ** member));
    return { players, game: ((members) => (members.length === 0 ? 0 : (worths[maskOf(members)] ?? 0))) as Game };
  });

describe('values over all coalitions', () => {
  it('are the mean contribution over all orders', () => {
    fc.assert(
      fc.property(games, ({ players, game }) => {
        const expected = byAllOrders(players, game);
        play(exactDesign(players), game).forEach((value, player) => {
          expect(value).toBeCloseTo(expected[player] ?? Number.NaN, 9);
        });
      }),
    );
  });

  it('add up to what all do together (efficiency)', () => {
    fc.assert(
      fc.property(games, ({ players, game }) => {
        expect(sum(play(exactDesign(players), game))).toBeCloseTo(game([...Array(players).keys()]), 9);
      }),
    );
  });

  it('are equal for players who are alike (symmetry), and exactly 0 for one who does nothing (dummy)', () => {
    fc.assert(
      fc.property(games, ({ players, game }) => {
        // The last two count as one more of the same, and one who changes nothing sits beside them.
        const alike: Game = (members) => {
          const own = members.filter((member) => member < players);
          return game(own) + 7 * Math.min(1, members.filter((m) => m === players || m === players + 1).length);
        };
        const values = play(exactDesign(players + 3), alike);
        expect(values[players]).toBeCloseTo(values[players + 1] ?? Number.NaN, 9);
        expect(values[players + 2]).toBe(0);
      }),
    );
  });

  it('of two games add up to those of their sum (additivity)', () => {
    fc.assert(
      fc.property(games, fc.integer({ min: -9, max: 9 }), ({ players, game }, times) => {
        const other: Game = (members) => times * members.length ** 2;
        const design = exactDesign(players);
        const [one, two, both] = [game, other, (m: readonly number[]) => game(m) + other(m)].map((g) =>
          play(design, g),
        );
        both?.forEach((value, player) => {
          expect(value).toBeCloseTo((one?.[player] ?? 0) + (two?.[player] ?? 0), 9);
        });
      }),
    );
  });
});

/** As a pass over one record that stands for everything would leave it: nothing of the width is due to records. */
function sumsOf(values: readonly number[]): CoalitionSums {
  const stratum = { records: 1, sampled: 1, values, squares: [], largest: 0 };
  return { total: values.at(-1) ?? 0, strata: [stratum] };
}

const whole = { weight: 1, replayed: 1, recorded: 1 };

describe('values over drawn orders', () => {
  it('are taken beyond eight players, and add up as well', () => {
    expect(designFor(8, 1).pairs).toBeUndefined();
    const design = designFor(12, 1);
    expect(design.pairs).toBeGreaterThanOrEqual(10);
    const game: Game = (members) => members.length ** 3 - (members[0] ?? 0);
    expect(sum(play(design, game))).toBeCloseTo(12 ** 3, 6);
  });

  it('lead through about a thousand coalitions, however many players there are', () => {
    for (const players of [9, 15, 40]) expect(sampledDesign(players, 3).coalitions.length).toBeLessThan(1300);
  });

  it('are exact, with a point for an interval, where nobody interacts', () => {
    const design = sampledDesign(10, 5);
    const values = attribute(design, sumsOf(worth(design, (members) => sum(members))), whole) ?? [];
    expect(values).toEqual(Array.from({ length: 10 }, (_, player) => ({ value: player, low: player, high: player })));
  });

  /** Games whose values are known: by symmetry, and as a sum of games of two. */
  const known: readonly (readonly [string, number, Game, (player: number) => number])[] = [
    ['all must join', 10, (m) => Number(m.length === 10), () => 1 / 10],
    ['any one is enough', 10, (m) => Number(m.length > 0), () => 1 / 10],
    ['all of 30 must join', 30, (m) => Number(m.length === 30), () => 1 / 30],
    [
      'neighbours do something together',
      12,
      (m) => sum(m.filter((one) => one % 2 === 0 && m.includes(one + 1)).map((one) => one + 2)),
      (player) => (player - (player % 2) + 2) / 2,
    ],
    ['a majority decides', 11, (m) => Number(m.length > 5), () => 1 / 11],
    [
      'the first three need each other',
      14,
      (m) => Number([0, 1, 2].every((p) => m.includes(p))),
      (p) => (p < 3 ? 1 / 3 : 0),
    ],
  ];

  it.each(known)('lie in their intervals for at least 95 % of seeds: %s', (_, players, game, value) => {
    let covered = 0;
    let asked = 0;
    for (let seed = 0; seed < 60; seed += 1) {
      const design = sampledDesign(players, seed * 1000);
      const found = attribute(design, sumsOf(worth(design, game)), whole) ?? [];
      found.forEach(({ low, high }, player) => {
        asked += 1;
        if (low - 1e-12 <= value(player) && value(player) <= high + 1e-12) covered += 1;
      });
    }
    expect(covered / asked).toBeGreaterThanOrEqual(0.95);
  });
});
