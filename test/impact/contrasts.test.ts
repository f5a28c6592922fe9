/** Contrasts: rules whose conditions are known are read back from the records that they move. */
import { describe, expect, it } from 'vitest';
import { type Contrast, findContrasts } from '../../src/impact/contrasts.ts';
import { seededRandom } from '../random.ts';
import { field, tableOf } from './sliced.ts';

const tens = Array.from({ length: 200 }, (_, index) => index * 10);

interface Sale {
  readonly country: string;
  readonly amount: number;
}

function contrasts(code: (sale: Sale) => number, transitions?: readonly string[]): Contrast[] {
  const random = seededRandom(7);
  const all = Array.from({ length: 20_000 }, () => ({
    country: ['AT', 'BE', 'DE', 'ES', 'FR'][Math.floor(random() * 5)] ?? '',
    amount: random() * 2000,
  }));
  const table = tableOf(
    [
      field(
        '/country',
        all.map(({ country }) => country),
      ),
      field(
        '/amount',
        all.map(({ amount }) => amount),
        tens,
      ),
    ],
    all.map(code),
    transitions,
  );
  return findContrasts(table);
}

describe('a contrast', () => {
  it('is the range between the old threshold of a rule and the new one', () => {
    const [found, ...others] = contrasts(({ amount }) => Number(amount >= 800 && amount < 900));
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      output: 'tier',
      base: 'approve',
      head: 'review',
      conditions: [{ pointer: '/amount', low: 800, high: 900 }],
      covered: 1,
      precision: 1,
    });
  });

  it('leaves out an end beyond which there is nothing', () => {
    expect(contrasts(({ amount }) => Number(amount >= 900))[0]?.conditions).toEqual([{ pointer: '/amount', low: 900 }]);
    expect(contrasts(({ amount }) => Number(amount < 30))[0]?.conditions).toEqual([{ pointer: '/amount', high: 30 }]);
  });

  it('is the set of values that moved', () => {
    const [found] = contrasts(({ country }) => Number(country === 'DE' || country === 'AT'));
    expect(found).toMatchObject({
      conditions: [{ pointer: '/country', values: ['AT', 'DE'] }],
      covered: 1,
      precision: 1,
    });
  });

  it('has a second condition only where one explains clearly less', () => {
    const both = contrasts(({ country, amount }) => Number(country === 'DE' && amount >= 800 && amount < 900));
    expect(both[0]?.conditions).toEqual(
      expect.arrayContaining([
        { pointer: '/country', values: ['DE'] },
        { pointer: '/amount', low: 800, high: 900 },
      ]),
    );
    expect(both[0]).toMatchObject({ covered: 1, precision: 1 });
    const one = contrasts(({ country, amount }) => Number(amount >= 800 && amount < 900 && country !== 'none'));
    expect(one[0]?.conditions).toHaveLength(1);
  });

  it('leaves an end open beyond which the other condition leaves nothing', () => {
    // All of DE is below 1500, and of that what is above 1000 moves.
    const sales = Array.from({ length: 6000 }, (_, index) => ({
      country: index % 2 === 0 ? 'DE' : 'FR',
      amount: index % 2 === 0 ? (index * 7) % 1500 : (index * 7) % 2000,
    }));
    const table = tableOf(
      [
        field(
          '/country',
          sales.map(({ country }) => country),
        ),
        field(
          '/amount',
          sales.map(({ amount }) => amount),
          tens,
        ),
      ],
      sales.map(({ country, amount }) => Number(country === 'DE' && amount >= 1000)),
    );
    expect(findContrasts(table)[0]?.conditions).toEqual(
      expect.arrayContaining([
        { pointer: '/country', values: ['DE'] },
        { pointer: '/amount', low: 1000 },
      ]),
    );
  });

  it('weighs what is covered against what else is met, as computed by hand', () => {
    // a: 90 of 100 moved, b: 10 of 100, c: 0 of 100. F1 of {a}: 180/200; of {a, b}: 200/300.
    const values = ['a', 'b', 'c'].flatMap((name) => Array.from({ length: 100 }, () => name));
    const codes = values.map((name, index) =>
      Number(name === 'a' ? index % 100 < 90 : name === 'b' && index % 100 < 10),
    );
    expect(findContrasts(tableOf([field('/letter', values)], codes))).toEqual([
      {
        output: 'tier',
        base: 'approve',
        head: 'review',
        conditions: [{ pointer: '/letter', values: ['a'] }],
        records: 100,
        covered: 0.9,
        precision: 0.9,
      },
    ]);
  });

  it('is found for each transition by itself', () => {
    const found = contrasts(
      ({ amount }) => (amount >= 1800 ? 2 : Number(amount < 100)),
      ['approve → review', 'review → reject'],
    );
    expect(found.map(({ base, conditions }) => [base, conditions])).toEqual([
      ['approve', [{ pointer: '/amount', high: 100 }]],
      ['review', [{ pointer: '/amount', low: 1800 }]],
    ]);
  });

  it('is none where no field tells anything, where all records move, and where few do', () => {
    const random = seededRandom(3);
    expect(contrasts(() => Number(random() < 0.1))).toEqual([]);
    expect(contrasts(() => 1)).toEqual([]);
    let left = 9;
    expect(contrasts(({ country }) => (country === 'DE' && left-- > 0 ? 1 : 0))).toEqual([]);
  });

  it('joins a bin of fewer than ten records with those above it', () => {
    const amounts = Array.from({ length: 1000 }, (_, index) =>
      index < 3 ? 500 : index < 500 ? 510 + (index % 20) : 100,
    );
    const codes = amounts.map((amount) => Number(amount >= 500));
    const [found] = findContrasts(tableOf([field('/amount', amounts, [0, 500, 501, 510, 520])], codes));
    // Of the bin [500,501) there are three records.
    expect(found?.conditions).toEqual([{ pointer: '/amount', low: 500 }]);
    expect(found?.precision).toBe(1);
  });
});
