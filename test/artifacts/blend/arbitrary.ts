/** Pairs of base and head that mostly agree, as two versions of a file do. */
import fc from 'fast-check';
import { schemas } from '../schema/json-schema/arbitrary.ts';

const scalar = fc.constantFrom<unknown>(null, true, false, 0, -0, 1, 2, 180, 0.5, 1e300, '', 'a', 'b', 'short');
const key = fc.constantFrom('a', 'b', 'c', '1', 'x/y', '__proto__', 'a b');
const operator = fc.constantFrom('==', '>', '>=', 'and', 'or', 'if', '+', 'var');

const { value, rule } = fc.letrec<{ value: unknown; rule: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map(fromEntries),
  ),
  rule: fc.oneof(
    { depthSize: 'small', maxDepth: 4, withCrossShrink: true },
    scalar,
    fc.tuple(operator, fc.array(tie('rule'), { maxLength: 5 })).map((entry) => fromEntries([entry])),
    fc.array(fc.tuple(key, tie('rule')), { minLength: 2, maxLength: 3 }).map(fromEntries),
  ),
}));

export type Sides = readonly [base: unknown, head: unknown];

/** Two JSON values. */
export const values: fc.Arbitrary<Sides> = sides(value);
/** Two mappings. */
export const params: fc.Arbitrary<Sides> = sides(fc.array(fc.tuple(key, value), { maxLength: 5 }).map(fromEntries));
/** Two rules of JSONLogic, with decisions of several members. */
export const rules: fc.Arbitrary<Sides> = sides(rule);

/**
 * Two schemas of which head has two or three keywords from elsewhere, one of them perhaps in a definition, which perhaps
 * has another name.
 */
export const schemaVersions: fc.Arbitrary<Sides> = fc
  .tuple(schemas, schemas, fc.array(fc.nat(), { minLength: 2, maxLength: 3 }), fc.boolean())
  .map(([base, other, seeds, isRenamed]) => {
    const head = seeds.reduce((version, seed) => grafted(version, other, seed), base);
    return [base, isRenamed ? renamed(head) : head];
  });

type Schema = boolean | Record<string, unknown>;

function grafted(base: Schema, other: Schema, seed: number): Schema {
  if (typeof base === 'boolean' || typeof other === 'boolean') return base;
  const keys = [...new Set([...Object.keys(base), ...Object.keys(other)])];
  const keyword = keys[seed % Math.max(1, keys.length)];
  const kept = Object.entries(base).filter(([name]) => name !== keyword);
  const [mine, theirs] = [definitionsOf(base), definitionsOf(other)];
  if (keyword === '$defs' && mine && theirs)
    return { ...base, $defs: { ...mine, x: grafted(mine.x, theirs.x, Math.floor(seed / 7)) } };
  return Object.fromEntries([...kept, ...Object.entries(other).filter(([name]) => name === keyword)]);
}

function renamed(schema: Schema): Schema {
  const definitions = typeof schema === 'boolean' ? undefined : definitionsOf(schema);
  if (!definitions) return schema;
  const { x, ...others } = definitions;
  return JSON.parse(
    JSON.stringify({ ...Object(schema), $defs: { ...others, z: x } }).replaceAll('/$defs/x', '/$defs/z'),
  );
}

/** As the schemas of this file have them. */
function definitionsOf({ $defs }: Record<string, unknown>): Record<'x' | 'y', Schema> | undefined {
  return $defs as Record<'x' | 'y', Schema> | undefined;
}

/** Any two, or head is base with some of its parts replaced, taken out or put in. */
function sides(one: fc.Arbitrary<unknown>): fc.Arbitrary<Sides> {
  const changes = fc.array(fc.tuple(fc.nat(), fc.nat(3), one), { minLength: 1, maxLength: 4 });
  return fc.oneof(
    { weight: 1, arbitrary: fc.tuple(one, one) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(one, changes)
        .map(([base, list]): Sides => [base, list.reduce((head: unknown, change) => changed(head, ...change), base)]),
    },
  );
}

/** Follows the seed down into the value and changes something there. */
function changed(value: unknown, seed: number, kind: number, other: unknown): unknown {
  if (typeof value !== 'object' || value === null) return other;
  const entries = Object.entries(value);
  const index = entries.length === 0 ? 0 : seed % entries.length;
  const [name, inner] = entries[index] ?? ['a', null];
  const at: [string, unknown] = [name, changed(inner, Math.floor(seed / 7), kind, other)];
  const next =
    kind === 0 || entries.length === 0
      ? entries.toSpliced(index, 0, [Array.isArray(value) ? '' : 'd', other])
      : kind === 1
        ? entries.toSpliced(index, 1)
        : entries.toSpliced(index, 1, kind === 2 && !Array.isArray(value) ? [`${name}2`, inner] : at);
  return Array.isArray(value) ? next.map(([, member]) => member) : fromEntries(next);
}

/** Makes own members of all names, `__proto__` too. */
function fromEntries(entries: readonly (readonly [string, unknown])[]): unknown {
  return Object.fromEntries(entries);
}
