/** Whatever a step answers becomes bounded JSON or a failed record; limits by hand. */
import { describe, expect, it } from 'vitest';
import type { Document, Outcome, Stage } from '../../src/artifacts/engine.ts';
import { bounded } from '../../src/replay/stage.ts';
import { take } from '../../src/replay/take.ts';

const taken = (value: unknown, document: unknown = {}): unknown => {
  const outcome = take({ outcome: 'ok', value }, document);
  return outcome.outcome === 'ok' ? outcome.value : outcome.reason;
};

/** A value in so many lists. */
function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}

describe('a value', () => {
  it('of JSON, or with numbers that JSON has not, stays the very same', () => {
    for (const value of [
      null,
      1,
      'x',
      true,
      2n ** 60n,
      [2n ** 60n],
      Number.NaN,
      [Number.NEGATIVE_INFINITY],
      { a: [{}] },
    ])
      expect(taken(value)).toBe(value);
  });

  it('is null where it is no data, also inside', () => {
    expect(taken(undefined)).toBe(null);
    expect(taken({ a: undefined, b: [() => 1, Symbol('x')], c: new Date(0), d: new Map([[1, 2]]) })).toEqual({
      ...{ a: null, b: [null, null], c: null, d: null },
    });
  });

  it('keeps members of any name', () => {
    const value: unknown = JSON.parse('{"__proto__":{"a":1},"constructor":2,"toString":3,"params":4}');
    expect(taken(value)).toBe(value);
    const mended = taken(Object.assign(JSON.parse('{"__proto__":1}'), { constructor: undefined })) as object;
    expect(Object.entries(mended)).toEqual([
      ['__proto__', 1],
      ['constructor', null],
    ]);
  });

  it('may have a thousand levels and no more', () => {
    expect(taken(nested(1000))).toEqual(nested(1000));
    expect(taken(nested(1001))).toBe('the step gave a value nested more than 1000 levels deep');
  });

  it('that holds itself, or the same part again and again, is too much', () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(taken(cycle)).toBe('the step gave a value nested more than 1000 levels deep');
    let doubled: unknown = 1;
    for (let times = 0; times < 60; times += 1) doubled = [doubled, doubled];
    expect(taken(doubled)).toBe('the step gave a value of more than 1,000,000 parts');
  });

  it('may hold 16 million characters, names included', () => {
    const million = 'x'.repeat(1024 * 1024);
    const reason = 'the step gave more than 16 million characters of text';
    expect(taken(million.repeat(16))).toHaveLength(16 * 1024 * 1024);
    expect(taken(`${million.repeat(16)}x`)).toBe(reason);
    expect(taken([...new Array(17)].map(() => million))).toBe(reason);
    expect(typeof taken({ [million.repeat(17)]: 1 })).toBe('string');
  });

  it('that is too large for JSON as a whole number fails', () => {
    expect(taken([9007199254740993n])).toEqual([9007199254740993n]);
    expect(taken([10n ** 1000n])).toBe('the step gave a whole number of more than 1,000 digits');
    expect(taken(-(10n ** 1000n))).toBe('the step gave a whole number of more than 1,000 digits');
  });

  it('is not counted where it is what the document holds at the same place', () => {
    const document = { text: 'x'.repeat(17 * 1024 * 1024), list: [nested(999)] };
    expect(taken(document, document)).toBe(document);
    const written = { ...document, tier: 'short' };
    expect(taken(written, document)).toBe(written);
    expect(taken({ copy: document.text }, document)).toMatch(/16 million/);
  });
});

it('a reason is cut', () => {
  const outcome = take({ outcome: 'rejected', reason: `/${'x'.repeat(5000)} must be integer` }, {});
  expect(outcome).toEqual({ outcome: 'rejected', reason: `/${'x'.repeat(298)}…` });
});

describe('a stage that breaks', () => {
  const breaking = (document: Document): Outcome => {
    if (document === 2) throw new TypeError('2 is a secret');
    return { outcome: 'ok', value: document };
  };
  const failed = { outcome: 'failed', reason: 'the step broke with TypeError' };

  it.each<[string, Stage]>([
    ['at once', { run: (batch) => batch.map(breaking) }],
    ['later', { run: async (batch) => batch.map(breaking) }],
  ])('%s fails the document that broke it', async (_, stage) => {
    expect(await bounded(stage).run([1, 2, 3])).toEqual([fine(1), failed, fine(3)]);
  });

  it('by giving too few outcomes fails what has none', async () => {
    const lazy: Stage = { run: (batch) => batch.slice(1).map(() => fine(0)) };
    expect(await bounded(lazy).run([1, 2])).toEqual([
      fine(0),
      { outcome: 'failed', reason: 'the step gave no outcome' },
    ]);
  });
});

describe('a stage whose records take long to fail', () => {
  const burn = (outcome: Outcome): Stage => ({
    run(batch) {
      const { user } = process.threadCpuUsage();
      while (process.threadCpuUsage().user - user < 30_000);
      return batch.map(() => outcome);
    },
  });
  const run = async (stage: Stage, times: number): Promise<unknown[]> => {
    const outcomes: unknown[] = [];
    for (let time = 0; time < times; time += 1) outcomes.push(...(await stage.run([1])));
    return outcomes;
  };

  it('is given up once that took longer than it may', async () => {
    const failed: Outcome = { outcome: 'failed', reason: 'no' };
    const outcomes = await run(bounded(burn(failed), 50), 20);
    const givenUp = outcomes.findIndex((outcome) => outcome !== failed);
    expect(givenUp).toBeGreaterThan(0);
    expect(new Set(outcomes.slice(givenUp))).toEqual(
      new Set([{ outcome: 'failed', reason: 'the step took 5 s of processor time to fail; the rest was not tried' }]),
    );
  });

  it('may take as long as it takes where records fare well', async () => {
    expect(await run(bounded(burn(fine(1)), 50), 6)).toEqual(new Array(6).fill(fine(1)));
  });
});

function fine(value: unknown): Outcome {
  return { outcome: 'ok', value };
}
