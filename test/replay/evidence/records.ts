/** Records of every kind for the sums of evidence, with values that are made to be mistaken for each other. */
import fc from 'fast-check';
import type { OutputKind } from '../../../src/impact/evidence.ts';
import type { OutputSpec } from '../../../src/replay/evidence/detail.ts';
import {
  type EvidenceSpec,
  type PipelineParts,
  PipelineSum,
  type Replayed,
} from '../../../src/replay/evidence/pipeline.ts';

export const kinds: readonly OutputKind[] = ['category', 'number', 'probability', 'ranking', 'text'];

export function outputSpec(kind: OutputKind, more: Partial<OutputSpec> = {}): OutputSpec {
  return { name: kind, kind, tolerance: 0, thresholds: [], labelled: true, histograms: true, ...more };
}

export const evidenceSpec: EvidenceSpec = {
  weighting: { weighted: true, valued: true },
  outputs: kinds.map((kind) => outputSpec(kind, { thresholds: kind === 'probability' ? [0.5, 0.9] : [] })),
  segments: ['/origin', '/channel'],
};

/** Texts that read like words of a joint table, like numbers and like marks. */
const texts = fc.constantFrom(
  ...['rejected', 'failed', 'missing', 'other', 'other:3', 'text', 'empty', 'NaN', 'Infinity', '-Infinity', '[1,2)'],
  ...['', '1', '-1', 'true', 'null', '{"a":1}', '[1]', '"short"', 'short', 'none', 'a red fox', 'Zürich', '\ud800'],
  ...['\u0000', '\u0000rejected', '\u0000{"a":1}', '\u0000[1,2)', '\u0001'],
);
const numbers = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(
    -0,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    1e21,
    1e-7,
    5e-324,
    -5e-324,
    2 ** 53,
  ),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
);
const structures = fc.constantFrom<unknown>(
  ...[
    [],
    ['a'],
    ['a', 'b', 'c'],
    ['b', 'a', 'c'],
    [1],
    ['1'],
    [['a'], 'b'],
    [{ a: 1, b: 2 }],
    [{ b: 2, a: 1 }],
    [null],
  ],
  ...[{}, { a: 1 }, { a: '1' }, { b: 2, a: 1 }, { a: 1, b: 2 }, { a: { c: 1, b: [] } }, { toString: 'x' }],
);

/** Any JSON value, what arithmetic makes of numbers, or nothing. */
export const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: texts },
  { weight: 4, arbitrary: numbers },
  { weight: 2, arbitrary: structures },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(true, false, null, undefined) },
);

const ending = fc.constantFrom('ok', 'ok', 'ok', 'ok', 'rejected', 'failed') as fc.Arbitrary<Replayed['base']>;

/** Often the same on both sides. */
const values = fc
  .tuple(
    fc.array(value, { minLength: kinds.length, maxLength: kinds.length }),
    fc.array(fc.option(value, { nil: 'same', freq: 2 }), { minLength: kinds.length, maxLength: kinds.length }),
  )
  .map(([base, head]) => ({ base, head: head.map((one, index) => (one === 'same' ? base[index] : one)) }));

export const replayed: fc.Arbitrary<Replayed> = fc
  .record({
    base: ending,
    head: ending,
    values,
    segments: fc.tuple(fc.constantFrom<unknown>('JFK', 'LAX', 'other', undefined, null), value),
    label: fc.oneof(fc.constantFrom<unknown>(undefined, 0, 1, true, false), value),
    weight: fc.constantFrom(1, 1, 2, 0.1, 1 / 3, 1e-9, 12_345.678),
    value: fc.option(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { nil: undefined }),
    time: fc.constantFrom(undefined, '2026-01-01T00:00:00Z', '2025-06-30T12:00:00Z'),
  })
  .map(({ values: { base, head }, ...record }) => ({ ...record, baseValues: base, headValues: head }));

/** What a shard may add, as a function of the sum. */
export type Adding = (sum: PipelineSum) => void;

export const adding: fc.Arbitrary<Adding> = fc.oneof(
  { weight: 12, arbitrary: replayed.map((record) => (sum: PipelineSum) => sum.addReplayed(record)) },
  {
    weight: 1,
    arbitrary: fc.record({ file: fc.nat({ max: 2 }), position: fc.nat() }).map((place) => (sum: PipelineSum) => {
      sum.addMalformed({ ...place, message: `no JSON at ${place.file}:${place.position}` });
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ weight: fc.constantFrom(1, 0.5, 3), isAtHead: fc.boolean() })
      .map((lost) => (sum: PipelineSum) => sum.addUnreplayable(lost)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('a', 'b', 'c').map((reason) => (sum: PipelineSum) => {
      sum.reasons.add({ side: 'head', outcome: 'rejected', artifact: 'schema.json', reason });
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.constantFrom(true, false, undefined), { minLength: kinds.length, maxLength: kinds.length })
      .map((same) => (sum: PipelineSum) => sum.addReproduction(same)),
  },
);

export function partsOf(spec: EvidenceSpec, some: readonly Adding[]): PipelineParts {
  const sum = new PipelineSum(spec);
  for (const add of some) {
    sum.count(1, 1);
    add(sum);
  }
  // As it is when a replay process sends it.
  return structuredClone(sum.export());
}

export function merge(spec: EvidenceSpec, parts: readonly PipelineParts[]): PipelineSum {
  const sum = new PipelineSum(spec);
  for (const part of parts) sum.absorb(part);
  return sum;
}

export function bytes(sum: PipelineSum): string {
  return JSON.stringify(
    sum.finish(sum.malformedExamples.map(({ file, message }) => ({ file: String(file), message }))),
  );
}
