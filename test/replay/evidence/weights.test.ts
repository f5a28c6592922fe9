/** Weights are proportions: whether they add up to the requests, to the records or to one must make no difference. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Evidence, OutputKind } from '../../../src/impact/evidence.ts';
import type { Measured } from '../../../src/impact/measured.ts';
import { type Aim, samplingOf } from '../../../src/impact/sampling.ts';
import { measureOutput } from '../../../src/measures/measure-output.ts';
import { measurePipeline } from '../../../src/measures/measure-pipeline.ts';
import { type EvidenceSpec, PipelineSum, type Replayed } from '../../../src/replay/evidence/pipeline.ts';
import { runs } from '../../runs.ts';
import { evidenceSpec, outputSpec, replayed } from './records.ts';

const otherwise: Aim = { alpha: 0.01, share: 0.01 };

function evidenceOf(records: readonly Replayed[], spec: EvidenceSpec, factor = 1): Evidence {
  const sum = new PipelineSum(spec);
  for (const record of records) {
    sum.count(1, 1);
    sum.addReplayed({ ...record, weight: record.weight * factor });
  }
  return sum.finish([]);
}

/** Every measure of every output, of the whole and of each segment. */
function measuresOf(evidence: Evidence): Map<string, Measured> {
  const sampling = samplingOf(evidence, new Map(), otherwise);
  const parts = [
    ['', evidence.outputs] as const,
    ...evidence.segments.map(({ pointer, value, outputs }) => [`${pointer}=${value} `, outputs] as const),
  ];
  return new Map([
    ...Object.entries(measurePipeline(evidence, sampling)),
    ...parts.flatMap(([prefix, outputs]) =>
      outputs.flatMap((output) =>
        Object.entries(measureOutput(output, sampling)).map(
          ([name, measured]) => [`${prefix}${output.name}.${name}`, measured] as const,
        ),
      ),
    ),
  ]);
}

/** Records with outputs of one kind, all of the same weight. */
function alike(
  kind: OutputKind,
  pairs: readonly (readonly [unknown, unknown])[],
  weight: number,
): Map<string, Measured> {
  const spec: EvidenceSpec = {
    weighting: { weighted: weight !== 1, valued: false },
    outputs: [outputSpec(kind, { labelled: false, thresholds: [0.5] })],
    segments: [],
  };
  const records = pairs.map(([base, head]): Replayed => {
    const values = { baseValues: [base], headValues: [head] };
    const rest = { segments: [], label: undefined, value: undefined, time: undefined };
    return { base: 'ok', head: 'ok', ...values, ...rest, weight };
  });
  return measuresOf(evidenceOf(records, spec));
}

/** `scale`: the largest numbers, of whose last bits a difference of small ones may be made. */
function near(a: number | null | undefined, b: number | null | undefined, scale: number): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b;
  return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b)) + 1e-12 * scale;
}

function largestOf(records: readonly Replayed[]): number {
  const numbers = records.flatMap(({ baseValues, headValues }) => [...baseValues, ...headValues]);
  return Math.max(1, ...numbers.flatMap((x) => (typeof x === 'number' && Number.isFinite(x) ? Math.abs(x) : [])));
}

test('no measure of any kind changes with a common factor of all weights', () => {
  fc.assert(
    fc.property(
      fc.array(replayed, { minLength: 1, maxLength: 60 }),
      fc.constantFrom(1e-3, 1 / 3, 7, 1e6, 2 ** -30),
      (records, factor) => {
        const before = measuresOf(evidenceOf(records, evidenceSpec));
        const after = measuresOf(evidenceOf(records, evidenceSpec, factor));
        expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
        for (const [name, measured] of before) {
          const other = after.get(name);
          const scale = measured.unit === 'number' ? largestOf(records) : 0;
          const same = (['value', 'low', 'high'] as const).every((part) => near(measured[part], other?.[part], scale));
          expect(same || [name, measured, other]).toBe(true);
          expect([name, other?.records, other?.interval]).toEqual([name, measured.records, measured.interval]);
        }
      },
    ),
    { numRuns: runs(300) },
  );
});

describe('a thousand records that weigh a thousandth each', () => {
  const numbers = Array.from({ length: 1000 }, (_, x) => [x, x < 500 ? x : x + 100] as const);

  // numpy 2.4.6: numpy.quantile(x, q) of both sides, and Σ (q − p) ln(q / p) over ten bins of 100, ½ added to each.
  it('have the quantiles and the psi of a thousand that weigh one', () => {
    const measures = alike('number', numbers, 0.001);
    expect(measures.get('number.p50')?.value).toBeCloseTo(50, 9);
    expect(measures.get('number.p95')?.value).toBeCloseTo(100, 9);
    expect(measures.get('number.psi')?.value).toBeCloseTo(0.5964140723688, 9);
  });

  // By hand: p = (500.5, 500.5) / 1001 and q = (900.5, 100.5) / 1001.
  it('are smoothed by half a record, not by half of all of them', () => {
    const words = Array.from({ length: 1000 }, (_, x) => [x < 500 ? 'a' : 'b', x < 900 ? 'a' : 'b'] as const);
    expect(alike('category', words, 0.001).get('category.psi')?.value).toBeCloseTo(0.87624073411264, 10);
  });

  it('count as a thousand where a limit is in records', () => {
    const lists = numbers.map(([x]) => [[x, 'a'], x < 250 ? ['a', x] : [x, 'a']] as const);
    expect(alike('ranking', lists, 0.001).get('ranking.top1')).toMatchObject({ value: 0.25, records: 250 });
  });
});

test('records of unequal weight say as much as (Σ w)² / Σ w² of equal weight', () => {
  const records = [1, 2, 3, 4].map(
    (weight): Replayed => ({
      ...{ base: 'ok', head: 'ok', baseValues: [], headValues: [], segments: [], label: undefined },
      ...{ weight, value: undefined, time: undefined },
    }),
  );
  const spec: EvidenceSpec = { weighting: { weighted: true, valued: false }, outputs: [], segments: [] };

  expect(evidenceOf(records, spec).effective).toBeCloseTo(100 / 30, 12);
  expect(evidenceOf(records.slice(0, 1), spec).effective).toBe(1);
});
