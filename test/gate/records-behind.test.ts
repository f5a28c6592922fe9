/** A limit is certified by the records that its measure is made of, as far as their own weights are equal. */
import { expect, test } from 'vitest';
import { judgePipeline } from '../../src/gate/judge-pipeline.ts';
import { recordsBehind } from '../../src/gate/records-behind.ts';
import type { Evidence } from '../../src/impact/evidence.ts';
import { samplingOf } from '../../src/impact/sampling.ts';
import { measureOutput } from '../../src/measures/measure-output.ts';
import { type EvidenceSpec, PipelineSum, type Replayed } from '../../src/replay/evidence/pipeline.ts';
import { otherwise } from '../impact/evidence-of.ts';
import { outputSpec } from '../replay/evidence/records.ts';
import { pipelineOf } from './pipeline-of.ts';

const week: EvidenceSpec = {
  weighting: { weighted: true, valued: false },
  outputs: [outputSpec('category'), outputSpec('number'), outputSpec('probability')],
  segments: ['/route'],
};
const spec: EvidenceSpec = { ...week, weeks: { evidence: week } };
const outputs = week.outputs.map(({ name, kind }) => ({ name, kind, at: `/${name}`, tolerance: 0 }));

/** So many records of this weight: what is left out is a record without label and numbers. */
type Some = readonly [
  times: number,
  weight: number,
  more?: { label?: unknown; values?: readonly unknown[]; route?: string },
];

function evidenceOf(records: readonly Some[]): Evidence {
  const [sum, inWeek] = [new PipelineSum(spec), new PipelineSum(week)];
  for (const [times, weight, { label, values = ['yes', undefined, undefined], route = 'A' } = {}] of records) {
    const both = { base: 'ok', head: 'ok', baseValues: values, headValues: values } as const;
    const record: Replayed = { ...both, segments: [route], label, weight, value: undefined, time: undefined };
    for (const one of [sum, inWeek]) {
      one.count(times, times);
      one.addReplayed(record, times);
    }
  }
  sum.week(1)?.absorb(structuredClone(inWeek.export()));
  return sum.finish([]);
}

function behind(evidence: Evidence, limit: string) {
  const [own] = pipelineOf({ [limit]: '1%' }, { outputs }).limits;
  return own && recordsBehind(own, evidence);
}

// By hand, (Σ w)² / Σ w²: nine of weight 1 beside one of 3 are 12² / 18 = 8, three beside one 6² / 12 = 3.
const few: readonly Some[] = [
  [6, 1, { label: 'no' }],
  [3, 1, { label: 'yes' }],
  [1, 3, { label: 'yes' }],
  [90, 1],
];

test.each([
  ['category.accuracy', { records: 10, effective: 8 }],
  ['category.precision.yes', { records: 10, effective: 8 }],
  ['category.recall.yes', { records: 4, effective: 3 }],
  ['category.recall.no', { records: 6, effective: 6 }],
  // 102² / 108 = 96.33.
  ['category.changed', { records: 100, effective: 96 }],
  ['failed', { records: 100, effective: 96 }],
  ['unreplayable', { records: 100, effective: 100 }],
])('%s counts its own records', (limit, expected) => {
  const evidence = evidenceOf(few);
  expect(behind(evidence, limit)).toEqual(expected);
  expect(evidence.weeks?.map(({ evidence }) => behind(evidence, limit))).toEqual([expected]);
});

test.each(['number.mean', 'number.p50', 'number.wasserstein', 'probability.brier', 'probability.auc'])(
  '%s counts the records that have a number, and a label where it needs one',
  (limit) => {
    const evidence = evidenceOf([
      [9, 1, { values: ['yes', 7, 0.5], label: 1 }],
      [1, 3, { values: ['yes', 8, 0.25], label: 0 }],
      [90, 1, { values: ['yes', undefined, undefined], label: 1 }],
    ]);
    expect(behind(evidence, limit)).toEqual({ records: 10, effective: 8 });
  },
);

test('a few labelled records of unequal weight certify nothing, however many others weigh the same', () => {
  const evidence = evidenceOf([
    [100_000, 10],
    [499, 1, { label: 'yes' }],
    [1, 499, { label: 'yes' }],
  ]);
  const { verdict, reasons } = judgePipeline(evidence, pipelineOf({ 'category.accuracy': '1%' }, { outputs }), {
    confidence: 0.99,
  });

  expect(verdict).toBe('inconclusive');
  // 998² / (499 + 499²) = 3.992.
  expect(reasons[0]).toContain(
    '500 records with a label of unequal weight say no more than 3, which do not certify this limit',
  );
});

/** So many records that base answers in one way and head in another. */
type Moved = readonly [
  times: number,
  weight: number,
  base: readonly unknown[],
  head: readonly unknown[],
  route?: string,
];

function movedBy(records: readonly Moved[]): Evidence {
  const sum = new PipelineSum(week);
  for (const [times, weight, baseValues, headValues, route = 'A'] of records) {
    const values = { baseValues, headValues, segments: [route], label: undefined };
    sum.addReplayed({ base: 'ok', head: 'ok', ...values, weight, value: undefined, time: undefined }, times);
  }
  return sum.finish([]);
}

function valuesIn({ outputs }: Pick<Evidence, 'outputs'>, whole: Evidence, index: number) {
  const [output] = outputs.slice(index);
  return output ? measureOutput(output, samplingOf(whole, new Map(), otherwise)) : {};
}

test('the psi of a segment is smoothed by half a record of that segment', () => {
  const evidence = movedBy([
    [9, 1, ['a'], ['b']],
    [1, 3, ['a'], ['a']],
    [1000, 1, ['a'], ['a'], 'B'],
  ]);
  const segment = evidence.segments.find(({ value }) => value === '"A"') ?? evidence;

  // Half of one of eight records is 12 / 16 of the weight: p = (12.75, 0.75) / 13.5 and q = (3.75, 9.75) / 13.5.
  const psi = ((3.75 - 12.75) / 13.5) * Math.log(3.75 / 12.75) + ((9.75 - 0.75) / 13.5) * Math.log(9.75 / 0.75);
  expect(valuesIn(segment, evidence, 0).psi?.value).toBeCloseTo(psi, 12);
});

test('quantiles are of as many records as those with a number say', () => {
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const evidence = movedBy([
    ...numbers.map((x): Moved => [1, 1, ['a', x], ['a', 0]]),
    [1, 3, ['a', 0], ['a', 0]],
    [1000, 1, ['a', undefined], ['a', undefined]],
  ]);

  // Ranks 6.65 to 7.65 of 8 records: a sixtieth is the end of 7, two thirds are 8, nineteen sixtieths 9.
  expect(valuesIn(evidence, evidence, 1).p95?.value).toBeCloseTo(-(7 / 60 + 16 / 3 + (9 * 19) / 60), 12);
});
