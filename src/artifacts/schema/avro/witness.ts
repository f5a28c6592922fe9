/** Small messages of which one may be accepted by one version of a schema and refused by another, made from the schemas alone. */
import type { Artifact } from '../../artifact.ts';
import { smallestFirst } from '../smallest-first.ts';
import { branchesOf, type EnumSchema, type Field, type RecordSchema, type Schema } from './model.ts';
import { openAvro } from './read.ts';

/** Deeper than this a message is not small. */
const DEEPEST = 8;

/** As JSON, the branches of unions without their names. Throws ArtifactError. */
export function messageCandidates(base: Artifact, head: Artifact): readonly unknown[] {
  const [was, is] = [base, head].map((artifact) => openAvro(artifact).root);
  return was && is ? smallestFirst(valuesOf(was, is, 0)) : [];
}

/** One of every type, and those at the edges of what either version says. */
function valuesOf(base: Schema, head: Schema, depth: number): unknown[] {
  if (depth > DEEPEST) return [];
  const small = [base, head].map((schema) => smallest(schema, depth));
  return [...small, ...PLAIN, ...inside(base, head, depth)];
}

const PLAIN: readonly unknown[] = [
  ...[null, true, 0, -1, 0.5, 2 ** 31, 2 ** 53 - 1, 1e300, '', 'a', '1', [], {}, '2000-01-01'],
];

function inside(base: Schema, head: Schema, depth: number): unknown[] {
  if (base.kind === 'union' || head.kind === 'union') {
    const [was, is] = [branchesOf(base), branchesOf(head)];
    return [
      ...[...was, ...is].flatMap((branch) => ofOne(branch, depth)),
      ...was.flatMap((branch) =>
        is.filter(({ kind }) => kind === branch.kind).flatMap((other) => inside(branch, other, depth)),
      ),
    ];
  }
  if (base.kind === 'record' && head.kind === 'record') return recordsOf(base, head, depth);
  if (base.kind === 'array' && head.kind === 'array')
    return valuesOf(base.items, head.items, depth + 1).map((value) => [value]);
  if (base.kind === 'map' && head.kind === 'map')
    return valuesOf(base.values, head.values, depth + 1).map((value) => ({ a: value }));
  return [base, head].flatMap((schema) => ofOne(schema, depth));
}

function ofOne(schema: Schema, depth: number): unknown[] {
  if (schema.kind === 'enum') return symbolsOf(schema);
  return [smallest(schema, depth)];
}

const MOST_SYMBOLS = 200;

function symbolsOf({ symbols }: EnumSchema): string[] {
  return [...symbols].slice(0, MOST_SYMBOLS);
}

/** The smallest record of each version, and each with one field that differs. */
function recordsOf(base: RecordSchema, head: RecordSchema, depth: number): unknown[] {
  const names = [...new Set([...base.fields.keys(), ...head.fields.keys()])];
  const differing = names.filter((name) => !isSameField(base.fields.get(name), head.fields.get(name)));
  return [base, head].flatMap((record) => {
    const row = smallestRecord(record, depth);
    return differing.flatMap((name) => {
      const [was, is] = [base.fields.get(name), head.fields.get(name)];
      const [one, other] = [was ?? is, is ?? was];
      const values = one && other ? valuesOf(one.type, other.type, depth + 1) : [];
      const others = Object.fromEntries(Object.entries(row).filter(([key]) => key !== name));
      return [others, ...values.map((value) => ({ ...others, [name]: value }))];
    });
  });
}

function smallestRecord({ fields }: RecordSchema, depth: number): Record<string, unknown> {
  const asked = [...fields.values()].filter(({ fallback }) => !fallback);
  return Object.fromEntries(asked.map(({ name, type }) => [name, smallest(type, depth + 1)]));
}

function smallest(schema: Schema, depth: number): unknown {
  switch (schema.kind) {
    case 'null':
      return null;
    case 'boolean':
      return false;
    case 'int':
    case 'long':
    case 'float':
    case 'double':
      return 0;
    case 'bytes':
    case 'string':
      return '';
    case 'enum':
      return symbolsOf(schema)[0];
    case 'fixed':
      return 'a'.repeat(Math.min(schema.size, 10_000));
    case 'array':
      return [];
    case 'map':
      return {};
    case 'union': {
      const branch = schema.branches.find(({ kind }) => kind === 'null') ?? schema.branches[0];
      return branch ? smallest(branch, depth) : null;
    }
    case 'record':
      // One that has to hold itself has no end.
      return depth > DEEPEST ? null : smallestRecord(schema, depth);
    default:
      return schema satisfies never;
  }
}

function isSameField(base: Field | undefined, head: Field | undefined): boolean {
  if (!base || !head) return false;
  if ((base.fallback === undefined) !== (head.fallback === undefined)) return false;
  return base.aliases.join() === head.aliases.join() && isSame(base.type, head.type, new Map());
}

/** @param taken pairs that are the same, unless something else in them is not */
function isSame(base: Schema, head: Schema, taken: Map<Schema, Set<Schema>>): boolean {
  const known = taken.get(base) ?? new Set();
  if (known.has(head)) return true;
  taken.set(base, known.add(head));
  const all = (was: readonly Schema[], is: readonly Schema[]) =>
    was.length === is.length && was.every((one, index) => isSame(one, is[index] as Schema, taken));
  if (base.kind === 'record' && head.kind === 'record') {
    const [was, is] = [base, head].map(({ fields }) => [...fields.values()]);
    const outline = (fields: readonly Field[] = []) =>
      fields.map(({ name, aliases, fallback }) => `${name} ${aliases} ${fallback !== undefined}`).join();
    return (
      outline(was) === outline(is) &&
      all(
        (was ?? []).map(({ type }) => type),
        (is ?? []).map(({ type }) => type),
      )
    );
  }
  if (base.kind === 'enum' && head.kind === 'enum')
    return base.fallback === head.fallback && [...base.symbols].join() === [...head.symbols].join();
  if (base.kind === 'fixed' && head.kind === 'fixed') return base.size === head.size;
  if (base.kind === 'array' && head.kind === 'array') return isSame(base.items, head.items, taken);
  if (base.kind === 'map' && head.kind === 'map') return isSame(base.values, head.values, taken);
  if (base.kind === 'union' && head.kind === 'union') return all(base.branches, head.branches);
  return base.kind === head.kind && logicalOf(base) === logicalOf(head);
}

function logicalOf(schema: Schema): string {
  return JSON.stringify('logical' in schema ? schema.logical : null);
}
