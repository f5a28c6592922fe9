import { expect, test } from 'vitest';
import { jsonLogicEngine } from '../../../src/artifacts/rules/json-logic-engine/index.ts';
import { jsonLogicJs } from '../../../src/artifacts/rules/json-logic-js/index.ts';
import { artifactOf } from '../artifact.ts';

const late = { '>=': [{ var: 'delay' }, 180] };
const near = { '<': [{ var: 'distance' }, 1500] };
const far = { '>': [{ var: 'distance' }, 3500] };
const short = { tier: 'short', amount: 250 };

const rule = (...items: unknown[]) => ({ if: items });

test.each([
  [
    'a threshold',
    rule(late, short, 'none'),
    rule({ '>=': [{ var: 'delay' }, 120] }, short, 'none'),
    [['/if/0/>=/1', 'value-changed', 'delay: 180 became 120', [8, 8]]],
  ],
  [
    'an operator',
    rule(late, short, 'none'),
    rule({ '>': late['>='] }, short, 'none'),
    [['/if/0/>', 'operator-changed', 'delay: `>=` became `>`', [4, 4]]],
  ],
  [
    'an operator and its threshold',
    late,
    { '>': [{ var: 'delay' }, 120] },
    [
      ['/>', 'operator-changed', 'delay: `>=` became `>`', [2, 2]],
      ['/>/1', 'value-changed', 'delay: 180 became 120', [6, 6]],
    ],
  ],
  [
    'a result',
    rule(late, 'none', 'x'),
    rule(late, 'short', 'x'),
    [['/if/1', 'value-changed', '"none" became "short"', [11, 11]]],
  ],
  [
    'a part of a decision',
    short,
    { ...short, amount: 300 },
    [['/amount', 'value-changed', 'amount: 250 became 300', [3, 3]]],
  ],
  [
    'a name in a decision',
    short,
    { tier: 'short', sum: 250 },
    [['/sum', 'key-renamed', 'renamed amount to sum', [3, 3]]],
  ],
  [
    'a branch put before the others',
    rule(late, 'late', 'none'),
    rule(near, 'near', late, 'late', 'none'),
    [['/if/0', 'branch-added', 'added branch {"<":[{"var":"distance"},1500]} → "near"', [3, 11]]],
  ],
  [
    'a branch taken out',
    rule(near, 'near', late, 'late', 'none'),
    rule(near, 'near', 'none'),
    [['/if/2', 'branch-removed', 'removed branch {">=":[{"var":"delay"},180]} → "late"', [2, 13]]],
  ],
  [
    'the last result',
    rule(late, 'late', 'none'),
    rule(late, 'late'),
    [['/if/2', 'branch-removed', 'removed last result "none"', [2, 12]]],
  ],
  [
    'branches in another order',
    rule(near, 'near', far, 'far', 'none'),
    rule(far, 'far', near, 'near', 'none'),
    [['/if/2', 'branch-moved', 'moved branch {"<":[{"var":"distance"},1500]} → "near" from /if/0', [12, 20]]],
  ],
  [
    'a factor of a product',
    { '>': [{ '*': [{ var: ['amount', 0] }, 0.3] }, 8] },
    { '>': [{ '*': [{ var: ['amount', 0] }, 0.4] }, 6] },
    [
      ['/>/0/*/1', 'value-changed', 'amount: 0.3 became 0.4', [11, 11]],
      ['/>/1', 'value-changed', 'amount: 8 became 6', [14, 14]],
    ],
  ],
  [
    'a threshold of one rule among several',
    { velocity: { when: { '>': [{ var: 'velocity_1h' }, 8] }, result: 'review' }, amount: 1 },
    { velocity: { when: { '>': [{ var: 'velocity_1h' }, 6] }, result: 'review' }, amount: 1 },
    [['/velocity/when/>/1', 'value-changed', 'velocity.when, velocity_1h: 8 became 6', [8, 8]]],
  ],
  [
    'a condition more',
    { and: [late, near] },
    { and: [late, far, near] },
    [['/and/1', 'value-added', 'added {">":[{"var":"distance"},3500]}', [11, 18]]],
  ],
])('%s', (_, base, head, expected) => {
  for (const engine of [jsonLogicJs, jsonLogicEngine]) {
    const edits = engine.diff(artifactOf(engine, base), artifactOf(engine, head));

    expect(edits.map(({ pointer, change, message, lines }) => [pointer, change, message, lines])).toEqual(expected);
    for (const edit of edits) expect(edit).toMatchObject({ kind: 'rules', compatibility: 'risky' });
  }
});

test('an edit names the engine with the version of its library', () => {
  const [edit] = jsonLogicJs.diff(artifactOf(jsonLogicJs, 1), artifactOf(jsonLogicJs, 2));

  expect(edit?.engine).toBe('json-logic-js@2.0.5');
  expect(jsonLogicEngine.version).toBe('5.0.7');
});
