import { expect, test } from 'vitest';
import { governedBy } from '../../../src/github/check/governed.ts';
import { pipelineOf } from '../../gate/pipeline-of.ts';

const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
const rules = { kind: 'rules', path: 'rules/tier.json', engine: 'json-logic-js', into: '/tier', range } as const;
const recorded = { kind: 'model', engine: 'recorded', into: '/score', from: '/output', range } as const;

test('each governed file stands once, with the owners of all pipelines that it is part of', () => {
  const governed = governedBy([
    pipelineOf({}, { steps: [rules, recorded], params: 'config/rates.yaml' }),
    pipelineOf({}, { steps: [rules], owners: ['@acme/airport', '@acme/claims'] }),
  ]);
  expect(governed).toEqual([
    { path: 'config/rates.yaml', owners: ['@acme/claims'] },
    { path: 'rules/tier.json', owners: ['@acme/claims', '@acme/airport'] },
  ]);
});
