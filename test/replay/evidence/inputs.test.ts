/** What is counted of inputs, against a count of the same records in one go, field by field. */
import { expect, test } from 'vitest';
import { type InputCounts, InputSum } from '../../../src/replay/evidence/inputs.ts';
import { seededRandom } from '../../random.ts';

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

function sumOf(all: readonly Row[]): InputSum {
  const sum = new InputSum({ skipped: ['/time'] });
  for (const { week, segment, amount, name } of all) sum.add(week, { time: 'now', by: { amount, name } }, segment);
  return sum;
}

function counted(all: readonly Row[]): InputCounts {
  return sumOf(all).finish();
}

/** As they come from several processes: as JSON, in any order. */
function together(parts: readonly InputSum[]): InputCounts {
  const sum = new InputSum({ skipped: [] });
  for (const part of parts) sum.absorb(JSON.parse(JSON.stringify(part.export())));
  return sum.finish();
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

test.each([50, 1100])('of parts adds up to that of all, in whatever order they come: %i names', (names) => {
  const all = rows(1, names);
  const parts = [all.slice(0, 1000), all.slice(1000, 1800), all.slice(1800)].map(sumOf);
  expect(together(parts)).toEqual(counted(all));
  expect(together(parts.toReversed())).toEqual(counted(all));
});

test('sums lose nothing, so that their order is none of their bytes', () => {
  const [big, small] = [new InputSum({ skipped: [] }), new InputSum({ skipped: [] })];
  for (const value of [1e16, 0.1, -1e16]) big.add(1, { value }, 'a');
  small.add(1, { value: 0.2 }, 'a');
  for (const parts of [
    [big, small],
    [small, big],
  ])
    expect(together(parts)[1]?.fields['/value']?.sums).toEqual({
      '': { count: 4, sum: 0.1 + 0.2 },
      '=a': { count: 4, sum: 0.1 + 0.2 },
    });
});

test('of too many fields and segments the first by name are counted, wherever they come from', () => {
  const names = Array.from({ length: 1000 }, (_, index) => `n${String((index * 37) % 1000).padStart(3, '0')}`);
  const parts = [names.slice(0, 700), names.slice(700)].map((some) => {
    const sum = new InputSum({ skipped: [] });
    for (const name of some) sum.add(1, { [name]: 'x', value: 2, n000: 'y' }, name);
    return sum;
  });
  for (const found of [together(parts), together(parts.toReversed())]) {
    const { records, fields } = found[1] ?? expect.fail('no week');
    expect(records).toBe(1000);
    expect(Object.keys(fields).toSorted()).toEqual(
      names
        .toSorted()
        .slice(0, 200)
        .map((name) => `/${name}`),
    );
    expect(fields['/n000']?.present).toBe(1000);
    expect(fields['/n199']?.present).toBe(1);
  }
  const sum = new InputSum({ skipped: [] });
  for (const name of names) sum.add(1, { value: 2 }, name);
  expect(Object.keys(sum.finish()[1]?.fields['/value']?.sums ?? {}).toSorted()).toEqual([
    '',
    ...names
      .toSorted()
      .slice(0, 300)
      .map((name) => `=${name}`),
  ]);
});

test('no name is one that objects have by themselves, and a text of 64 characters is too long', () => {
  const counter = new InputSum({ skipped: [] });
  counter.add(1, JSON.parse('{"__proto__":"__proto__","constructor":"toString"}'), '__proto__');
  counter.add(1, { long: 'x'.repeat(63) }, undefined);
  counter.add(1, { longer: 'x'.repeat(64) }, undefined);
  const { fields } = counter.finish()[1] ?? expect.fail('no week');
  expect(fields['/__proto__']?.values).toEqual({ '=__proto__': 1 });
  expect(fields['/constructor']?.values).toEqual({ '=toString': 1 });
  expect(fields['/long']?.values).toEqual({ [`=${'x'.repeat(63)}`]: 1 });
  expect(fields['/longer']).not.toHaveProperty('values');
});
