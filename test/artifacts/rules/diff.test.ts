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

const above = (limit: number) => ({ when: { '>': [{ var: 'count' }, limit] }, note: 'per hour' });
const item = (id: string, limit: number) => ({ id, ...above(limit) });

test.each<[string, string, (limit: number) => unknown, string]>([
  [
    'of several by a key',
    '/rules/velocity_1h/when',
    (limit) => ({ owner: { team: 'a' }, rules: { velocity_1h: above(limit), night: above(3) } }),
    'velocity_1h, count: 8 became 6',
  ],
  [
    'of several that are nothing else',
    '/velocity_1h',
    (limit) => ({ velocity_1h: above(limit).when, night: above(3).when }),
    'velocity_1h, count: 8 became 6',
  ],
  [
    'of groups',
    '/fraud/velocity_1h/when',
    (limit) => ({ fraud: { velocity_1h: above(limit), night: above(3) }, aml: { velocity_1h: above(9) } }),
    'fraud.velocity_1h, count: 8 became 6',
  ],
  [
    'that is the only one',
    '/rules/velocity_1h/when',
    (limit) => ({ version: 1, rules: { velocity_1h: above(limit) } }),
    'velocity_1h, count: 8 became 6',
  ],
  [
    'in a list',
    '/rules/1/when',
    (limit) => ({ rules: [item('night', 3), item('velocity_1h', limit)] }),
    'velocity_1h, count: 8 became 6',
  ],
])('an edit of one rule %s says which', (_, pointer, file, message) => {
  for (const engine of [jsonLogicJs, jsonLogicEngine]) {
    const [edit, ...more] = engine.diff(
      artifactOf(engine, file(8), 'rules.json', pointer),
      artifactOf(engine, file(6), 'rules.json', pointer),
    );

    expect(edit).toMatchObject({ pointer: `${pointer}/>/1`, message });
    expect(more).toEqual([]);
  }
});

test('what a rule of several loses and what it is called by another operator is said of it, too', () => {
  const file = (when: unknown) => ({ velocity_1h: when, night: { '<': [{ var: 'hour' }, 5] } });
  const [late, far] = [{ '>': [{ var: 'count' }, 8] }, { '>': [{ var: 'sum' }, 9] }];
  const edits = (base: unknown, head: unknown) =>
    jsonLogicJs
      .diff(
        artifactOf(jsonLogicJs, file(base), 'rules.json', '/velocity_1h'),
        artifactOf(jsonLogicJs, file(head), 'rules.json', '/velocity_1h'),
      )
      .map(({ message }) => message);

  expect(edits({ and: [late, far] }, { and: [late] })).toEqual(['velocity_1h: removed {">":[{"var":"sum"},9]}']);
  expect(edits(late, { '>=': late['>'] })).toEqual(['velocity_1h, count: `>` became `>=`']);
});
