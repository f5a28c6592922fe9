/** What every statistic says where the textbook is silent. */
import { describe, expect, test } from 'vitest';
import { auc } from '../../src/impact/auc.ts';
import type { LabelEvidence } from '../../src/impact/evidence.ts';
import { kolmogorovSmirnov } from '../../src/impact/kolmogorov-smirnov.ts';
import { priorPosteriorRatioInterval } from '../../src/impact/prior-posterior-ratio-interval.ts';
import { recordsToCertify } from '../../src/impact/records-to-certify.ts';
import { measureOutput } from '../../src/measures/measure-output.ts';
import { categoryEvidence, fullReplay, histogram, numberEvidence, partOf, withSums } from './evidence-of.ts';

function times<T>(count: number, value: T): T[] {
  return Array.from({ length: count }, () => value);
}

describe('edge cases', () => {
  test('no records: the value is null, the interval everything, the reason "no data"', () => {
    const { changed, 'share.a': share } = measureOutput(categoryEvidence([]), {
      ...fullReplay,
      aims: new Map([['share.a', { alpha: 0.01, share: 0.01 }]]),
    });
    expect(changed).toMatchObject({ value: null, low: 0, high: 1, interval: 'none', reason: 'no data' });
    expect(share).toMatchObject({ value: null, low: -1, high: 1, reason: 'no data' });
  });

  test('fewer than 500 records carry no asymptotic interval', () => {
    const few = measureOutput(numberEvidence(times(499, [1, 2] as const)), partOf(10_000));
    const enough = measureOutput(numberEvidence(times(500, [1, 2] as const)), partOf(10_000));
    expect(few.mean).toMatchObject({ value: 1, low: null, high: null, interval: 'none' });
    expect(enough.mean).toMatchObject({ value: 1, interval: 'asymptotic' });
  });

  test('no changes in a part of the recording leave an upper bound above 0', () => {
    const { changed } = measureOutput(categoryEvidence([['"a"', '"a"', 1]]), partOf(10_000));
    expect(changed?.low).toBe(0);
    expect(changed?.high).toBeGreaterThan(0.5);
  });

  test('only changes in a part of the recording leave a lower bound below 1', () => {
    const { changed } = measureOutput(categoryEvidence([['"a"', '"b"', 300]]), partOf(10_000));
    expect(changed?.high).toBe(1);
    expect(changed?.low).toBeGreaterThan(0.4);
    expect(changed?.low).toBeLessThan(1);
  });

  test('zero changes certify as many records as the closed form says', () => {
    expect(recordsToCertify(0.001, 0.95)).toBe(2995);
    expect(recordsToCertify(0.01, 0.99)).toBe(459);
    expect(recordsToCertify(0, 0.99)).toBe(459);
    expect(recordsToCertify(0.02, 0.99)).toBe(228);
  });

  test('a constant that stays the same is at distance 0 in every measure', () => {
    const measures = measureOutput(numberEvidence(times(50, [7, 7] as const)), fullReplay);
    for (const [name, measure] of Object.entries(measures)) expect([name, measure.value]).toEqual([name, 0]);
  });

  test('a constant that becomes another is seen by changed, and a mean of 0 gives no ratio', () => {
    const measures = measureOutput(numberEvidence(times(50, [0, 3] as const)), fullReplay);
    expect(measures.changed?.value).toBe(1);
    expect(measures.wasserstein?.value).toBe(3);
    expect(measures.mean_ratio).toMatchObject({ value: null, reason: expect.stringContaining('zero scale') });
  });

  test('a constant 0 that stays 0 has the ratio 0', () => {
    expect(measureOutput(numberEvidence(times(50, [0, 0] as const)), fullReplay).mean_ratio?.value).toBe(0);
  });

  test('heavy ties are passed as one block', () => {
    const base = [{ x: 1, weight: 5 }];
    const head = [
      { x: 1, weight: 2 },
      { x: 1, weight: 2 },
      { x: 2, weight: 1 },
    ];
    expect(kolmogorovSmirnov(base, head)).toBeCloseTo(0.2, 12);
    expect(kolmogorovSmirnov(head, base)).toBeCloseTo(0.2, 12);
  });

  test('what is no number is a bin of its own and no part of the mean', () => {
    const pairs = [...times(90, [10, 10] as const), ...times(10, [10, 'missing'] as const)];
    const measures = measureOutput(numberEvidence(pairs), fullReplay);
    expect(measures.mean?.value).toBe(0);
    expect(measures.changed?.value).toBe(0.1);
    // Two bins, Jeffreys: base 100.5/101 and 0.5/101, head 90.5/101 and 10.5/101.
    const [p, q, r, s] = [100.5 / 101, 0.5 / 101, 90.5 / 101, 10.5 / 101];
    expect(measures.psi?.value).toBeCloseTo((r - p) * Math.log(r / p) + (s - q) * Math.log(s / q), 12);
  });

  test('missing on both sides is no change', () => {
    const measures = measureOutput(numberEvidence(times(20, ['missing', 'missing'] as const)), fullReplay);
    expect(measures.changed?.value).toBe(0);
    expect(measures.mean).toMatchObject({ value: null, reason: 'no record has a number on both sides' });
    expect(measures.p50).toMatchObject({ value: null, reason: 'a side has no number' });
  });

  test('infinities are categories of their own and stay out of the mean', () => {
    const pairs = [...times(9, [1, 2] as const), ['Infinity', 'Infinity'] as const];
    const measures = measureOutput(numberEvidence(pairs), fullReplay);
    expect(measures.mean?.value).toBe(1);
    expect(measures.wasserstein?.value).toBe(1);
  });

  test('a value that base never gave has a share and a finite stability', () => {
    const measures = measureOutput(
      categoryEvidence([
        ['"a"', '"a"', 900],
        ['"a"', '"new"', 100],
      ]),
      fullReplay,
    );
    expect(measures['share.new']).toMatchObject({ value: 0.1, records: 100 });
    expect(measures['share.a']?.value).toBe(-0.1);
    expect(measures.psi?.value).toBeGreaterThan(0);
    expect(Number.isFinite(measures.psi?.value)).toBe(true);
  });

  test('a value that a limit names and nobody shows has moved by 0', () => {
    const aims = new Map([['share.gone', { alpha: 0.01, share: 0.01 }]]);
    const measures = measureOutput(categoryEvidence([['"a"', '"a"', 10]]), { ...fullReplay, aims });
    expect(measures['share.gone']).toMatchObject({ value: 0, low: 0, high: 0 });
    const folded = measureOutput(categoryEvidence([['"a"', '"a"', 10]], { folded: true }), { ...fullReplay, aims });
    expect(folded['share.gone']?.value).toBeNull();
  });

  test('a limit on a text that reads as something else is on that text, quotes or none', () => {
    const aims = new Map(['share.1', 'share.rejected'].map((name) => [name, { alpha: 0.01, share: 0.01 }]));
    const evidence = categoryEvidence([
      ['"1"', '"rejected"', 1],
      ['"1"', '"1"', 9],
    ]);
    const measures = measureOutput(evidence, { ...fullReplay, aims });
    expect(measures['share.1']).toMatchObject({ value: -0.1, records: 1 });
    expect(measures['share.rejected']).toMatchObject({ value: 0.1, records: 1 });
  });

  test('a limit that could mean a text or what became of the record has no value, and says how to mean the text', () => {
    const aims = new Map(['share.rejected', 'share."rejected"'].map((name) => [name, { alpha: 0.01, share: 0.01 }]));
    const evidence = categoryEvidence([
      ['"ok"', '"rejected"', 1],
      ['"ok"', 'rejected', 2],
      ['"ok"', '"ok"', 7],
    ]);
    const measures = measureOutput(evidence, { ...fullReplay, aims });
    expect(measures['share.rejected']).toMatchObject({
      value: null,
      reason: '"rejected" is also a value of the output; quoted, the limit is on that',
    });
    expect(measures['share."rejected"']?.value).toBe(0.1);
  });

  test('precision and recall of a class called like a word are those of the class', () => {
    // Of 4 that are rejected base finds 4 and head 3; the schema's rejections are no answers.
    const rows = categoryEvidence([
      ['"rejected"', '"rejected"', 3],
      ['"rejected"', 'rejected', 1],
    ]).table.map((row) => ({ ...row, label: '"rejected"' }));
    const labels = { total: { records: 4, weight: 4, value: 0 }, table: rows };
    const aims = new Map(['recall.rejected', 'precision.rejected'].map((name) => [name, { alpha: 0.01, share: 0.01 }]));
    const measures = measureOutput(categoryEvidence([], { labels }), { ...fullReplay, aims });
    expect(measures['recall.rejected']?.value).toBe(-0.25);
    expect(measures['precision.rejected']?.value).toBe(0);
  });

  test('labels that no side ever answers have no accuracy, rather than one that never changes', () => {
    const rows = categoryEvidence([['"decline"', '"approve"', 10]]).table.map((row) => ({ ...row, label: '1' }));
    const labels = { total: { records: 10, weight: 10, value: 0 }, table: rows };
    const { accuracy } = measureOutput(categoryEvidence([['"decline"', '"approve"', 10]], { labels }), fullReplay);
    expect(accuracy).toMatchObject({ value: null, reason: 'no label is a value of the output' });
  });

  test('nor a recall; a class that is never answered beside others that are has one of 0', () => {
    const rows = categoryEvidence([['false', 'true', 10]]).table;
    const total = { records: 10, weight: 10, value: 0 };
    const recallOf = (rows: LabelEvidence['table'], name: string): unknown =>
      measureOutput(categoryEvidence([], { labels: { total, ...(rows && { table: rows }) } }), {
        ...fullReplay,
        aims: new Map([[name, { alpha: 0.01, share: 0.01 }]]),
      })[name];
    expect(
      recallOf(
        rows.map((row) => ({ ...row, label: '1' })),
        'recall.1',
      ),
    ).toMatchObject({
      value: null,
      reason: 'no label is a value of the output',
    });
    const beside = [...rows.map((row) => ({ ...row, label: '1' })), ...rows.map((row) => ({ ...row, label: 'true' }))];
    expect(recallOf(beside, 'recall.1')).toMatchObject({ value: 0 });
  });

  test('a single class has no area under the curve', () => {
    const one = histogram([0.2, 0.8]);
    const none = histogram([]);
    expect(auc([], [{ x: 1, weight: 1 }])).toBeNaN();
    const labels = {
      total: { records: 2, weight: 2, value: 0 },
      scores: { base: { positive: one, negative: none }, head: { positive: one, negative: none } },
    };
    const measures = measureOutput(
      numberEvidence(
        [
          [0.2, 0.2],
          [0.8, 0.8],
        ],
        { kind: 'probability', labels },
      ),
      fullReplay,
    );
    expect(measures.auc).toMatchObject({ value: null, reason: 'the labels have a single class' });
  });

  test('a quantile of a part of the recording has no interval, however few its records', () => {
    const { p99 } = measureOutput(numberEvidence(times(20, [1, 2] as const)), partOf(1000));
    expect(p99).toMatchObject({ value: 1, low: null, high: null, interval: 'none' });
  });

  test('rounding never makes a variance negative', () => {
    const big = 1e15 + 0.1;
    const { mean } = measureOutput(numberEvidence(times(600, [big, big] as const)), partOf(10_000));
    expect(mean).toMatchObject({ value: 0, low: 0, high: 0 });
  });

  test('a class that no record is has no precision: nobody who is called so could be right', () => {
    const rows = categoryEvidence([
      ['"a"', '"a"', 600],
      ['"b"', 'rejected', 400],
    ]).table.map((row) => ({ ...row, label: '"a"' }));
    const labels = { total: { records: 1000, weight: 1000, value: 0 }, table: rows };
    const names = ['precision.b', 'precision.rejected'];
    const aims = new Map(names.map((name) => [name, { alpha: 0.01, share: 0.01 }]));
    const measures = measureOutput(categoryEvidence([], { labels }), { ...fullReplay, aims });
    expect(names.map((name) => measures[name]?.value)).toEqual([null, null]);
    expect(measures['precision.b']?.reason).toBe('no label is b');
    expect(measures['precision.a']?.value).toBe(0);
  });

  test('sums that overflow give no value instead of Infinity', () => {
    const { mean } = measureOutput(
      numberEvidence([
        [-1e308, 1e308],
        [-1e308, 1e308],
      ]),
      fullReplay,
    );
    expect(mean).toMatchObject({ value: null, reason: 'too large to be computed' });
  });

  test('weighted records in a part of the recording have no valid interval', () => {
    const { changed } = measureOutput(categoryEvidence([['"a"', '"b"', 3]]), { ...partOf(100), weighted: true });
    expect(changed).toMatchObject({ value: 1, low: null, high: null, interval: 'none' });
  });

  test('empty texts on one side have no length ratio', () => {
    const grown = withSums('text', { distance: [1], length_base: [0], length_head: [5] });
    expect(measureOutput(grown, fullReplay).length_ratio?.value).toBeNull();
    const empty = withSums('text', { distance: [0], length_base: [0], length_head: [0] });
    expect(measureOutput(empty, fullReplay).length_ratio?.value).toBe(0);
  });

  test('the whole recording read is a point, nothing read is everything', () => {
    expect(priorPosteriorRatioInterval({ hits: 7, drawn: 100, population: 100 }, 0.01, { a: 1, b: 99 })).toEqual([
      7, 7,
    ]);
    expect(priorPosteriorRatioInterval({ hits: 0, drawn: 0, population: 100 }, 0.01, { a: 1, b: 99 })).toEqual([
      0, 100,
    ]);
  });
});
