/**
 * The conformance cases of CEL (https://github.com/google/cel-spec, v0.25.1, as @bufbuild/cel-spec ships them) that rules on
 * JSON can ask: no Protobuf messages, no types as values, variables that JSON holds.
 */
import { tests } from '@bufbuild/cel-spec/testdata/conformance.js';
import { expect, test } from 'vitest';
import type { Engine } from '../../../src/artifacts/engine.ts';
import { cel } from '../../../src/artifacts/rules/cel/index.ts';
import { celBufbuild } from '../../../src/artifacts/rules/cel-bufbuild/index.ts';

type Json = Readonly<Record<string, unknown>>;
type Suite = {
  readonly name: string;
  readonly suites?: readonly Suite[];
  readonly tests?: readonly { readonly original: Json }[];
};

interface Case {
  readonly suite: string;
  readonly expression: string;
  readonly document: Json;
  /** Undefined where the case is an error. */
  readonly expected: { readonly value: unknown } | undefined;
}

const FOREIGN = Symbol('no JSON');

function valueIn(value: unknown): unknown {
  const [[kind, held] = []] = Object.entries(value as Json);
  switch (kind) {
    case 'nullValue':
      return null;
    case 'int64Value':
    case 'uint64Value': {
      const number = Number(held);
      return Number.isSafeInteger(number) ? number : BigInt(String(held));
    }
    case 'doubleValue':
      return Number(held);
    case 'boolValue':
    case 'stringValue':
    case 'bytesValue':
      return held;
    case 'listValue':
      return ((held as Json).values as unknown[] | undefined)?.map(valueIn) ?? [];
    case 'mapValue': {
      const entries = ((held as Json).entries ?? []) as { key: unknown; value: unknown }[];
      return Object.fromEntries(entries.map(({ key, value: member }) => [String(valueIn(key)), valueIn(member)]));
    }
    default:
      throw FOREIGN;
  }
}

function caseOf(suite: string, original: Json): Case | undefined {
  const { expr, value, evalError, bindings = {}, container, checkOnly, disableMacros, typedResult } = original;
  if (container !== undefined || checkOnly || disableMacros || typedResult) return undefined;
  if (/Test(?:All|Required)|google\.protobuf|cel\.expr/.test(String(expr))) return undefined;
  try {
    const held = Object.entries(bindings as Json).map(([name, bound]) => [name, boundValue(bound)]);
    const expected = evalError === undefined ? { value: value === undefined ? true : valueIn(value) } : undefined;
    return { suite, expression: String(expr), document: Object.fromEntries(held), expected };
  } catch (error) {
    if (error === FOREIGN) return undefined;
    throw error;
  }
}

function boundValue(bound: unknown): unknown {
  const text = JSON.stringify(bound);
  if (/uint64Value|bytesValue|doubleValue|typeValue|objectValue/.test(text)) throw FOREIGN;
  return valueIn((bound as Json).value);
}

function casesIn(suite: Suite, name: string): Case[] {
  const own = (suite.tests ?? []).flatMap(({ original }) => caseOf(name, original) ?? []);
  return [...own, ...(suite.suites ?? []).flatMap((inner) => casesIn(inner, name))];
}

const all = tests as unknown as Suite;
/** Extensions that CEL's own libraries bring are none of the language. */
const EXTENSIONS = [
  'bindings_ext',
  'block_ext',
  'encoders_ext',
  'math_ext',
  'network_ext',
  'optionals',
  'proto2_ext',
  'string_ext',
  'macros2',
];
const cases = (all.suites ?? [])
  .filter(({ name }) => !EXTENSIONS.includes(name))
  .flatMap((suite) => casesIn(suite, suite.name));

async function passes(engine: Engine, { expression, document, expected }: Case): Promise<boolean> {
  const artifact = {
    path: 'rule.cel',
    kind: engine.kind,
    files: new Map([['rule.cel', expression]]),
    options: { integers: 'int' },
  };
  const stage = await engine.compile(artifact).catch(() => undefined);
  const [outcome] = (await stage?.run([document])) ?? [];
  if (!expected) return outcome?.outcome !== 'ok';
  return outcome?.outcome === 'ok' && isSame(outcome.value, expected.value);
}

function isSame(one: unknown, other: unknown): boolean {
  try {
    expect(one).toEqual(other);
    return true;
  } catch {
    return false;
  }
}

async function failuresOf(engine: Engine): Promise<Record<string, number>> {
  const failures: Record<string, number> = {};
  for (const one of cases) if (!(await passes(engine, one))) failures[one.suite] = (failures[one.suite] ?? 0) + 1;
  return failures;
}

/** By suite, of 1,049. docs/engines.md names the differences. */
test('each library passes what docs/engines.md says', async () => {
  expect(cases.length).toBe(1049);
  expect(await failuresOf(cel)).toEqual({
    basic: 2,
    comparisons: 36,
    conversions: 11,
    fields: 24,
    integer_math: 2,
    lists: 5,
    logic: 5,
    macros: 7,
    namespace: 1,
    parse: 26,
    plumbing: 1,
    timestamps: 19,
  });
  expect(await failuresOf(celBufbuild)).toEqual({ fields: 7 });
});
