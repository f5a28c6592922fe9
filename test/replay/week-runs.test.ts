/** Counting neighbours at once gives what adding each record to its week gives. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addInWeek, type Contribution } from '../../src/replay/contribution.ts';
import { type EvidenceSpec, PipelineSum } from '../../src/replay/evidence/pipeline.ts';
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
});
/** A record may come again and again, as it is or as another object that says the same. */
const records = fc
  .array(fc.tuple(contribution, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 2 })), { maxLength: 20 })
  .map((some) =>
    some.flatMap(([one, again, week]) =>
      Array.from({ length: again }, (_, index) => ({
        week: week + Math.floor(index / 3),
        contribution: index % 2 === 0 ? one : structuredClone(one),
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
