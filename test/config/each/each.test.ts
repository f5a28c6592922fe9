/** Rules of several files, or with names that become alike, each keep an output and a place of their own. */
import { expect, test } from 'vitest';
import { expandEach } from '../../../src/config/each/expand.ts';
import { readEach } from '../../../src/config/each/read.ts';
import { parseSource } from '../../../src/document/source.ts';
import { ConfigError } from '../../../src/errors.ts';

async function expand(pipeline: object, files: Readonly<Record<string, object>>): Promise<Record<string, unknown>> {
  const text = JSON.stringify({ pipelines: { p: pipeline } });
  const names = await readEach(text, 'weir.yml', async (path) => JSON.stringify(files[path]));
  const { value } = expandEach(parseSource(text, 'weir.yml', ConfigError), names);
  return (value as { pipelines: { p: Record<string, unknown> } }).pipelines.p;
}

const category = (at: string) => ({ at, kind: 'category' });

test('rules of one name in two places', async () => {
  const steps = [
    { rules: 'fraud.json', each: '/*', into: '/fraud' },
    { rules: 'aml.json', each: '/*', into: '/aml' },
  ];
  const p = await expand({ steps }, { 'fraud.json': { velocity: 1 }, 'aml.json': { velocity: 2, age: 3 } });
  expect(p.steps).toEqual([
    { rules: 'fraud.json#/velocity', into: '/fraud/velocity' },
    { rules: 'aml.json#/velocity', into: '/aml/velocity' },
    { rules: 'aml.json#/age', into: '/aml/age' },
  ]);
  expect(p.outputs).toEqual({
    velocity: category('/fraud/velocity'),
    aml_velocity: category('/aml/velocity'),
    age: category('/aml/age'),
  });
});

test('rules of one name in one place, and names that become alike', async () => {
  const steps = [
    { rules: 'one.json', each: '/*', into: '/d' },
    { rules: 'two.json', each: '/*', into: '/d' },
  ];
  const p = await expand({ steps }, { 'one.json': { 'a/b': 1, 'a b': 2 }, 'two.json': { a_b: 3 } });
  expect(p.steps).toEqual([
    { rules: 'one.json#/a~1b', into: '/d/a_b' },
    { rules: 'one.json#/a b', into: '/d/a_b_2' },
    { rules: 'two.json#/a_b', into: '/d/a_b_3' },
  ]);
  expect(p.outputs).toEqual({ a_b: category('/d/a_b'), d_a_b: category('/d/a_b_2'), d_a_b_2: category('/d/a_b_3') });
});

test('an output of that name elsewhere takes none from its rule, one at its place says what it is', async () => {
  const outputs = {
    velocity: { at: '/other', kind: 'number' },
    score: { at: '/fraud/score/points', kind: 'number' },
  };
  const steps = [{ rules: 'fraud.json', each: '/*', into: '/fraud' }];
  const p = await expand({ steps, outputs }, { 'fraud.json': { velocity: 1, score: 2 } });
  expect(p.outputs).toEqual({ ...outputs, fraud_velocity: category('/fraud/velocity') });
});
