/** An output that head writes no more says so: a hit policy that became COLLECT answers with a list, and nothing is where a value was. */
import { expect, test } from 'vitest';
import { judgePipeline } from '../../src/gate/judge-pipeline.ts';
import { categoryEvidence, type Pair, pipelineEvidence } from '../impact/evidence-of.ts';
import { pipelineOf } from './pipeline-of.ts';

const outputs = [{ name: 'tier', at: '/fee/tier', kind: 'category', tolerance: 0 }] as const;

function told(pairs: readonly Pair[]): string[] {
  const evidence = pipelineEvidence([categoryEvidence(pairs)]);
  const { reasons } = judgePipeline(evidence, pipelineOf({ 'tier.changed': '1%' }, { outputs }), { confidence: 0.99 });
  return reasons.filter((reason) => reason.startsWith('tier: at head'));
}

test('with the place, how many records had a value, and what shows why', () => {
  const pairs: Pair[] = [
    ['"a"', 'missing', 900],
    ['"b"', 'missing', 90],
    ['"b"', 'rejected', 10],
    ['null', 'missing', 5],
  ];
  expect(told(pairs)).toEqual([
    'tier: at head nothing is at "/fee/tier" in any record that was replayed, and base had a value there in 990 records: weir trace shows what the steps answer now',
  ]);
  expect(told([['"a"', 'null', 1000]])[0]).toContain('nothing but null is at "/fee/tier"');
});

test.each<[string, Pair[]]>([
  [
    'one record still has a value',
    [
      ['"a"', 'missing', 999],
      ['"a"', '"b"', 1],
    ],
  ],
  ['base had none either', [['missing', 'missing', 1000]]],
  ['all were rejected, which is said otherwise', [['"a"', 'rejected', 1000]]],
])('and is not said where %s', (_, pairs) => {
  expect(told(pairs)).toEqual([]);
});
