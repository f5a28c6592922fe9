import fc from 'fast-check';
import { LogicEngine } from 'json-logic-engine';
import jsonLogic, { type RulesLogic } from 'json-logic-js';
import { describe, expect, test } from 'vitest';
import { jsonLogicEngine } from '../../../src/artifacts/rules/json-logic-engine/index.ts';
import { jsonLogicJs } from '../../../src/artifacts/rules/json-logic-js/index.ts';
import { compileSight } from '../../../src/artifacts/rules/sight.ts';
import { runs } from '../../runs.ts';
import { artifactOf } from '../artifact.ts';

/** What each library answers for the whole of the data, of which the stage shows it a part. */
const bare = {
  'json-logic-js': (rule: unknown, data: unknown) => jsonLogic.apply(rule as RulesLogic, data),
  'json-logic-engine': (rule: unknown, data: unknown) =>
    new LogicEngine(undefined, { permissive: true }).build(rule)(data),
};

const name = fc.constantFrom('a', 'b', 'a.b', 'params', 'params.a', 'params.list', 'é"\\', '0', 'length', 'proto');
const operand: fc.Arbitrary<unknown> = fc.oneof(
  name.map((path) => ({ var: path })),
  fc.tuple(name, fc.constantFrom(1, 'x', null)).map((path) => ({ var: path })),
  fc.array(name, { maxLength: 3 }).map((paths) => ({ missing: paths })),
  fc.tuple(fc.constantFrom(1, 2), fc.array(name, { maxLength: 3 })).map((needed) => ({ missing_some: needed })),
  fc.constantFrom({ var: '' }, { var: [] }, { var: { var: 'a' } }, 1, 'a', true, null),
);
const rule: fc.Arbitrary<unknown> = fc.oneof(
  operand,
  fc.tuple(operand, operand, operand).map((operands) => ({ if: operands })),
  fc.tuple(operand, operand).map((operands) => ({ '==': operands })),
  operand.map((each) => ({ map: [{ var: 'params.list' }, each] })),
);
const member = fc.constantFrom<unknown>(0, 2, 'a', '', null, false, { b: 3 }, [1, 'a'], { a: null });
const mapping = fc.dictionary(fc.constantFrom('a', 'b', 'params', 'list', 'é"\\', '0', 'length', 'proto'), member, {
  noNullPrototype: true,
});
const document = fc.oneof({ weight: 6, arbitrary: mapping }, member);

describe.each([jsonLogicJs, jsonLogicEngine])('$id', (engine) => {
  test('a rule that is shown what it can read answers as if it were shown everything', async () => {
    const evaluate = bare[engine.id as keyof typeof bare];

    await fc.assert(
      fc.asyncProperty(
        rule,
        fc.array(document, { minLength: 1 }),
        fc.option(mapping),
        async (read, documents, params) => {
          const beside = params === null ? {} : { params };
          const stage = await engine.compile(artifactOf(engine, read)).catch(() => undefined);
          fc.pre(stage !== undefined);
          const outcomes = (await stage?.run(documents, beside)) ?? [];
          const expected = documents.map((whole) => answer(() => evaluate(read, dataOf(whole, params))));

          expect(outcomes.map((outcome) => (outcome.outcome === 'ok' ? outcome.value : 'failed'))).toEqual(expected);
        },
      ),
      { numRuns: runs(500) },
    );
  });
});

test('names that mean more in code than in data are not made code', () => {
  expect(compileSight(['__proto__'])).toBeUndefined();
  expect(compileSight(['a', 'constructor'])).toBeUndefined();
});

test('a name stays a name, whatever stands in it', () => {
  const odd = ['"]); process.exit(1); //', '\u2028', '{1}', "'", '\\', ''];
  const sight = compileSight(odd);
  const values = Object.fromEntries(odd.map((each, index) => [each, index]));

  expect(sight?.see(values, undefined)).toEqual(values);
  expect(sight?.holdsBigint(values)).toBe(false);
  expect(sight?.holdsBigint({ ...values, '\\': 2n ** 60n })).toBe(true);
});

test('params are looked through once, and seen when they are others', () => {
  const sight = compileSight(['a', 'params']);
  const [small, large] = [{ limit: 1 }, { limit: 2n ** 60n }];
  const holds = (params: unknown, a: unknown = 1) => sight?.holdsBigint(sight.see({ a }, params));

  expect([holds(small), holds(small), holds(large), holds(large), holds(small), holds(small, [1n])]).toEqual([
    ...[false, false, true, true, false, true],
  ]);
});

test('only what is read is looked through', () => {
  const sight = compileSight(['a', 'b'], [['a', 'x', 'y'], ['b']]);
  const large = 2n ** 60n;
  const holds = (document: object) => sight?.holdsBigint(sight.see(document as never, undefined));

  expect(holds({ a: { x: { y: 1 }, z: large }, b: null })).toBe(false);
  expect(holds({ a: null, b: 'x' })).toBe(false);
  expect(holds({ a: { x: { y: large } } })).toBe(true);
  expect(holds({ a: { x: { y: [large] } } })).toBe(true);
  expect(holds({ b: { c: large } })).toBe(true);
});

test.each([
  ['a.b\\.c', [['a']]],
  ['a..b', [['a']]],
  ['a.b', [['a', 'b']]],
])('a path whose parts cannot be told leads to what stands before them: %s', async (path, reads) => {
  const stage = await jsonLogicEngine.compile(artifactOf(jsonLogicEngine, { var: path }));

  expect(stage.reads).toEqual(reads);
});

function dataOf(whole: unknown, params: unknown): unknown {
  const isMapping = typeof whole === 'object' && whole !== null && !Array.isArray(whole);
  return params === null || !isMapping ? whole : { ...whole, params };
}

function answer(evaluate: () => unknown): unknown {
  try {
    return evaluate();
  } catch {
    return 'failed';
  }
}
