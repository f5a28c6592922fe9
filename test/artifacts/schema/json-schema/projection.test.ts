import { expect, test } from 'vitest';
import { jsonSchema } from '../../../../src/artifacts/schema/json-schema/index.ts';
import { artifact } from './artifact.ts';

const any = {};
const tree = (properties: object) => ({
  $ref: '#/$defs/n',
  $defs: { n: object({ ...properties, next: { $ref: '#/$defs/n' } }) },
});

test.each([
  ['a property that head no longer declares', object({ a: any, b: any }), object({ a: any }), { a: 1, b: 2 }, { a: 1 }],
  [
    'one in an object',
    object({ o: object({ a: any, b: any }) }),
    object({ o: object({ a: any }) }),
    { o: { a: 1, b: 2 } },
    { o: { a: 1 } },
  ],
  [
    'one in a list',
    { items: object({ a: any, b: any }) },
    { items: object({ a: any }) },
    [{ b: 1 }, { a: 1, b: 2 }],
    [{}, { a: 1 }],
  ],
  [
    'one in a tuple',
    { prefixItems: [any, object({ a: any })] },
    { prefixItems: [any, object({})] },
    [{ a: 1 }, { a: 1 }],
    [{ a: 1 }, {}],
  ],
  [
    'one in a recursive schema',
    tree({ a: any, b: any }),
    tree({ a: any }),
    { b: 1, next: { a: 1, b: 2 } },
    { next: { a: 1 } },
  ],
  [
    'one of an allOf',
    { allOf: [object({ a: any }), object({ b: any })] },
    { allOf: [object({ a: any })] },
    { a: 1, b: 2 },
    { a: 1 },
  ],
  [
    'one of a branch',
    { oneOf: [object({ a: any }), object({ b: any })] },
    object({ a: any }),
    { a: 1, b: 2 },
    { a: 1 },
  ],
])('what head no longer declares is dropped: %s', async (_, base, head, document, projected) => {
  expect(await project(base, head, document)).toEqual({ outcome: 'ok', value: projected });
});

test.each([
  ['base never declared it', object({ a: any }), object({ a: any }), { z: 1 }],
  ['head declares it in a branch', object({ a: any }), { anyOf: [object({ a: any }), object({ b: any })] }, { a: 1 }],
  ['head declares it in a condition', object({ a: any }), { if: object({ a: { const: 1 } }), else: true }, { a: 1 }],
  ['head declares it by a pattern', object({ a1: any }), { patternProperties: { '^a': any } }, { a1: 1 }],
  ['head describes every name', object({ a: any }), { additionalProperties: { type: 'integer' } }, { a: 1 }],
  ['head requires it', object({ a: any }), { required: ['a'] }, { a: 1 }],
  ['head says nothing at all', object({ a: any }), true, { a: 1 }],
  ['the place holds no object', object({ a: any }), { properties: {} }, ['a']],
])('the very same object comes back where %s', async (_, base, head, document) => {
  const outcome = await project(base, head, document);

  expect(outcome?.outcome === 'ok' && outcome.value).toBe(document);
});

test('defaults of head are filled in where the property is absent, without a copy of the rest', async () => {
  const head = object({ a: any, currency: { type: 'string', default: 'EUR' }, o: object({ x: { default: 1 } }) });
  const document = Object.freeze({ a: Object.freeze({}), o: Object.freeze({ x: 2 }) });

  const outcome = await project(object({ a: any }), head, document);

  expect(outcome).toEqual({ outcome: 'ok', value: { a: {}, currency: 'EUR', o: { x: 2 } } });
  expect(outcome?.outcome === 'ok' && outcome.value).toHaveProperty('a', document.a);
});

test('the base side fills in its own defaults, but none of a branch', async () => {
  const schema = {
    ...object({ a: { default: 1 } }),
    anyOf: [object({ b: { default: 2 } })],
    not: object({ c: { default: 3 } }),
  };
  const stage = await jsonSchema.compile(artifact({ 'a.json': { ...schema, not: { required: ['z'] } } }));

  expect(await stage.run([{}])).toEqual([{ outcome: 'ok', value: { a: 1 } }]);
});

test('a declared rename moves the value, and what it holds is projected too', async () => {
  const base = object({ old: object({ x: any, y: any }) });
  const head = object({ new: { ...object({ x: any }), 'x-renamed-from': 'old' } });

  expect(await project(base, head, { old: { x: 1, y: 2 } })).toEqual({ outcome: 'ok', value: { new: { x: 1 } } });
});

test('a renamed property that the record already has under its new name stays', async () => {
  const head = object({ new: { 'x-renamed-from': ['older', 'old'] } });

  expect(await project(object({ old: any }), head, { new: 1, old: 2 })).toEqual({ outcome: 'ok', value: { new: 1 } });
});

test.each([
  ['/currency', object({ a: any }), { ...object({ a: any, currency: any }), required: ['currency'] }, { a: 1 }],
  ['/o/x', object({ o: object({}) }), object({ o: { ...object({}), required: ['x'] } }), { o: {} }],
  ['/1/x', { items: any }, { items: { required: ['x'] } }, [{ x: 1 }, {}]],
  [
    '/*/x',
    { additionalProperties: any },
    { additionalProperties: { ...object({}), required: ['x'] } },
    { 'jo@example.com': {} },
  ],
])(
  'what head requires and base does not know makes a record without it unreplayable: %s',
  async (pointer, base, head, document) => {
    const reason = `head requires ${pointer}; the recording has no such field`;

    expect(await project(base, head, document)).toEqual({ outcome: 'unreplayable', reason });
  },
);

test('what head requires and base declares as optional rejects a record without it', async () => {
  const head = { ...object({ a: any }), required: ['a'] };

  expect(await project(object({ a: any }), head, {})).toEqual({
    outcome: 'rejected',
    reason: "must have required property 'a'",
  });
});

test('a required property with a default or a rename is no obstacle', async () => {
  const head = { ...object({ a: { default: 1 }, b: { 'x-renamed-from': 'old' } }), required: ['a', 'b'] };

  expect(await project(object({ old: any }), head, { old: 2 })).toEqual({ outcome: 'ok', value: { a: 1, b: 2 } });
  expect(await project(object({ old: any }), head, {})).toEqual({
    outcome: 'rejected',
    reason: "must have required property 'b'",
  });
});

test('a document is never changed in place', async () => {
  const document = freeze({ drop: 1, old: { x: 1, y: 2 }, list: [{ x: 1 }] });
  const base = object({ drop: any, old: object({ x: any, y: any }), list: { items: object({ x: any }) } });
  const head = object({
    new: { ...object({ x: any, z: { default: 1 } }), 'x-renamed-from': 'old' },
    list: { items: object({}) },
  });

  expect(await project(base, head, document)).toEqual({ outcome: 'ok', value: { new: { x: 1, z: 1 }, list: [{}] } });
});

function object(properties: object) {
  return { type: 'object', properties };
}

function freeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) if (typeof inner === 'object') freeze(inner);
  return Object.freeze(value);
}

async function project(base: unknown, head: unknown, document: unknown) {
  const stage = await jsonSchema.compile(artifact({ 'a.json': head }), { recordedUnder: artifact({ 'a.json': base }) });
  const [outcome] = await stage.run([document]);
  return outcome;
}
