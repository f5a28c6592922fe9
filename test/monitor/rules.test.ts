/** The rank rule, intervals, production inferred, and the split, against numbers from elsewhere. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wilson } from '../../src/impact/wilson.ts';
import { inferProduction } from '../../src/monitor/production.ts';
import { beyondAll, chanceOf, lowestShare } from '../../src/monitor/rank-rule.ts';
import { add, type Part, ratioOf } from '../../src/monitor/series.ts';
import { type Known, split } from '../../src/monitor/split.ts';

describe('the rank rule', () => {
  // 2 / C(m + k, k), by hand: C(7, 3) = 35, C(11, 3) = 165, C(16, 3) = 560, C(29, 3) = 3654.
  test.each([
    [4, 3, 2 / 35],
    [8, 3, 2 / 165],
    [13, 3, 2 / 560],
    [26, 3, 2 / 3654],
  ])('of %i and %i has this chance at a look', (baseline, persist, chance) => {
    expect(chanceOf({ baseline, persist })).toBeCloseTo(chance, 12);
  });

  test('holds as often as that where weeks are alike', () => {
    // 16 ranks, the last three of them the newest: 16 · 15 · 14 orders of these, 6 above and 6 below all others.
    let found = 0;
    for (let a = 0; a < 16; a += 1)
      for (let b = 0; b < 16; b += 1)
        for (let c = 0; c < 16; c += 1) {
          if (a === b || b === c || a === c) continue;
          const rest = Array.from({ length: 16 }, (_, rank) => rank).filter((rank) => ![a, b, c].includes(rank));
          if (beyondAll(rest, [a, b, c], 0) !== undefined) found += 1;
        }
    expect(found / (16 * 15 * 14)).toBeCloseTo(2 / 560, 12);
  });

  test('needs all of the newest beyond all of the baseline, by more than the limit', () => {
    expect(beyondAll([1, 2, 3], [4, 5, 6], 1.9)).toBe('up');
    expect(beyondAll([1, 2, 3], [4, 5, 6], 2)).toBeUndefined();
    expect(beyondAll([1, 2, 3], [0, 0.5, -1], 1)).toBe('down');
    expect(beyondAll([1, 2, 3], [4, 3, 6], 0)).toBeUndefined();
    expect(beyondAll([], [4], 0)).toBeUndefined();
  });

  // Wilson (1927), by hand: 0.00533175 ∓ 0.00184684, over 1.00066349, is 0.003483 … 0.007174.
  test('knows the lower end of a share', () => {
    expect(wilson(5, 10, 1.959963984540054).low).toBeCloseTo(0.2366, 4);
    expect(lowestShare(0, 1000)).toBe(0);
    expect(lowestShare(50, 10_000)).toBeCloseTo(0.003483, 6);
  });
});

describe('production', () => {
  const of = (...different: number[]) => different.map((one) => ({ compared: 1000, different: one }));

  test('runs the newest that answers as it did', () => {
    expect(inferProduction(of(90, 0, 50), () => 0.05)).toMatchObject({ running: 1, since: 1, different: 0 });
  });

  test('runs any of those that answer alike', () => {
    expect(inferProduction(of(90, 0, 0), () => 0)).toMatchObject({ running: 2, since: 1 });
  });

  test('has a canary where all that differs is the answer of the version before', () => {
    // The two differ on 100 of 1,000 requests; the older one answers 2 of these, the newer 98.
    const found = inferProduction(of(98, 2), () => 0.1);
    expect(found).toMatchObject({ running: 1, canary: { state: 0 } });
    expect(found?.canary?.share).toBeCloseTo(0.02, 12);
  });

  test('has none where what differs is nobody’s answer', () => {
    expect(inferProduction(of(100, 50), () => 0.1)?.canary).toBeUndefined();
  });

  test('is not known without recorded answers', () => {
    expect(inferProduction([undefined, undefined], () => 0)).toBeUndefined();
  });
});

describe('the split', () => {
  const part = fc.record({
    numerator: fc.double({ min: 0, max: 900, noNaN: true }),
    denominator: fc.integer({ min: 1, max: 1000 }),
  });
  const names = ['ATL', 'JFK', 'ORD'];
  const segments = fc.array(fc.option(part, { nil: undefined, freq: 5 }), { minLength: 3, maxLength: 3 });
  /** Of three states in four windows. */
  const worlds = fc.array(fc.array(segments, { minLength: 4, maxLength: 4 }), { minLength: 3, maxLength: 3 });

  test('adds up to the whole, whatever was merged, taken back, and who came', () => {
    fc.assert(
      fc.property(worlds, part, fc.nat({ max: 2 }), fc.nat({ max: 2 }), (world, recorded, accepted, running) => {
        const at = (state: number, window: number): Map<string, Part> =>
          new Map((world[state]?.[window] ?? []).flatMap((one, index) => (one ? [[names[index] ?? '', one]] : [])));
        const known: Known = {
          recorded: () => recorded,
          state: (state, window) => add([...at(state, window).values()]),
          segments: at,
        };
        const found = split(known, { window: 3, baseline: [0, 1, 2], accepted, running });
        if (!found) return;
        const merges = found.merges.reduce((sum, { amount }) => sum + amount, 0);
        expect(found.production + merges + found.traffic).toBeCloseTo(found.total, 9);
        expect(found.mix + found.within).toBeCloseTo(found.traffic, 9);
        expect(found.segments.reduce((sum, one) => sum + one.mix + one.within, 0)).toBeCloseTo(found.traffic, 6);
        expect(found.now).toBe(ratioOf(recorded));
        expect(found.merges.length).toBe(Math.abs(running - accepted));
      }),
    );
  });

  test('tells other requests from the same ones that are otherwise', () => {
    // Half and half of 10 % and 30 %; then one in four of the first, which itself rises to 14 %.
    const windows = [
      { ATL: { numerator: 5, denominator: 50 }, JFK: { numerator: 15, denominator: 50 } },
      { ATL: { numerator: 3.5, denominator: 25 }, JFK: { numerator: 22.5, denominator: 75 } },
    ];
    const at = (window: number) => new Map<string, Part>(Object.entries(windows[window] ?? {}));
    const known: Known = {
      recorded: () => undefined,
      state: (_, one) => add([...at(one).values()]),
      segments: (_, one) => at(one),
    };
    const found = split(known, { window: 1, baseline: [0], accepted: 0, running: 0 });
    // Kitagawa by hand: within (0.5 + 0.25) / 2 · 0.04 = 0.015; mix −0.25 · 0.12 + 0.25 · 0.3 = 0.045.
    expect(found?.within).toBeCloseTo(0.015, 12);
    expect(found?.mix).toBeCloseTo(0.045, 12);
    expect(found?.total).toBeCloseTo(0.06, 12);
  });
});
