import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { type Blend, blend } from '../../../src/artifacts/blend/blend.ts';
import type { Grammar } from '../../../src/artifacts/diff/grammar.ts';
import { mergeTrees } from '../../../src/artifacts/diff/merged-tree.ts';
import { render } from '../../../src/artifacts/diff/render.ts';
import type { ValueChange } from '../../../src/artifacts/diff/value-change.ts';
import { findValueChanges } from '../../../src/artifacts/diff/value-changes.ts';
import type { Artifact, Edit, Engine } from '../../../src/artifacts/engine.ts';
import { params as paramsEngine } from '../../../src/artifacts/model/params/index.ts';
import { parseArtifact } from '../../../src/artifacts/parse.ts';
import { grammar as logic } from '../../../src/artifacts/rules/json-logic/diff.ts';
import { jsonLogicJs } from '../../../src/artifacts/rules/json-logic-js/index.ts';
import { grammar as schema } from '../../../src/artifacts/schema/json-schema/blend/grammar.ts';
import { jsonSchema } from '../../../src/artifacts/schema/json-schema/index.ts';
import { parseSource, type Source } from '../../../src/document/source.ts';
import { artifactOf } from '../artifact.ts';
import { schemas } from '../schema/json-schema/arbitrary.ts';
import { params, rules, type Sides, schemaVersions, values } from './arbitrary.ts';

const options = { seed: 20260301, numRuns: 200 };

const languages: readonly (readonly [string, Grammar, fc.Arbitrary<Sides>])[] = [
  ['JSON values', {}, values],
  ['params', {}, params],
  ['rules', logic, rules],
  ['schemas', schema, fc.tuple(schemas, schemas)],
];

test.each(languages)('two %s merged are base without the changes, and head with all of them', (_, grammar, pairs) => {
  fc.assert(
    fc.property(pairs, ([base, head]) => {
      const [before, after] = [read(JSON.stringify(base)), read(JSON.stringify(head))];
      const { node: merged } = mergeTrees(before, after, grammar);

      const none = read(render(merged, () => false)).value;
      const all = read(render(merged, () => true)).value;

      expect(withoutEmpty(none, grammar.emptyIsAbsent)).toEqual(withoutEmpty(before.value, grammar.emptyIsAbsent));
      expect(withoutEmpty(all, grammar.emptyIsAbsent)).toEqual(withoutEmpty(after.value, grammar.emptyIsAbsent));
    }),
    options,
  );
});

describe.each([
  ['rules', jsonLogicJs, rules, 'a.json'],
  ['params', paramsEngine, params, 'a.json'],
  ['params in YAML', paramsEngine, params, 'a.yaml'],
] as const)('a blend of two %s', (_, engine, pairs, path) => {
  test('with one edit differs from base by what that edit changes', () => {
    fc.assert(
      fc.property(pairs, ([base, head]) => {
        const [before, after] = [artifact(engine, base, path), artifact(engine, head, path)];
        const whole = changesBetween(engine, before, after);
        const { edits, merged, apply } = blended(engine, before, after);

        expect(merged).toEqual([]);
        expect(edits).toHaveLength(whole.length);
        for (const index of edits.keys()) {
          const found = changesBetween(engine, before, apply(new Set([index])));

          expect(found).toHaveLength(1);
          // An item that loses its only member has nothing in common with what it was: replaced, says the diff.
          if (found[0]?.change !== 'changed') expect(found).toEqual([whole[index]]);
        }
      }),
      options,
    );
  });

  test('without one edit lacks that one alone to be head', () => {
    fc.assert(
      fc.property(pairs, ([base, head]) => {
        const [before, after] = [artifact(engine, base, path), artifact(engine, head, path)];
        const { edits, apply } = blended(engine, before, after);

        for (const index of edits.keys()) {
          const others = new Set(edits.keys().filter((other) => other !== index));

          expect(engine.diff(apply(others), after)).toHaveLength(1);
        }
      }),
      options,
    );
  });

  test('is the same text for the same edits, in whatever order they are named and taken apart', () => {
    fc.assert(
      fc.property(pairs, fc.nat(), ([base, head], seed) => {
        const [before, after] = [artifact(engine, base, path), artifact(engine, head, path)];
        const { edits, apply } = blended(engine, before, after);
        const chosen = [...edits.keys().filter((index) => (seed >> index) & 1)];

        expect(blended(engine, before, after).apply(new Set(chosen.toReversed()))).toEqual(apply(new Set(chosen)));
      }),
      { ...options, numRuns: 100 },
    );
  });
});

describe('a blend of two versions of a schema', () => {
  const some = { ...options, numRuns: 150 };

  test('with none of the edits is base, with all of them head', () => {
    fc.assert(
      fc.property(schemaVersions, ([base, head]) => {
        const [before, after] = [artifact(jsonSchema, base, 'a.json'), artifact(jsonSchema, head, 'a.json')];
        const { edits, apply } = blended(jsonSchema, before, after);
        fc.pre(edits.length > 0);

        expect(apply(new Set())).toEqual(before);
        expect(apply(new Set(edits.keys()))).toEqual(after);
      }),
      some,
    );
  });

  test('with one group of edits differs from base by those edits', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(schemaVersions, ([base, head]) => {
        const before = artifact(jsonSchema, base, 'a.json');
        const { edits, merged, apply } = blended(jsonSchema, before, artifact(jsonSchema, head, 'a.json'));
        // A reference in a circle without end is no schema that anybody can use, and is only looked for in the whole.
        fc.pre(edits.every(({ change }) => change !== 'reference-changed'));
        const together = merged.flat();
        const alone = [...edits.keys()].filter((index) => !together.includes(index)).map((index) => [index]);

        // What one of these says depends on the keywords beside it, so that an edit may count beside another one only.
        const isEntangled = /"(unevaluated|contains)/.test(JSON.stringify([base, head]));
        for (const group of [...merged, ...alone]) {
          const found = jsonSchema.diff(before, apply(new Set(group))).map(sense);

          expect(group.map((index) => sense(edits[index]))).toEqual(expect.arrayContaining(found));
          if (!isEntangled) expect(found).toHaveLength(group.length);
        }
      }),
      some,
    );
  });
});

function blended(engine: Engine, base: Artifact, head: Artifact): Blend {
  const result = blend(engine, base, head);
  if (!result) throw new Error('both sides are there');
  return result;
}

function artifact(engine: Engine, value: unknown, path: string): Artifact {
  return artifactOf(engine, path.endsWith('.yaml') ? stringify(value) : JSON.stringify(value), path);
}

function read(text: string): Source {
  return parseSource(text, 'a.json');
}

/** What changed, without its place: items that are not there move those behind them. */
function changesBetween(engine: Engine, base: Artifact, head: Artifact): Partial<ValueChange>[] {
  const found = findValueChanges(parseArtifact(base), parseArtifact(head), engine === jsonLogicJs ? logic : {});
  return found.map(({ change, base, head, list }) => ({ change, base: change === 'moved' ? '' : base, head, list }));
}

function sense(edit: Edit | undefined): string {
  return `${edit?.change} ${edit?.pointer?.replaceAll(/\d+/g, 'n')} ${edit?.message.replace(/item \d+/, 'item')}`;
}

function withoutEmpty(value: unknown, isAbsent: (key: string) => boolean = () => false): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutEmpty(item, isAbsent));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value)
    .filter(([key, member]) => !isAbsent(key) || typeof member !== 'object' || Object.keys(member ?? {}).length > 0)
    .map(([key, member]) => [key, withoutEmpty(member, isAbsent)]);
  return Object.fromEntries(members);
}
