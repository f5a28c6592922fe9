import { expect, it } from 'vitest';
import { jsonRulesEngine } from '../../../../src/artifacts/rules/json-rules-engine/index.ts';
import { artifactOf, valuesOf } from '../../artifact.ts';

const fact = (name: string, operator: string, value: unknown) => ({ fact: name, operator, value });
const event = { type: 'fouledOut', params: { message: 'Player has fouled out!' } };

/** https://github.com/CacheControl/json-rules-engine/blob/v7.3.1/examples/02-nested-boolean-logic.js */
const fouls = {
  conditions: {
    any: [
      { all: [fact('gameDuration', 'equal', 40), fact('personalFoulCount', 'greaterThanInclusive', 5)] },
      { all: [fact('gameDuration', 'equal', 48), fact('personalFoulCount', 'greaterThanInclusive', 6)] },
    ],
  },
  event,
};

it('the example of its documentation', async () => {
  const players = [
    { personalFoulCount: 6, gameDuration: 40 },
    { personalFoulCount: 5, gameDuration: 48 },
    { gameDuration: 40 },
  ];
  expect(await valuesOf(jsonRulesEngine, [fouls], players)).toEqual([
    { events: [event] },
    { events: [] },
    'failed: the record lacks a fact that the rules ask for',
  ]);
});

it('events stand in the order of priority, then of the file, however deep their conditions are', async () => {
  const rule = (type: string, condition: object, priority = 1) => ({
    conditions: { all: [condition] },
    event: { type },
    priority,
  });
  const isOne = fact('a', 'equal', 1);
  const rules = [rule('deep', { any: [{ all: [isOne] }] }), rule('plain', isOne), rule('urgent', isOne, 10)];
  expect(await valuesOf(jsonRulesEngine, rules, [{ a: 1 }])).toEqual([
    { events: [{ type: 'urgent' }, { type: 'deep' }, { type: 'plain' }] },
  ]);
});

it('shared conditions, paths, params and decorators', async () => {
  const rules = {
    conditions: {
      big: { all: [{ ...fact('order', 'greaterThan', { fact: 'params', path: '$.limit' }), path: '$.size' }] },
    },
    rules: [
      { conditions: { condition: 'big' }, event: { type: 'big' } },
      { conditions: { all: [fact('tags', 'someFact:equal', 'new')] }, event: { type: 'new' } },
    ],
  };
  const documents = [
    { order: { size: 11 }, tags: ['new'] },
    { order: { size: 9 }, tags: [] },
  ];
  expect(await valuesOf(jsonRulesEngine, rules, documents, { params: { limit: 10 } })).toEqual([
    { events: [{ type: 'big' }, { type: 'new' }] },
    { events: [] },
  ]);
});

it('an edit names its rule and its fact', () => {
  const changed = structuredClone(fouls);
  Object.assign(changed.conditions.any[0]?.all[1] ?? {}, { value: 4 });
  const edits = jsonRulesEngine.diff(artifactOf(jsonRulesEngine, [fouls]), artifactOf(jsonRulesEngine, [changed]));
  expect(edits.map(({ message }) => message)).toEqual(['fouledOut, personalFoulCount: 5 became 4']);
});
