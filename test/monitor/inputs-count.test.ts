/** What is counted of inputs, against a count of the same records in one go, field by field. */
import { expect, test } from 'vitest';
import { absorb, InputCounter, type InputCounts } from '../../src/monitor/inputs/count.ts';
import { seededRandom } from '../random.ts';

interface Row {
  readonly week: number;
  readonly segment: string | undefined;
  readonly amount: number | string | null | undefined;
  readonly name: string;
}

function rows(seed: number, names: number): Row[] {
  const random = seededRandom(seed);
  const one = <T>(...all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  return Array.from({ length: 3000 }, () => ({
    week: one(10, 11, 12),
    segment: one('a', 'b', undefined),
    amount: one<Row['amount']>(1, 2.5, 'many', null, undefined),
    name: `name ${Math.floor(random() * names)}`,
  }));
}

function counted(all: readonly Row[]): InputCounts {
  const counter = new InputCounter(new Set(['/time']));
  for (const { week, segment, amount, name } of all) counter.add(week, { time: 'now', by: { amount, name } }, segment);
  return counter.counts();
}

const tally = (texts: readonly string[]) =>
  Object.fromEntries([...Map.groupBy(texts, (one) => one)].map(([text, own]) => [text, own.length]));

test.each([5, 900, 1100])('of %i names, types, values and sums by week and segment', (names) => {
  const all = rows(names, names);
  const found = counted(all);
  for (const [week, own] of Map.groupBy(all, (row) => row.week)) {
    const amounts = own.flatMap(({ amount }) => amount ?? []);
    const numbers = own.filter(({ amount }) => typeof amount === 'number');
    const sums = Object.fromEntries(
      [
        ['', numbers] as const,
        ...['a', 'b'].map((name) => [`=${name}`, numbers.filter(({ segment }) => segment === name)] as const),
      ].map(([key, some]) => [
        key,
        { count: some.length, sum: some.reduce((sum, { amount }) => sum + Number(amount), 0) },
      ]),
    );
    const values = tally(own.map(({ name }) => `=${name}`));
    expect(found[week]).toEqual({
      records: own.length,
      fields: {
        '/by': { present: own.length, types: { object: own.length }, values: {}, sums: {} },
        '/by/amount': {
          present: amounts.length,
          types: tally(amounts.map((amount) => typeof amount)),
          values: tally(amounts.flatMap((amount) => (typeof amount === 'string' ? `=${amount}` : []))),
          sums,
        },
        '/by/name': {
          present: own.length,
          types: { string: own.length },
          // A thousand different ones are too many to say that another is new.
          ...(Object.keys(values).length <= 1000 && { values }),
          sums: {},
        },
      },
    });
  }
});

test('of two files adds up to that of both', () => {
  const all = rows(1, 50);
  const sum: InputCounts = {};
  for (const part of [all.slice(0, 1000), all.slice(1000)]) absorb(sum, counted(part));
  expect(sum).toEqual(counted(all));
});

test('no name is one that objects have by themselves, and a text of 64 characters is too long', () => {
  const counter = new InputCounter(new Set());
  counter.add(1, JSON.parse('{"__proto__":"__proto__","constructor":"toString"}'), '__proto__');
  counter.add(1, { long: 'x'.repeat(63) }, undefined);
  counter.add(1, { longer: 'x'.repeat(64) }, undefined);
  const { fields } = counter.counts()[1] ?? expect.fail('no week');
  expect(fields['/__proto__']?.values).toEqual({ '=__proto__': 1 });
  expect(fields['/constructor']?.values).toEqual({ '=toString': 1 });
  expect(fields['/long']?.values).toEqual({ [`=${'x'.repeat(63)}`]: 1 });
  expect(fields['/longer']).not.toHaveProperty('values');
});
