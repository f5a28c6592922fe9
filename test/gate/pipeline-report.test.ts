/** The report of a pipeline: what is listed, in which order, under which names. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { PipelineConfig } from '../../src/config/config.ts';
import { judgePipeline } from '../../src/gate/judge-pipeline.ts';
import { toPipelineReport } from '../../src/gate/pipeline-report.ts';
import type { Evidence, SegmentEvidence } from '../../src/impact/evidence.ts';
import type { PipelineReport } from '../../src/report/report.generated.ts';
import { categoryEvidence, numberEvidence, type Pair, pipelineEvidence, tally } from '../impact/evidence-of.ts';
import { pipelineOf } from './pipeline-of.ts';

const schema = JSON.parse(readFileSync(new URL('../../schemas/report.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ strict: false }).compile(schema);

function reportOf(evidence: Evidence, pipeline: PipelineConfig = pipelineOf({ 'tier.changed': '1%' })): PipelineReport {
  const judgement = judgePipeline(evidence, pipeline, { confidence: 0.99 });
  const report = toPipelineReport(evidence, pipeline, judgement, { edits: [0], files: 1 });
  const whole = { version: 1, base: 'a', head: 'b', verdict: report.verdict, edits: [], pipelines: [report] };
  validate(JSON.parse(JSON.stringify(whole)));
  expect(validate.errors).toBeNull();
  return report;
}

function times(count: number, pair: readonly [number, number]): (readonly [number, number])[] {
  return Array.from({ length: count }, () => pair);
}

function segment(value: string, pairs: readonly Pair[]): SegmentEvidence {
  const output = categoryEvidence(pairs);
  return { pointer: '/origin', value, total: output.total, outputs: [output] };
}

describe('the report of a pipeline', () => {
  test('lists changes only, most records first, as people write the values', () => {
    const output = categoryEvidence([
      ['"none"', '"none"', 900],
      ['"none"', '"short"', 40],
      ['"short"', 'rejected', 50],
      ['"rejected"', '"250"', 10],
    ]);
    expect(reportOf(pipelineEvidence([output])).outputs[0]?.transitions).toEqual([
      { base: 'short', head: 'rejected', records: 50, weight: 50 },
      { base: 'none', head: 'short', records: 40, weight: 40 },
      { base: '"rejected"', head: '"250"', records: 10, weight: 10 },
    ]);
  });

  test('lists at most 50 transitions and counts the rest', () => {
    // 8 × 8 values without those that stay: 56 kinds of change.
    const pairs = Array.from({ length: 64 }, (_, i): Pair => [`"a${i >> 3}"`, `"a${i & 7}"`, i + 10]);
    const output = reportOf(pipelineEvidence([categoryEvidence(pairs)])).outputs[0];
    expect(output?.transitions).toHaveLength(50);
    expect(output?.transitionsLeftOut).toBe(6);
  });

  test('keeps numbers within tolerance out of the transitions', () => {
    const evidence = pipelineEvidence([numberEvidence([...times(10, [1, 1.001]), ...times(10, [1, 2])])]);
    const outputs = [{ name: 'amount', at: '/amount', kind: 'number', tolerance: 0.01 }] as const;
    const { outputs: reported } = reportOf(evidence, pipelineOf({ 'amount.changed': '1%' }, { outputs }));
    expect(reported[0]?.transitions).toEqual([{ base: '1', head: '2', records: 10, weight: 10 }]);
  });

  test('keeps a difference of exactly the tolerance out of the transitions, though 1.01 − 1 is a little more', () => {
    const evidence = pipelineEvidence([numberEvidence([...times(10, [1, 1.01]), ...times(10, [1, 2])])]);
    const outputs = [{ name: 'amount', at: '/amount', kind: 'number', tolerance: 0.01 }] as const;
    const { outputs: reported } = reportOf(evidence, pipelineOf({ 'amount.changed': '1%' }, { outputs }));
    expect(reported[0]?.transitions).toEqual([{ base: '1', head: '2', records: 10, weight: 10 }]);
  });

  test('counts the records with a number on both sides where others have one on one side only', () => {
    const pairs = [
      [1, 2],
      [1, 'missing'],
      ['missing', 3],
    ] as const;
    const paired = (some: typeof pairs | readonly [(typeof pairs)[0]]) =>
      reportOf(pipelineEvidence([numberEvidence(some)])).outputs[0]?.distribution.paired;
    expect(paired(pairs)).toBe(1);
    expect(paired([pairs[0]])).toBeUndefined();
  });

  test('gives the exact mean of numbers that lie in bins', () => {
    const bins = [{ low: 1, high: 2, records: 2, weight: 2 }];
    const histograms = { base: { exact: false, bins }, head: { exact: false, bins } };
    const output = numberEvidence(
      [
        [1.1, 1.7],
        [1.3, 1.9],
      ],
      { histograms },
    );
    const distribution = reportOf(pipelineEvidence([output])).outputs[0]?.distribution;
    expect(distribution?.base.mean).toBeCloseTo(1.2, 12);
    expect(distribution?.head.mean).toBeCloseTo(1.8, 12);
  });

  test('lists no transition between bins where every difference is within tolerance', () => {
    const output = numberEvidence([], { ...categoryEvidence([['[50,100)', '[100,200)', 7]]), changed: tally(0) });
    const [reported] = reportOf(pipelineEvidence([{ ...output, name: 'amount', kind: 'number' }])).outputs;
    expect(reported?.transitions).toEqual([]);
  });

  test('pictures few numbers one by one, many in at most 40 bins that are the same on both sides', () => {
    const few = reportOf(
      pipelineEvidence([numberEvidence([...times(10, [0, 250]), ...times(10, [0, 0]), ...times(10, [250, 400])])]),
    ).outputs[0]?.distribution;
    expect(few?.base.bins).toEqual([
      { low: 0, high: 0, weight: 20 },
      { low: 250, high: 250, weight: 10 },
      { low: 400, high: 400, weight: 0 },
    ]);
    const pairs = Array.from({ length: 5000 }, (_, i) => [i / 7, i === 0 ? 1e6 : i / 7 + 3] as const);
    const many = reportOf(pipelineEvidence([numberEvidence(pairs)])).outputs[0]?.distribution;
    const bins = many?.head.bins ?? [];
    expect(bins.length).toBeLessThanOrEqual(40);
    expect(bins.map(({ low, high }) => [low, high])).toEqual(many?.base.bins?.map(({ low, high }) => [low, high]));
    expect(bins.reduce((sum, bin) => sum + bin.weight, 0)).toBe(5000);
    bins.slice(1).forEach((bin, i) => void expect(bin.low).toBe(bins[i]?.high));
    expect(bins.at(-1)?.high).toBeGreaterThan(1e6);
    // Neither end is named, since one record has it.
    expect(many?.base).toMatchObject({ min: null, max: null, usable: 5000 });
    expect(many?.base.p50).toBeCloseTo(2499.5 / 7, 9);
  });

  test('counts what is no number beside the bins', () => {
    const { distribution } = reportOf(pipelineEvidence([numberEvidence([[1, 'rejected'], ...times(10, [1, 1])])]))
      .outputs[0]!;
    expect(distribution.head.counts).toEqual({ rejected: 1 });
    expect(distribution.base.counts).toBeUndefined();
  });

  test('has no mean where the numbers are too large for one, and bins all the same', () => {
    const ends = [Number.MAX_VALUE, -Number.MAX_VALUE, 1e308];
    const pairs = Array.from({ length: 300 }, (_, i) => [(ends[i % 3] ?? 0) * (1 - i / 1e3), 1e308] as const);
    const { distribution } = reportOf(pipelineEvidence([numberEvidence(pairs)]), pipelineOf({ 'amount.changed': '1%' }))
      .outputs[0] ?? { distribution: undefined };
    const numbers = [distribution?.base, distribution?.head].flatMap((side) => [
      ...[side?.mean, side?.p50, side?.p95, side?.p99, side?.min, side?.max],
      ...(side?.bins ?? []).flatMap(({ low, high, weight }) => [low, high, weight]),
    ]);
    expect(numbers.length).toBeGreaterThan(20);
    expect(numbers.filter((x) => typeof x === 'number' && !Number.isFinite(x))).toEqual([]);
    expect(distribution?.head.mean).toBe(1e308);
  });

  test('puts the segments where most changes first, the larger first among equals', () => {
    const evidence = pipelineEvidence(
      [
        categoryEvidence([
          ['"a"', '"a"', 100],
          ['"a"', '"b"', 10],
        ]),
      ],
      {
        segments: [
          segment('"ABQ"', [['"a"', '"a"', 20]]),
          segment('"JFK"', [['"a"', '"a"', 60]]),
          segment('"LAX"', [
            ['"a"', '"a"', 20],
            ['"a"', '"b"', 10],
          ]),
        ],
      },
    );
    const { segments } = reportOf(evidence);
    expect(segments.map(({ value }) => value)).toEqual(['LAX', 'JFK', 'ABQ']);
    expect(segments[0]?.outputs[0]?.measures.changed).toMatchObject({ value: 1 / 3, records: 10, interval: 'exact' });
    expect(segments[0]?.outputs[0]?.measures.changed?.verdict).toBeUndefined();
    expect(segments[0]?.outputs[0]?.measures['share.b']).toBeUndefined();
  });

  test('has the pictures of a segment beside its measures', () => {
    const evidence = pipelineEvidence([categoryEvidence([['"a"', '"b"', 100]])], {
      segments: [
        segment('"JFK"', [
          ['"a"', '"a"', 40],
          ['"a"', '"b"', 20],
        ]),
      ],
    });
    expect(reportOf(evidence).segments[0]?.outputs[0]).toMatchObject({
      transitions: [{ base: 'a', head: 'b', records: 20 }],
      distribution: { base: { counts: { a: 60 } }, head: { counts: { a: 40, b: 20 } } },
    });
  });

  test('gives segments of a partial replay no interval', () => {
    const evidence = pipelineEvidence([categoryEvidence([['"a"', '"a"', 100]])], {
      recorded: 1000,
      segments: [segment('"JFK"', [['"a"', '"a"', 60]])],
    });
    expect(reportOf(evidence).segments[0]?.outputs[0]?.measures.changed).toMatchObject({ value: 0, interval: 'none' });
  });

  test('shows stakes only where records have one', () => {
    const output = categoryEvidence([['"a"', '"b"', 10]], { total: tally(10, 10, 500), changed: tally(10, 10, 500) });
    expect(reportOf(pipelineEvidence([output])).outputs[0]?.value).toBeUndefined();
    const valued = reportOf(pipelineEvidence([output], { valued: true })).outputs[0];
    expect(valued?.value).toEqual({ total: 500, changed: 500 });
    expect(valued?.transitions[0]?.value).toBe(0);
  });
});
