/** What a row says of its measure against what its formula gives, in a replay of all records and of a part. */
import { describe, expect, test } from 'vitest';
import type { Evidence, OutputKind } from '../../src/impact/evidence.ts';
import type { Measured } from '../../src/impact/measured.ts';
import type { Aim, Sampling } from '../../src/impact/sampling.ts';
import { findMeasure } from '../../src/measures/find.ts';
import { measureOutput } from '../../src/measures/measure-output.ts';
import { measurePipeline } from '../../src/measures/measure-pipeline.ts';
import { outputMeasures, pipelineMeasures } from '../../src/measures/rows.ts';
import { OutputSum } from '../../src/replay/evidence/output.ts';
import { pipelineEvidence, table } from '../impact/evidence-of.ts';
import { outputSpec } from '../replay/evidence/records.ts';

type Example = readonly [base: unknown, head: unknown, label?: unknown];

/** In each of them every measure of the kind moves. */
const examples: Record<OutputKind, readonly Example[]> = {
  category: [
    ['none', 'none', 'none'],
    ['none', 'short', 'short'],
    ['none', 'short', 'short'],
    ['long', 'none', 'long'],
  ],
  number: [
    [10, 10],
    [20, 25],
    [40, 60],
  ],
  probability: [
    [0.2, 0.1, 0],
    [0.4, 0.6, 1],
    [0.5, 0.45, 0],
    [0.9, 0.95, 1],
  ],
  ranking: [
    [
      ['a', 'b', 'c'],
      ['b', 'a', 'd'],
    ],
    [['a'], ['a']],
  ],
  text: [
    ['a red fox', 'a red fox and a hare'],
    ['a hare', 'a hare'],
  ],
};

const otherwise: Aim = { alpha: 0.01, share: 0.01 };
const whole: Sampling = { full: true, weighted: false, population: 9000, aims: new Map(), otherwise };
const part: Sampling = { ...whole, full: false, population: 90_000 };

/** 2,400 records or more of each example, so that a part of the recording has what intervals it can have. */
function measured(kind: OutputKind, sampling: Sampling, swapped = false): [string, Measured][] {
  const spec = outputSpec(kind, { thresholds: kind === 'probability' ? [0.5] : [] });
  const sum = new OutputSum(spec, { weighted: false, valued: false });
  for (const [base, head, label] of examples[kind]) {
    for (let record = 0; record < 2400; record += 1) {
      sum.add(...(swapped ? ([head, base] as const) : ([base, head] as const)), label, 1, 0);
    }
  }
  return Object.entries(measureOutput(sum.finish(), sampling));
}

const evidence: Evidence = pipelineEvidence([], {
  recorded: 9000,
  read: 3000,
  replayed: 2900,
  unreplayable: 100,
  outcomes: table([
    ['ok', 'ok', 2700],
    ['ok', 'rejected', 100],
    ['ok', 'failed', 100],
  ]),
});

const kinds: OutputKind[] = ['category', 'number', 'probability', 'ranking', 'text'];
const all = (sampling: Sampling): [string, Measured][] => [
  ...kinds.flatMap((kind) => measured(kind, sampling)),
  ...Object.entries(measurePipeline(evidence, sampling)),
];

test('every measure moves in one of the examples', () => {
  const moving = all(whole).filter(([, { value }]) => value !== null && value !== 0);
  const ids = new Set(moving.map(([name]) => findMeasure(name)?.measure.id));
  expect([...outputMeasures, ...pipelineMeasures].map(({ id }) => id).filter((id) => !ids.has(id))).toEqual([]);
});

test('a measure is in the unit of its row, and never exceeds what its row says', () => {
  for (const [name, { unit, value }] of all(whole)) {
    const row = findMeasure(name)?.measure;
    expect([name, unit]).toEqual([name, row?.unit]);
    expect(Math.abs(value ?? 0), name).toBeLessThanOrEqual(row?.max ?? Number.POSITIVE_INFINITY);
  }
});

test('a measure counts records where its row says so', () => {
  const counting = all(whole).filter(([name]) => findMeasure(name)?.measure.countsRecords);
  expect(counting.filter(([, { records }]) => records === undefined)).toEqual([]);
});

test('a measure has the intervals of its row: exact where all was replayed, else what a part can give', () => {
  expect(all(whole).filter(([, { value, interval }]) => value !== null && interval !== 'exact')).toEqual([]);
  const partly = all(part).filter(([, { value }]) => value !== null);
  expect(partly.map(([name, { interval }]) => [name, interval])).toEqual(
    partly.map(([name]) => [name, findMeasure(name)?.measure.early]),
  );
});

describe.each(kinds)('a %s with base and head in each other’s place', (kind) => {
  test('has the other sign in signed measures, and none in the rest', () => {
    const there = measured(kind, whole);
    const back = new Map(measured(kind, whole, true));
    for (const [name, { value }] of there) {
      const returned = back.get(name)?.value ?? 0;
      if (findMeasure(name)?.measure.signed) expect(Math.sign(returned), name).toBe(-Math.sign(value ?? 0) + 0);
      else expect(Math.min(value ?? 0, returned), name).toBeGreaterThanOrEqual(0);
    }
  });
});
