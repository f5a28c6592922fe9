/** Which variables an expression in CEL has: the document's own members, and the params. */
import { expect, test } from 'vitest';
import { cel } from '../../../src/artifacts/rules/cel/index.ts';
import { artifactOf } from '../artifact.ts';

async function evaluate(text: string, document: unknown, params?: unknown, options?: Record<string, unknown>) {
  const stage = await cel.compile({ ...artifactOf(cel, text), ...(options && { options }) });
  const [outcome] = await stage.run([document], params === undefined ? {} : { params });
  return outcome?.outcome === 'ok' ? outcome.value : outcome?.reason;
}

const UNKNOWN = 'the expression broke: unknown variable a at line 1';

test.each<[string, unknown, unknown]>([
  ['a + b.c', { a: 1, b: { c: 2 }, other: 5 }, 3],
  ['items.filter(i, i > 1).map(a, a * 2.0)', { items: [1, 2, 3] }, [4, 6]],
  ['has(a.b) ? a.b : "none"', { a: {} }, 'none'],
  ['a == null', { a: null }, true],
  ['a', {}, UNKNOWN],
  ['a', [1], UNKNOWN],
  ['a', null, UNKNOWN],
  ['constructor', {}, 'the expression broke: unknown variable constructor at line 1'],
  ['b.c > 1.0 ||\n  missing > 2.0', { b: { c: 1 } }, 'the expression broke: unknown variable missing at line 2'],
  ['toString == "x" && a == 1.0', { toString: 'x', a: 1 }, true],
  ['params', { params: 'own' }, 'own'],
])('%s of %j', async (text, document, expected) => {
  expect(await evaluate(text, document)).toEqual(expected);
});

test('has() of a variable by itself is an error that says what it takes', async () => {
  const error = await evaluate('has(amount)', { amount: 1 }).catch((thrown: unknown) => thrown);
  expect(String(Reflect.get(Object(error), 'message'))).toContain('has(order.note)');
});

test('params stand in place of a member of that name', async () => {
  expect(await evaluate('params.limit > a', { a: 1, params: 'own' }, { limit: 2 })).toBe(true);
  expect(await evaluate('params.limit + a', { a: 1 }, { limit: 2 }, { integers: 'int' })).toBe(3);
});

test.each([
  ['a.b.c > a["d"]', ['a/b/c', 'a/d']],
  ['a.b == c', ['a/b', 'c']],
  ['a[0].b', ['a']],
  ['a[k].b', ['a', 'k']],
  ['has(a.b) && a.c.startsWith("x")', ['a/b', 'a/c']],
  ['a.list.exists(one, one.id == b)', ['a/list', 'b']],
  ['one.exists(one, one.id == b)', ['b', 'one']],
  ['a.all(x, x > 1.0) && x', ['a', 'x']],
  ['a.map(x, x.b, b.filter(y, y == x)).map(y, y + c)', ['a', 'b', 'c']],
  ['a.filter(x, y).map(y, x)', ['a', 'x', 'y']],
  ['1 + 2', []],
])('%s reads no more than it names', async (text, paths) => {
  const { reads } = await cel.compile(artifactOf(cel, text));
  const named = reads?.filter((path) => path.at(-1) !== 'constructor');
  expect(named?.map((path) => path.join('/')).sort()).toEqual(paths);
});
