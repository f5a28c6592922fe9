/** Ours beside the real `buf breaking`: the documented cases, the table of rules, and random pairs. */
import { beforeAll, describe, expect, test } from 'vitest';
import { withGone } from '../../../../src/artifacts/load.ts';
import { besides, findChanges } from '../../../../src/artifacts/schema/protobuf/diff.ts';
import { CATEGORIES, RULES } from '../../../../src/artifacts/schema/protobuf/finding.ts';
import { protobuf } from '../../../../src/artifacts/schema/protobuf/index.ts';
import { readProtobuf } from '../../../../src/artifacts/schema/protobuf/open.ts';
import { artifact } from './artifact.ts';
import { bufBreaking, bufRules, type Found } from './buf.ts';
import { facts } from './facts.ts';
import { filesOf, inPackage } from './packages.ts';

function sorted(rules: Iterable<string>): string[] {
  return [...new Set(rules)].sort();
}

describe("buf's rules", () => {
  let found: readonly Found[];
  beforeAll(() => {
    found = bufBreaking(filesOf(facts.map(([, base]) => base)), filesOf(facts.map(([, , head]) => head)));
  });

  test('at least sixty pairs are told', () => {
    expect(facts.length).toBeGreaterThanOrEqual(60);
  });

  test.each(facts.map((fact, index) => [fact[0], index] as const))('%s', (_, index) => {
    const [, base = '', head = '', changes = [], rules = []] = facts[index] ?? [];
    const [before, after] = [base, head].map((text) => readProtobuf(artifact(inPackage(text, index))));
    const ours = before && after ? findChanges(before, after) : [];

    expect(sorted(ours.map(({ change }) => change))).toEqual(sorted(changes));
    expect(sorted(ours.flatMap((one) => one.rules))).toEqual(sorted(rules));
    const bufs = found.filter((one) => isAbout(one, index) && !isSaidTwice(one, base, head));
    expect(sorted(bufs.map(({ rule }) => rule))).toEqual(sorted(rules));
  });

  test('every rule is in the categories that buf has it in', () => {
    const rules = bufRules();
    for (const [rule, categories] of Object.entries(RULES)) {
      expect(
        rules
          .get(rule)
          ?.filter((one) => (CATEGORIES as readonly string[]).includes(one))
          .sort(),
        rule,
      ).toEqual([...categories].sort());
    }
    expect([...rules.keys()].filter((rule) => !Object.hasOwn(RULES, rule))).toEqual([]);
  });
});

const file = (name: string, body: string) => `syntax = "proto3"; package ${name}; ${body}`;
const importing = (name: string, body: string) => file(name, `import "NAME.b.proto"; ${body}`);

/** By what becomes of a file that is imported: base's own and imported file, head's, and what buf has no other rule for. */
const GONE: readonly (readonly [string, readonly [string, string], Readonly<Record<string, string>>])[] = [
  [
    'a file that is gone with the last of its package',
    [importing('NAME', 'message A { NAME.b.B b = 1; }'), file('NAME.b', 'message B { int32 x = 1; } message C {}')],
    { a: file('NAME', 'message A { reserved 1; reserved "b"; }') },
  ],
  [
    'a file that is gone while its package stays',
    [
      importing('NAME', 'message A { B b = 1; } enum F { Y = 0; }'),
      file('NAME', 'message B {} message C {} enum E { Z = 0; }'),
    ],
    { a: file('NAME', 'message A { reserved 1; reserved "b"; } enum F { Y = 0; }') },
  ],
  [
    'a file by another name',
    [importing('NAME', 'message A { B b = 1; }'), file('NAME', 'message B { int32 x = 1; }')],
    {
      a: importing('NAME', 'message A { B b = 1; }').replace('b.proto', 'c.proto'),
      c: file('NAME', 'message B { int32 x = 1; }'),
    },
  ],
  [
    'a file of which a part is in another now',
    [importing('NAME', 'message A { B b = 1; }'), file('NAME', 'message B { int32 x = 1; } message C {}')],
    { a: file('NAME', 'message A { B b = 1; } message B { int32 y = 1; }') },
  ],
  [
    'a file that is only imported no longer',
    [importing('NAME', 'message A { B b = 1; }'), file('NAME', 'message B { int32 x = 1; }')],
    { a: file('NAME', 'message A { reserved 1; reserved "b"; }'), b: file('NAME', 'message B { int32 x = 1; }') },
  ],
  [
    'a file that is gone while its package stays in a file that nothing imports',
    [
      importing('NAME', 'message A { NAME.b.B b = 1; }'),
      file('NAME.b', 'message B { int32 x = 1; } enum E { Z = 0; }'),
    ],
    {
      a: file('NAME', 'message A { reserved 1; reserved "b"; }'),
      o: file('NAME.b', 'message Other {} enum Y { U = 0; }'),
    },
  ],
  [
    'a file that is gone and of which a part is in one that nothing imports',
    [
      importing('NAME', 'message A { B b = 1; } enum F { Y = 0; }'),
      file('NAME', 'message B {} message C {} enum E { Z = 0; } service S {}'),
    ],
    {
      a: file('NAME', 'message A { reserved 1; reserved "b"; } enum F { Y = 0; }'),
      o: file('NAME', 'message C {} enum E { Z = 0; } service S {}'),
    },
  ],
  [
    'a file of another package, while the one it was of stays in a file that nothing imports',
    [file('NAME', 'import "NAME.b.proto";'), file('NAME.b', 'message B {}')],
    {
      a: file('NAME.v2', 'import "NAME.b.proto";'),
      b: file('NAME.b', 'message B {}'),
      o: file('NAME', 'message O {}'),
    },
  ],
  [
    'a file of another package, while the one it was of stays in a file that it imports',
    [file('NAME', 'import "NAME.b.proto";'), file('NAME', 'message B {}')],
    { a: file('NAME.v2', 'import "NAME.b.proto";'), b: file('NAME', 'message B {}') },
  ],
  [
    'a file of another package, and of the one it was of none is left',
    [file('NAME', 'import "NAME.b.proto";'), file('NAME.b', 'message B {}')],
    { a: file('NAME.v2', 'import "NAME.b.proto";'), b: file('NAME.b', 'message B {}') },
  ],
];

describe('files that are gone', () => {
  const named = (files: Readonly<Record<string, string>>, index: number) =>
    Object.fromEntries(
      Object.entries(files).map(([name, text]) => [`g${index}.${name}.proto`, text.replaceAll('NAME', `g${index}`)]),
    );
  const pairs = GONE.map(([, [a, b], head], index) => [named({ a, b }, index), named(head, index)] as const);
  let found: readonly Found[];
  beforeAll(() => {
    const [base, head] = [0, 1].map((side) => new Map(pairs.flatMap((pair) => Object.entries(pair[side] ?? {}))));
    found = bufBreaking(base ?? new Map(), head ?? new Map());
  });

  test.each(GONE.map(([name], index) => [name, index] as const))('%s', async (_, index) => {
    const [base = {}, head = {}] = pairs[index] ?? [];
    // What head imports no longer is none of its artifact, whether it is there or not.
    const own = Object.fromEntries(
      Object.entries(head).filter(([path]) => Object.values(head)[0]?.includes(`"${path}"`) || path.includes('.a.')),
    );
    const files = {
      read: async (path: string) => head[path],
      readBytes: async () => undefined,
    };
    const known = await withGone(artifact(base), artifact(own), protobuf, files, async () => Object.keys(head));
    const ours = findChanges(readProtobuf(artifact(base)), readProtobuf(artifact(own)), besides(known));

    const bufs = found.filter(({ path, message }) => path.startsWith(`g${index}.`) || message.includes(`"g${index}`));
    expect(sorted(ours.flatMap(({ rules }) => rules))).toEqual(sorted(bufs.map(({ rule }) => rule)));
  });
});

/** What is gone from a package is in no file. */
function isAbout({ path, message }: Found, index: number): boolean {
  return path === `p${index}.proto` || (path === '' && message.includes(`package "p${index}"`));
}

/** Messages of a package that is another are gone by their full names, and ours are compared by what they are called in it. */
function isSaidTwice({ rule }: Found, base: string, head: string): boolean {
  return rule === 'MESSAGE_NO_DELETE' && !base.includes('PKG.v2') && head.includes('PKG.v2');
}
