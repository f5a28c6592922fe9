/** What rules read, told without running them: worked out by hand for each. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Artifact, Engine } from '../../../src/artifacts/engine.ts';
import { dmn } from '../../../src/artifacts/rules/dmn/index.ts';
import { flagd } from '../../../src/artifacts/rules/flagd/index.ts';
import { jsonRulesEngine } from '../../../src/artifacts/rules/json-rules-engine/index.ts';
import { jsonata } from '../../../src/artifacts/rules/jsonata/index.ts';

function outline(engine: Engine, path: string, text: string, pointer?: string) {
  const artifact: Artifact = { path, kind: 'rules', files: new Map([[path, text]]), ...(pointer && { pointer }) };
  return engine.outline?.(artifact);
}

test.each([
  ['$sum(items.price) > $params.limit ? "review" : "accept"', [['items', 'price']], [['limit']], ['review', 'accept']],
  [
    'items.(price * quantity)',
    [
      ['items', 'price'],
      ['items', 'quantity'],
    ],
    [],
    [],
  ],
  [
    'orders[status="open"].total',
    [
      ['orders', 'status'],
      ['orders', 'total'],
    ],
    [],
    [],
  ],
  [
    'items^(>price)[0].name',
    [
      ['items', 'price'],
      ['items', 'name'],
    ],
    [],
    [],
  ],
  ['items{sku: amount}', [['items'], ['items', 'sku'], ['items', 'amount']], [], []],
  ['($tier := customer.tier; $tier.x = "gold")', [['customer', 'tier']], [], [true, false]],
  ['$map(items, function($i){ $i.price })', [['items']], [], []],
  ['$.a + $$.b', [['a'], ['b']], [], [0]],
  ['1 + 1', [], [], [0]],
])('JSONata %s', async (text, reads, params, answers) => {
  const found = await outline(jsonata, 'a.jsonata', text);
  expect(found).toEqual({ reads: expect.arrayContaining(reads), params, answers });
  expect(found?.reads).toHaveLength(reads.length);
});

test('json-rules-engine: facts, with their paths, of conditions and of values that are facts', async () => {
  const rules = {
    conditions: {
      late: { all: [{ fact: 'delay', operator: 'greaterThan', value: { fact: 'params', path: '$.minutes' } }] },
    },
    rules: [
      {
        conditions: {
          any: [
            { condition: 'late' },
            { not: { fact: 'flight', path: '$.origin.city', operator: 'equal', value: 'JFK' } },
            { fact: 'legs', path: '$[0].city', operator: 'equal', value: 'JFK' },
          ],
        },
        event: { type: 'pay' },
      },
    ],
  };
  expect(await outline(jsonRulesEngine, 'a.json', JSON.stringify(rules))).toEqual({
    reads: expect.arrayContaining([['delay'], ['flight', 'origin', 'city'], ['legs']]),
    params: [['minutes']],
  });
});

const FLAGS = {
  $evaluators: { staff: { in: ['@acme.example', { var: 'email' }] } },
  flags: {
    checkout: {
      state: 'ENABLED',
      variants: { on: true, off: false },
      defaultVariant: 'off',
      targeting: {
        if: [
          { and: [{ $ref: 'staff' }, { '<': [{ var: '$flagd.timestamp' }, 9] }] },
          'on',
          { fractional: [{ var: 'user.id' }, ['on', 50], ['off', 50]] },
        ],
      },
    },
    banner: {
      state: 'ENABLED',
      variants: { red: 'r' },
      defaultVariant: 'red',
      targeting: { sem_ver: [{ var: 'app.version' }, '>=', '2.0.0'] },
    },
  },
};

test('flagd: what targeting reads, of one flag with the evaluators that it refers to, and of all', async () => {
  const one = await outline(flagd, 'flags.json', JSON.stringify(FLAGS), '/flags/checkout');
  expect(one).toEqual({
    reads: expect.arrayContaining([['email'], ['user', 'id']]),
    params: [],
    answers: [true, false],
  });
  expect(one?.reads).toHaveLength(2);
  const all = await outline(flagd, 'flags.json', JSON.stringify(FLAGS));
  expect(all?.reads).toHaveLength(3);
  expect(all?.reads).toContainEqual(['app', 'version']);
});

test('DMN: the input data that the decision requires, and what its rows give', async () => {
  const text = readFileSync(join(import.meta.dirname, 'dmn/fees.dmn'), 'utf8');
  const found = await outline(dmn, 'fees.dmn', text);
  expect(found).toEqual({ reads: [['Amount'], ['Home Country']], params: [], answers: [] });
});
