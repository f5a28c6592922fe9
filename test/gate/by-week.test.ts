/** The range of a measure by week beside its limit, by hand. */
import { describe, expect, test } from 'vitest';
import { judgePipeline } from '../../src/gate/judge-pipeline.ts';
import { progressOf } from '../../src/gate/progress.ts';
import type { Evidence } from '../../src/impact/evidence.ts';
import { categoryEvidence, pipelineEvidence } from '../impact/evidence-of.ts';
import { pipelineOf } from './pipeline-of.ts';

const options = { confidence: 0.99 };

function moved(changed: number, replayed: number, extra: Partial<Evidence> = {}): Evidence {
  const output = categoryEvidence([
    ['"none"', '"none"', replayed - changed],
    ...(changed > 0 ? [['"none"', '"short"', changed] as const] : []),
  ]);
  return pipelineEvidence([output], extra);
}

/** Of a thousand records each; these of them change. */
function weeksOf(...changed: number[]): Evidence {
  const weeks = changed.map((some, week) => ({ week, evidence: moved(some, 1000) }));
  return moved(
    changed.reduce((sum, some) => sum + some, 0),
    1000 * changed.length,
    { weeks },
  );
}

describe('a limit on the whole recording', () => {
  const evidence = weeksOf(2, 12, 3, 11);

  test('holds, and the weeks beyond it are named', () => {
    const { verdict, outputs, reasons } = judgePipeline(evidence, pipelineOf({ 'tier.changed': '1%' }), options);
    expect(verdict).toBe('pass');
    expect(outputs.get('tier')?.changed?.weeks).toEqual({ low: 0.002, high: 0.012, above: 2, of: 4 });
    expect(reasons).toContain(
      'tier.changed is beyond its limit in 2 of 4 weeks (0.2 % to 1.2 %), and within it as a whole: what the next weeks bring is not certain',
    );
  });

  test('fails with every week where weir.yml says so', () => {
    const pipeline = pipelineOf({ 'tier.changed': '1%' }, { judge: 'every_week' });
    const { verdict, outputs } = judgePipeline(evidence, pipeline, options);
    expect(verdict).toBe('fail');
    expect(outputs.get('tier')?.changed).toMatchObject({ value: 0.007, verdict: 'fail' });
    expect(judgePipeline(weeksOf(2, 10, 3), pipeline, options).verdict).toBe('pass');
  });

  test('is no limit on a week where it is in records', () => {
    const { outputs } = judgePipeline(evidence, pipelineOf({ 'tier.changed': '30 records' }), options);
    expect(outputs.get('tier')?.changed?.weeks).toBeUndefined();
  });

  test('is judged by week once all is replayed', () => {
    const early = { ...evidence, recorded: 40_000 };
    const pipeline = pipelineOf({ 'tier.changed': '60%' }, { judge: 'every_week' });
    expect(judgePipeline(early, pipeline, options)).toMatchObject({ verdict: 'inconclusive' });
    expect(progressOf(pipeline, options)(early)).toBe('everything');
    expect(judgePipeline(early, pipelineOf({ 'tier.changed': '60%' }), options).verdict).toBe('pass');
  });

  test('has no range where only one week has 10 records', () => {
    const weeks = [
      { week: 0, evidence: moved(1, 9) },
      { week: 1, evidence: moved(1, 10) },
    ];
    const one = moved(20, 2000, { weeks });
    const { outputs } = judgePipeline(one, pipelineOf({ 'tier.changed': '1%' }), options);
    expect(outputs.get('tier')?.changed?.weeks).toBeUndefined();
  });
});
