/** What is expected is worked out by hand: who writes where, and who stands behind it and may read it. */
import { expect, test } from 'vitest';
import { reachedBySteps } from '../../../src/downstreams/graph/reached.ts';

const at = (...names: string[]) => names.map((name) => ({ name, at: `/fraud/${name}` }));
const rule = (name: string, text?: string) => ({ path: `fraud.json#/rules/${name}`, into: `/fraud/${name}`, text });

test('a schema reaches all outputs, rules what they and those behind them write', () => {
  const steps = [{ path: 'a.json' }, { path: 'score.json', into: '/score' }, { path: 'tier.json', into: '/tier' }];
  const outputs = [
    { name: 'score', at: '/score/value' },
    { name: 'tier', at: '/tier' },
  ];
  expect(reachedBySteps(steps, outputs)).toEqual([['score', 'tier'], ['score', 'tier'], ['tier']]);
});

test('rules of one file reach their own outputs, and those of rules that name them', () => {
  const steps = [
    rule('velocity', '{">":[{"var":"count"},3]}'),
    rule('amount', '{">":[{"var":"fraud_amount"},500]}'),
    rule('both', '{"and":[{"var":"fraud.velocity"},true]}'),
    rule('whole', '{"!!":{"var":""}}'),
  ];
  expect(reachedBySteps(steps, at('velocity', 'amount', 'both', 'whole'))).toEqual([
    ['velocity', 'both', 'whole'],
    // More than it is: the rule behind it may mean either.
    ['amount', 'both', 'whole'],
    ['both', 'whole'],
    ['whole'],
  ]);
});

test('a step that is no rule of the same file may read them all, and so may a rule that could not be read', () => {
  const steps = [rule('velocity', 'true'), rule('amount'), { path: 'other.json', into: '/decision' }];
  const outputs = [...at('velocity', 'amount'), { name: 'decision', at: '/decision' }];
  expect(reachedBySteps(steps, outputs)).toEqual([
    ['velocity', 'amount', 'decision'],
    ['amount', 'decision'],
    ['decision'],
  ]);
});
