import { expect, test } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { parseConfig } from '../../src/config/load.ts';
import { whyVacuous } from '../../src/config/vacuous.ts';

function parse(limit: string): Config['pipelines'][number] | undefined {
  const text = `version: 1
recordings: { r: { files: r.jsonl, label: /y } }
pipelines:
  p:
    recording: r
    steps: [{ rules: r.json, into: /d }]
    outputs:
      c: { at: /c, kind: category }
      n: { at: /n, kind: number }
      s: { at: /s, kind: probability }
      same: { at: /s, kind: probability, tolerance: 1 }
      r: { at: /r, kind: ranking }
      t: { at: /t, kind: text }
    limits: { ${limit} }
`;
  return parseConfig(text, 'weir.yml').pipelines[0];
}

function why(limit: string, recorded = 0): string | undefined {
  const pipeline = parse(limit);
  const [first] = pipeline?.limits ?? [];
  return first && whyVacuous(first, pipeline?.outputs ?? [], recorded);
}

test.each([
  ['c.changed: 100%', 'no share exceeds 100 %'],
  ['c.accuracy: 100%', 'no share exceeds 100 %'],
  ['c.recall.a: 100%', 'no share exceeds 100 %'],
  ['r.top1: 100%', 'no share exceeds 100 %'],
  ['s.flips@0.5: 100%', 'no share exceeds 100 %'],
  ['unreplayable: 100%', 'no share exceeds 100 %'],
  ['c.tv: 1', 'tv never exceeds 1'],
  ['c.tv: 100%', 'tv never exceeds 1'],
  ['n.ks: 1', 'ks never exceeds 1'],
  ['r.rbo: 1', 'rbo never exceeds 1'],
  ['r.jaccard: 1', 'jaccard never exceeds 1'],
  ['t.distance: 1', 'distance never exceeds 1'],
  ['s.brier: 1', 'brier never exceeds 1'],
  ['s.auc: 1', 'auc never exceeds 1'],
  ['s.mean: 1', 'no probability moves by more than 1'],
  ['s.p95: 2', 'no probability moves by more than 1'],
  ['same.changed: 1%', 'no probability moves by more than the tolerance of "same"'],
])('nothing exceeds %s', (limit, reason) => {
  expect(why(limit)).toBe(reason);
});

test.each([
  'c.changed: 99%',
  'c.tv: 0.99',
  'n.mean: 1',
  'n.psi: 5',
  's.mean: 0.5',
  's.changed: 1%',
  'c.changed: 5 records',
])('%s can fail', (limit) => {
  expect(why(limit)).toBeUndefined();
});

test.each([
  [5, 3, 'the recording has 3 records'],
  [1, 1, 'the recording has 1 record'],
  [5, 6, undefined],
  [5, 0, undefined],
])('%d records of %d', (limit, recorded, reason) => {
  expect(why(`c.changed: ${limit} records`, recorded)).toBe(reason);
});

test.each([
  ['c.changed: 1', '1 may mean 1% or 100%'],
  ['c.changed: "1.0"', '1.0 may mean 1.0% or 100%'],
  ['failed: 1', '1 may mean 1% or 100%'],
  ['s.flips@0.5: 1', '1 may mean 1% or 100%'],
  ['c.accuracy: 1', '1 may mean 1% or 100%'],
  ['n.mean_ratio: 1', '1 may mean 1% or 100%'],
  ['n.mean_ratio: 2', '2 may mean 2% or 200%'],
  ['t.length_ratio: 1.5', '1.5 may mean 1.5% or 150%'],
])('%s is asked for its unit', (limit, message) => {
  expect(() => parse(limit)).toThrow(message);
});
