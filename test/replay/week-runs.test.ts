/** Counting neighbours at once gives what adding each record to its week gives. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addInWeek, type Contribution } from '../../src/replay/contribution.ts';
import { type EvidenceSpec, PipelineSum, type Replayed } from '../../src/replay/evidence/pipeline.ts';
import { WeekRuns } from '../../src/replay/week-runs.ts';
import { runs } from '../runs.ts';

const weighting = { weighted: true, valued: true };
const output = (name: string, kind: 'category' | 'number') => ({
  name,
  kind,
  tolerance: 0,
  thresholds: [],
  labelled: true,
  histograms: false,
});
const outputs = [output('tier', 'category'), output('amount', 'number')];

function specOf(segments: readonly string[]): EvidenceSpec {
  const weeks = { evidence: { weighting, outputs, segments } };
  return { weighting, outputs, segments: ['/origin'], weeks };
}

/** Few of each, so that neighbours are often alike. */
const value = fc.constantFrom<unknown>('none', 'short', undefined, null, 0, -0, Number.NaN, ['a'], 2n ** 60n);
const values = fc.tuple(value, value);
const end = fc.constantFrom({ outcome: 'rejected' as const, path: 'a.json', reason: 'too low' }, undefined, undefined);
const replayed = fc.record({
  base: fc.constantFrom('ok' as const, 'rejected' as const),
  head: fc.constantFrom('ok' as const, 'failed' as const),
  baseValues: values,
  headValues: values,
  segments: fc.tuple(fc.constantFrom('ATL', 'PHL')),
  label: fc.constantFrom('none', undefined),
  weight: fc.constantFrom(1, 1, 0.5),
  value: fc.constantFrom(undefined, undefined, 20),
  time: fc.constant(undefined),
});
const contribution: fc.Arbitrary<Contribution> = fc.record({
  isShadowed: fc.boolean(),
  baseEnd: end,
  headEnd: end,
  isParted: fc.boolean(),
  same: fc.constantFrom(undefined, [true, undefined], [false, true]),
  replayed: fc.option(replayed, { nil: undefined }),
  lost: fc.constant({ weight: 1, isAtHead: false }),
});
/** What may set a record apart from the one before. */
const change = fc.constantFrom<Partial<Contribution> | Partial<Replayed>>(
  {},
  { isShadowed: true },
  { same: [true, true] },
  { headEnd: { outcome: 'failed', path: 'a.json', reason: 'no number' } },
  { label: 'short' },
  { weight: 2 },
  { value: 7 },
  { baseValues: ['medium', 3] },
  { headValues: ['medium', 3] },
  { segments: ['LAX'] },
);

function changed(one: Contribution, by: Partial<Contribution> | Partial<Replayed>): Contribution {
  const copy = structuredClone(one);
  if ('isShadowed' in by || 'same' in by || 'headEnd' in by) return { ...copy, ...by };
  return { ...copy, ...(copy.replayed && { replayed: { ...copy.replayed, ...by } }) };
}

/** A record comes twice, as it is and as another object that says the same, and then nearly the same. */
const records = fc
  .array(fc.tuple(contribution, change, fc.integer({ min: 0, max: 2 })), { maxLength: 20 })
  .map((some) =>
    some.flatMap(([one, by, week]) =>
      [one, structuredClone(one), changed(one, by)].map((each, index) => ({
        week,
        contribution: each,
        times: 1 + index,
      })),
    ),
  );

test.each([[[]], [['/origin']]])('with the segments %j', (segments) => {
  const spec = specOf(segments);
  const { weeks } = spec;
  if (!weeks) throw new Error('no weeks');
  fc.assert(
    fc.property(records, (some) => {
      const atOnce = new PipelineSum(spec);
      const gathered = new WeekRuns(atOnce, weeks);
      const singly = new PipelineSum(spec);
      for (const { week, contribution: one, times } of some) {
        gathered.add(week, one, times);
        const own = singly.week(week);
        if (own) addInWeek(own, one, times);
      }
      gathered.settle();
      expect(atOnce.finish([])).toEqual(singly.finish([]));
    }),
    { numRuns: runs(300) },
  );
});
