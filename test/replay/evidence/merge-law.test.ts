/** Shards add up, in any order, to the same bytes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellKey, cellText, keyOfCell } from '../../../src/replay/evidence/cell.ts';
import { foldByHash } from '../../../src/replay/evidence/fold.ts';
import { HistogramSum } from '../../../src/replay/evidence/histogram.ts';
import { JointTable } from '../../../src/replay/evidence/joint-table.ts';
import { OutputSum } from '../../../src/replay/evidence/output.ts';
import { SegmentsSum } from '../../../src/replay/evidence/segments.ts';
import { runs } from '../../runs.ts';
import { adding, bytes, evidenceSpec, kinds, merge, outputSpec, partsOf, value } from './records.ts';

const weighting = { weighted: true, valued: true };
const weight = fc.constantFrom(1, 1, 2, 0.1, 1 / 3);

/** Deals items out to shards and shuffles the shards. */
function dealt<T>(items: fc.Arbitrary<T[]>): fc.Arbitrary<{ all: T[]; shards: T[][] }> {
  return items
    .chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.array(fc.nat({ max: 6 }), { minLength: all.length, maxLength: all.length }),
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 }),
      ),
    )
    .map(([all, places, order]) => ({
      all,
      shards: order.map((shard) => all.filter((_, index) => places[index] === shard)),
    }));
}

/** A fixed stream of whole numbers below 2^31 that looks random (Park and Miller 1988). */
function* stream(seed: number): Generator<number> {
  for (let x = seed; ; ) {
    x = (x * 48_271) % 2_147_483_647;
    yield x;
  }
}

function take(seed: number, count: number): number[] {
  return [...stream(seed).take(count)];
}

describe('the evidence of a pipeline', () => {
  it('is the same bytes for one shard and for any shards absorbed in any order', () => {
    fc.assert(
      fc.property(dealt(fc.array(adding, { maxLength: 60 })), ({ all, shards }) => {
        const whole = bytes(merge(evidenceSpec, [partsOf(evidenceSpec, all)]));
        expect(
          bytes(
            merge(
              evidenceSpec,
              shards.map((shard) => partsOf(evidenceSpec, shard)),
            ),
          ),
        ).toBe(whole);
      }),
      { numRuns: runs(300) },
    );
  });

  it('is the same bytes where sums of shards are absorbed by further sums', () => {
    fc.assert(
      fc.property(dealt(fc.array(adding, { maxLength: 40 })), ({ all, shards }) => {
        const parts = shards.map((shard) => partsOf(evidenceSpec, shard));
        const halves = [parts.slice(0, 3), parts.slice(3)].map((half) => merge(evidenceSpec, half).export());
        expect(bytes(merge(evidenceSpec, halves))).toBe(bytes(merge(evidenceSpec, [partsOf(evidenceSpec, all)])));
      }),
      { numRuns: runs(100) },
    );
  });

  it('counts every replayed record once in every table, and what no table of segments shows under "other"', () => {
    fc.assert(
      fc.property(fc.array(adding, { maxLength: 60 }), (all) => {
        const { replayed, outcomes, outputs, segments } = merge(evidenceSpec, [partsOf(evidenceSpec, all)]).finish([]);
        const records = (rows: readonly { records: number }[]): number =>
          rows.reduce((sum, row) => sum + row.records, 0);
        expect(records(outcomes)).toBe(replayed);
        for (const output of [...outputs, ...segments.flatMap((segment) => segment.outputs)]) {
          expect(records(output.table)).toBe(output.total.records);
          expect(output.changed.records).toBeLessThanOrEqual(output.total.records);
        }
        for (const output of outputs) expect(output.total.records).toBe(replayed);
        for (const pointer of evidenceSpec.segments) {
          const slices = segments.filter((segment) => segment.pointer === pointer);
          expect(slices.reduce((sum, { total }) => sum + total.records, 0)).toBe(replayed);
        }
      }),
      { numRuns: runs(200) },
    );
  });
});

describe('a joint table', () => {
  const pair = fc.tuple(value, value, weight, fc.double({ min: 0, max: 100, noNaN: true }));

  it.each([3, 10, Number.POSITIVE_INFINITY])('is the same for any shards where it folds above %d pairs', (cap) => {
    const tableOf = (pairs: readonly (readonly [unknown, unknown, number, number])[]): JointTable => {
      const table = new JointTable(weighting, cap, foldByHash);
      for (const [base, head, w, v] of pairs) table.add(cellKey(base), cellKey(head), w, v);
      return table;
    };
    fc.assert(
      fc.property(dealt(fc.array(pair, { maxLength: 40 })), ({ all, shards }) => {
        const merged = tableOf([]);
        for (const shard of shards) merged.absorb(structuredClone(tableOf(shard).export()));
        const whole = tableOf(all);
        expect(merged.folded).toBe(whole.folded);
        expect(JSON.stringify(merged.finish())).toBe(JSON.stringify(whole.finish()));
      }),
      { numRuns: runs(200) },
    );
  });

  it('tells values apart that read alike', () => {
    const alike = [
      '1',
      1,
      'rejected',
      '\u0000rejected',
      '{"a":1}',
      { a: 1 },
      '\u0000{"a":1}',
      '[1]',
      [1],
      'NaN',
      Number.NaN,
    ];
    const table = new JointTable(weighting, 100, foldByHash);
    for (const one of alike) table.add(cellKey(one), cellKey('same'), 1, 0);
    const again = new JointTable(weighting, 100, foldByHash);
    again.absorb(table.export());
    for (const { base, records } of again.finish()) expect([base, records]).toEqual([base, 1]);
    expect(again.finish().map(({ base }) => base)).toEqual(
      [
        '"1"',
        '1',
        '"rejected"',
        '"\\u0000rejected"',
        '"{\\"a\\":1}"',
        '{"a":1}',
        '"\\u0000{\\"a\\":1}"',
        '"[1]"',
        '[1]',
      ]
        .concat('"NaN"', 'NaN')
        .toSorted(),
    );
  });

  it('tells apart what rules compute and JSON cannot hold, also deep inside, and whatever members are called', () => {
    const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
    const different = [
      [nan],
      [null],
      [infinity],
      [-infinity],
      ['NaN'],
      { a: [nan] },
      { a: [null] },
      JSON.parse('{"__proto__":1}'),
      JSON.parse('{"__proto__":2}'),
      {},
      { constructor: 1 },
      { toString: nan },
    ];
    const keys = different.map(cellKey);
    expect(new Set(keys).size).toBe(different.length);
    expect(keys.map(cellText).slice(0, 7)).toEqual([
      ...['[NaN]', '[null]', '[Infinity]', '[-Infinity]', '["NaN"]', '{"a":[NaN]}', '{"a":[null]}'],
    ]);
    expect(keys.map((key) => keyOfCell(cellText(key)))).toEqual(keys);
  });

  it('holds long texts by their beginning and a digest: they stay apart', () => {
    const texts = ['x', 'y'].map((end) => `${'a'.repeat(5000)}${end}`);
    const cells = [...texts, ...texts.map((text) => [text])].map((value) => cellText(cellKey(value)));
    // Digests by `sha256sum`.
    expect(cells).toEqual([
      JSON.stringify(`${'a'.repeat(200)}… b97d71c2def8c3f8`),
      JSON.stringify(`${'a'.repeat(200)}… 054718a22c52a867`),
      `["${'a'.repeat(198)}… 1d5f373a1375b84d`,
      `["${'a'.repeat(198)}… e54a184f161e1cf7`,
    ]);
    expect(cells.map((cell) => cellText(keyOfCell(cell)))).toEqual(cells);
  });

  it('takes values for one that JSON does not tell apart', () => {
    const table = new JointTable(weighting, 100, foldByHash);
    for (const zero of [0, -0]) table.add(cellKey(zero), cellKey({ a: 1, b: [zero] }), 1, 0);
    table.add(cellKey(0), cellKey({ b: [0], a: 1 }), 1, 0);
    expect(table.finish()).toEqual([{ base: '0', head: '{"a":1,"b":[0]}', records: 3, weight: 3, value: 0 }]);
  });
});

describe.each(kinds)('an output of the kind %s', (kind) => {
  it('is the same for any shards where there are more values than it keeps', () => {
    const cases = take(7, 1500).map((x) => {
      const base = kind === 'ranking' ? [`item ${x % 900}`, 'b'] : kind === 'text' ? `text ${x}` : (x % 900) / 900;
      return { base, head: x % 3 === 0 ? base : kind === 'probability' ? (x % 700) / 700 : `${x % 11}`, weight: 0.1 };
    });
    const sumOf = (some: typeof cases): OutputSum => {
      const sum = new OutputSum(outputSpec(kind, { thresholds: [0.5] }), weighting);
      for (const { base, head, weight } of some) sum.add(base, head, 1, weight, 0);
      return sum;
    };
    const whole = sumOf(cases).finish();
    for (const shards of [2, 3, 40]) {
      const merged = sumOf([]);
      for (let shard = shards - 1; shard >= 0; shard -= 1) {
        merged.absorb(structuredClone(sumOf(cases.filter((_, index) => index % shards === shard)).export()));
      }
      expect(JSON.stringify(merged.finish())).toBe(JSON.stringify(whole));
    }
    expect(whole.folded).toBe(kind === 'number' || kind === 'probability');
    expect(whole.table.reduce((sum, row) => sum + row.records, 0)).toBe(1500);
  });
});

describe('a histogram', () => {
  it('keeps 10,000 values by themselves and goes over to bins with one more, whatever the shards', () => {
    const histogramOf = (numbers: readonly number[]): HistogramSum => {
      const histogram = new HistogramSum(weighting);
      for (const x of numbers) histogram.add(x, 0.1);
      return histogram;
    };
    const small = [0, -0, 5e-324, -5e-324, 1e-320];
    const numbers = [...Array.from({ length: 9996 }, (_, index) => index + 1), ...small];
    expect(histogramOf(numbers).finish()).toMatchObject({ exact: true });
    expect(histogramOf(numbers).finish().bins).toHaveLength(10_000);

    const more = [...numbers, 0.5];
    const whole = histogramOf(more).finish();
    expect(whole.exact).toBe(false);
    expect(whole.bins.length).toBeLessThan(10_000);
    expect(whole.bins.reduce((sum, bin) => sum + bin.records, 0)).toBe(10_002);
    for (const order of [(a: number) => a, (a: number) => -a, (a: number) => Math.sin(a)]) {
      const shards = [0, 1, 2, 3].map((shard) =>
        more.filter((_, index) => index % 4 === shard).toSorted((a, b) => order(a) - order(b)),
      );
      const merged = histogramOf([]);
      for (const shard of shards) merged.absorb(histogramOf(shard).export());
      expect(JSON.stringify(merged.finish()) === JSON.stringify(whole)).toBe(true);
    }
  });
});

describe('segments', () => {
  const specs = [outputSpec('category')];
  function segmentsOf(values: readonly unknown[]): SegmentsSum {
    const segments = new SegmentsSum('/origin', specs, weighting);
    for (const one of values) {
      const segment = segments.at(one);
      segment.total.add(0.1, 1);
      for (const output of segment.outputs) output.add('a', one === 'JFK' ? 'b' : 'a', undefined, 0.1, 1);
    }
    return segments;
  }

  it('go to "other" with fewer than 10 records', () => {
    const found = segmentsOf([...Array(10).fill('JFK'), ...Array(9).fill('LAX'), ...Array(3).fill('other')]).finish();
    expect(found.map(({ value, total }) => [value, total.records])).toEqual([
      ['"JFK"', 10],
      ['other', 12],
    ]);
    expect(found[0]?.outputs[0]?.changed.records).toBe(10);
  });

  it('are shown largest first, at most 100 of them, and the others together', () => {
    const found = segmentsOf(Array.from({ length: 120 }, (_, index) => Array(10 + index).fill(index)).flat()).finish();
    expect(found.map(({ value }) => value)).toEqual([
      ...Array.from({ length: 100 }, (_, n) => String(119 - n)),
      'other',
    ]);
    // The 20 smallest: 10 + 11 + … + 29.
    expect(found.at(-1)?.total.records).toBe(390);
  });

  it('are none where a pointer has more than 10,000 values, whatever the shards', () => {
    const values = [...Array(20).fill('JFK'), ...Array.from({ length: 10_000 }, (_, index) => `id ${index}`)];
    const whole = segmentsOf(values).finish();
    expect(whole).toMatchObject([
      { value: 'other', total: { records: 10_020 }, outputs: [{ changed: { records: 20 } }] },
    ]);
    const merged = segmentsOf([]);
    for (const shard of [2, 0, 1]) {
      merged.absorb(segmentsOf(values.filter((_, index) => index % 3 === shard)).export());
    }
    expect(JSON.stringify(merged.finish())).toBe(JSON.stringify(whole));
    expect(segmentsOf(values.slice(0, -1)).finish()).toMatchObject([{ value: '"JFK"' }, { value: 'other' }]);
  });
});
