/** Hotspots: evidence by hand, e-BH by golden values, planted effects found and nothing else. */
import { describe, expect, it } from 'vitest';
import { eBenjaminiHochberg } from '../../src/impact/e-benjamini-hochberg.ts';
import { logEProcess } from '../../src/impact/e-process.ts';
import { findHotspots, type Hotspot } from '../../src/impact/hotspots.ts';
import { seededRandom } from '../random.ts';
import { field, tableOf } from './sliced.ts';

const countries = ['AT', 'BE', 'DE', 'ES', 'FR', 'IT', 'NL', 'PL'];
const channels = ['app', 'phone', 'web'];

interface Sale {
  readonly country: string;
  readonly channel: string;
  readonly amount: number;
}

/** So many sales, and whether each changes with the probability that is given for it. */
function sales(seed: number, count: number, probability: (sale: Sale) => number) {
  const random = seededRandom(seed);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  const all = Array.from({ length: count }, () => ({
    country: pick(countries),
    channel: pick(channels),
    amount: random() * 2000,
  }));
  return tableOf(
    [
      field(
        '/country',
        all.map(({ country }) => country),
      ),
      field(
        '/channel',
        all.map(({ channel }) => channel),
      ),
      field(
        '/amount',
        all.map(({ amount }) => amount),
        [0, 200, 500, 1000],
      ),
    ],
    all.map((sale) => (random() < probability(sale) ? 1 : 0)),
  );
}

function conditions({ conditions }: Hotspot): string {
  return conditions
    .map(({ pointer, values, low, high }) => `${pointer} ${values?.join('|') ?? `${low}..${high}`}`)
    .join(' & ');
}

describe('e-BH', () => {
  it('rejects what the reference rejects', () => {
    // Wang & Ramdas 2022 computed apart: golden case e-bh, 0-based indexes at alpha 0.1.
    const e = [120, 3, 45, 0.2, 60, 1.1, 25, 0.9, 80, 5];
    expect(eBenjaminiHochberg(e.map(Math.log), 0.1)).toEqual([0, 2, 4, 6, 8]);
  });

  it('rejects with the k-th largest what it does not reject alone', () => {
    // m = 4, alpha 0.1: thresholds 40, 20, 13.3, 10. Alone 20 is too little, with another 20 it is enough.
    expect(eBenjaminiHochberg([20, 1, 1, 1].map(Math.log), 0.1)).toEqual([]);
    expect(eBenjaminiHochberg([20, 1, 20, 1].map(Math.log), 0.1)).toEqual([0, 2]);
  });

  it('counts what was tested and left out', () => {
    expect(eBenjaminiHochberg([Math.log(40)], 0.1, 4)).toEqual([0]);
    expect(eBenjaminiHochberg([Math.log(40)], 0.1, 5)).toEqual([]);
    expect(eBenjaminiHochberg([], 0.1)).toEqual([]);
  });

  it('takes evidence that is no evidence, or more than a number can hold', () => {
    expect(eBenjaminiHochberg([Number.NEGATIVE_INFINITY, 1e5, Number.POSITIVE_INFINITY], 0.01)).toEqual([1, 2]);
  });
});

describe('the evidence that a slice changes more often', () => {
  const ratios = [1.25, 1.5, 2, 3, 5, 10, 30, 100];

  it('is the mean of the winnings of bets, as a loop over records pays them out', () => {
    const [rate, hits, drawn] = [0.2, 7, 12];
    const winnings = ratios.map((ratio) => {
      const bet = (ratio * 0.25) / (1 + ratio * 0.25);
      const lambda = (bet - rate) / (rate * (1 - rate));
      let wealth = 1;
      for (let i = 0; i < drawn; i += 1) wealth *= 1 + lambda * ((i < hits ? 1 : 0) - rate);
      return wealth;
    });
    const mean = winnings.reduce((sum, wealth) => sum + wealth, 0) / winnings.length;
    expect(logEProcess(hits, drawn, rate)).toBeCloseTo(Math.log(mean), 10);
  });

  it('is expected to be 1 where the slice changes as the whole does, and less where it is a draw without replacement', () => {
    const choose = (n: number, k: number): number => {
      let ways = 1;
      for (let i = 0; i < k; i += 1) ways = (ways * (n - i)) / (i + 1);
      return ways;
    };
    let [binomial, hypergeometric] = [0, 0];
    for (let k = 0; k <= 20; k += 1) {
      const e = Math.exp(logEProcess(k, 20, 0.3));
      binomial += choose(20, k) * 0.3 ** k * 0.7 ** (20 - k) * e;
      // 60 records of which 18 changed.
      if (k <= 18) hypergeometric += ((choose(18, k) * choose(42, 20 - k)) / choose(60, 20)) * e;
    }
    expect(binomial).toBeCloseTo(1, 10);
    expect(hypergeometric).toBeLessThan(1);
  });

  it('is nothing without records, and certain where nothing could have changed', () => {
    expect(logEProcess(0, 0, 0.5)).toBe(0);
    expect(logEProcess(5, 5, 1)).toBe(0);
    expect(logEProcess(0, 5, 0)).toBe(0);
    expect(logEProcess(1, 5, 0)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('hotspots', () => {
  it('say how much a slice exceeds what the rest would give, as computed by hand', () => {
    // DE: 100 of 400 changed. The others: 80 of 1600, a rate of 5 %. Excess: (100 − 400 × 0.05) / 180 = 4/9.
    const country = Array.from({ length: 2000 }, (_, index) => (index < 400 ? 'DE' : index % 2 === 0 ? 'FR' : 'IT'));
    const codes = country.map((_name, index) => (index < 400 ? Number(index < 100) : Number(index % 20 < 1)));
    const { hotspots, assessed, unassessed } = findHotspots(tableOf([field('/country', country)], codes));
    expect(hotspots).toHaveLength(1);
    const [hotspot] = hotspots;
    expect(hotspot).toMatchObject({
      conditions: [{ pointer: '/country', values: ['DE'] }],
      output: 'tier',
      records: 400,
      changed: 100,
      share: 0.25,
      rest: 0.05,
    });
    expect(hotspot?.excess).toBeCloseTo(4 / 9, 12);
    expect([assessed, unassessed]).toEqual([3, 0]);
  });

  it('are the country that changes five times as often, and no pair of conditions that says no more', () => {
    const { hotspots } = findHotspots(sales(1, 20_000, ({ country }) => (country === 'ES' ? 0.1 : 0.02)));
    expect(hotspots.map(conditions)).toEqual(['/country ES']);
  });

  it('are the pair of conditions where only both together matter', () => {
    const { hotspots } = findHotspots(
      sales(2, 20_000, ({ country, channel }) => (country === 'ES' && channel === 'web' ? 0.3 : 0.02)),
    );
    expect(hotspots.map(conditions)).toEqual(['/country ES & /channel web']);
  });

  it('name bins of numbers by their ends', () => {
    const { hotspots } = findHotspots(sales(3, 20_000, ({ amount }) => (amount >= 200 && amount < 500 ? 0.2 : 0.02)));
    expect(hotspots.map(conditions)).toEqual(['/amount 200..500']);
  });

  it('are one slice where two fields say the same', () => {
    const table = sales(4, 10_000, ({ country }) => (country === 'ES' ? 0.2 : 0.02));
    const [country] = table.fields;
    if (!country) throw new Error('there is no field');
    const twice = { ...table, fields: [...table.fields, { ...country, pointer: '/market' }] };
    expect(findHotspots(twice).hotspots.map(conditions)).toEqual(['/country ES']);
  });

  it('leave out slices of fewer than 200 records and say how many', () => {
    const country = Array.from({ length: 3000 }, (_, index) => (index < 199 ? 'MT' : index < 1500 ? 'FR' : 'IT'));
    const codes = country.map((name, index) => Number(name === 'MT' || index % 50 === 0));
    const found = findHotspots(tableOf([field('/country', country)], codes));
    expect(found).toMatchObject({ assessed: 2, unassessed: 1 });
    expect(found.hotspots.map(conditions)).not.toContain('/country MT');
  });

  it('are none where nothing changed, or everything', () => {
    expect(findHotspots(sales(5, 2000, () => 0)).hotspots).toEqual([]);
    expect(findHotspots(sales(5, 2000, () => 1)).hotspots).toEqual([]);
    expect(findHotspots(tableOf([], [0, 1])).hotspots).toEqual([]);
  });

  it('are none in at least 99 of 100 recordings where nothing is planted', () => {
    const found = Array.from({ length: 100 }, (_, seed) => findHotspots(sales(seed + 100, 5000, () => 0.05)).hotspots);
    expect(found.filter((hotspots) => hotspots.length > 0).length).toBeLessThanOrEqual(1);
  });
});
