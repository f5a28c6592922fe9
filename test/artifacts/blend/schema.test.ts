import { describe, expect, test } from 'vitest';
import { type Blend, blend } from '../../../src/artifacts/blend/blend.ts';
import type { Artifact } from '../../../src/artifacts/engine.ts';
import { jsonSchema } from '../../../src/artifacts/schema/json-schema/index.ts';
import { artifact } from '../schema/json-schema/artifact.ts';

type Files = Readonly<Record<string, unknown>>;

describe('one file', () => {
  test('a required property that went and a type that changed are applied one by one', () => {
    const { apply, indexOf } = blended(
      { required: ['id', 'delay'], properties: { id: { type: 'string' }, delay: { type: 'integer' } } },
      { required: ['delay'], properties: { delay: { type: 'number' } } },
    );

    expect(apply(indexOf('required-removed'))).toEqual({
      required: ['delay'],
      properties: { id: { type: 'string' }, delay: { type: 'integer' } },
    });
    expect(apply(indexOf('property-removed'))).toEqual({
      required: ['id', 'delay'],
      properties: { delay: { type: 'integer' } },
    });
    expect(apply(indexOf('integer-to-number'))).toEqual({
      required: ['id', 'delay'],
      properties: { id: { type: 'string' }, delay: { type: 'number' } },
    });
  });

  test('properties and names of a keyword that base lacks come one by one', () => {
    const { merged, apply } = blended(
      { type: 'object' },
      { type: 'object', required: ['a', 'b'], properties: { a: { type: 'string' }, b: { type: 'string' } } },
    );

    expect(merged).toEqual([]);
    expect(apply(0)).toEqual({ type: 'object', required: ['a'] });
    expect(apply(2)).toEqual({ type: 'object', properties: { a: { type: 'string' } } });
  });

  test('one value for another in a list of values is two edits', () => {
    const { apply, indexOf } = blended({ enum: ['a', 'b'] }, { enum: ['c', 'b'] });

    expect(apply(indexOf('enum-value-removed'))).toEqual({ enum: ['b'] });
    expect(apply(indexOf('enum-value-added'))).toEqual({ enum: ['a', 'c', 'b'] });
  });

  test('a bound that another keyword now says is one edit', () => {
    const { merged, apply, indexOf } = blended(
      { properties: { a: { minimum: 3, maximum: 9 } } },
      { properties: { a: { exclusiveMinimum: 3, maximum: 8 } } },
    );

    expect(merged).toEqual([]);
    expect(apply(indexOf('minimum-tightened'))).toEqual({ properties: { a: { exclusiveMinimum: 3, maximum: 9 } } });
    expect(apply(indexOf('maximum-tightened'))).toEqual({ properties: { a: { minimum: 3, maximum: 8 } } });
  });

  test('values that became a constant cannot be taken apart', () => {
    const { merged, edits } = blended({ enum: ['a', 'b', 'c'] }, { const: 'a' });

    expect(edits).toHaveLength(2);
    expect(merged).toEqual([[0, 1]]);
  });

  test('a declared rename takes both names along, and what changed in the property', () => {
    const { merged, edits, apply } = blended(
      { properties: { a: { type: 'integer' }, z: { maxLength: 3 } } },
      { properties: { b: { type: 'number', 'x-renamed-from': 'a' }, z: { maxLength: 4 } } },
    );

    expect(edits.map(({ change }) => change)).toEqual(['property-renamed', 'integer-to-number', 'max-length-loosened']);
    expect(merged).toEqual([[0, 1]]);
    expect(apply(0, 1)).toEqual({
      properties: { b: { type: 'number', 'x-renamed-from': 'a' }, z: { maxLength: 3 } },
    });
  });

  test('a definition under another name stays until nothing refers to it', () => {
    const { merged, apply, indexOf } = blended(
      { properties: { a: { $ref: '#/$defs/x' }, b: { type: 'string' } }, $defs: { x: { minLength: 3 } } },
      { properties: { a: { $ref: '#/$defs/y' }, b: { type: 'integer' } }, $defs: { y: { minLength: 4 } } },
    );

    expect(merged).toEqual([]);
    expect(apply(indexOf('min-length-tightened'))).toEqual({
      properties: { a: { $ref: '#/$defs/y' }, b: { type: 'string' } },
      $defs: { x: { minLength: 3 }, y: { minLength: 4 } },
    });
    expect(apply(indexOf('type-changed'))).toEqual({
      properties: { a: { $ref: '#/$defs/x' }, b: { type: 'integer' } },
      $defs: { x: { minLength: 3 }, y: { minLength: 4 } },
    });
  });

  test('definitions under other names are taken apart although each leads back to the whole', () => {
    const tree = (first: string, second: string, longest: number) => ({
      properties: { a: { $ref: `#/$defs/${first}` }, b: { $ref: `#/$defs/${second}` } },
      $defs: {
        [first]: { maxLength: longest, items: { $ref: '#' } },
        [second]: { maxLength: longest, items: { $ref: '#' } },
      },
    });
    const { merged, edits, apply } = blended(tree('v', 'w', 3), tree('x', 'y', 4));

    expect(edits.map(({ pointer }) => pointer)).toEqual(['/$defs/x/maxLength', '/$defs/y/maxLength']);
    expect(merged).toEqual([]);
    expect(apply(1)).toMatchObject({ properties: { a: { $ref: '#/$defs/v' }, b: { $ref: '#/$defs/y' } } });
  });

  test('what a definition says that only one side refers to changes with that side', () => {
    const { apply, indexOf } = blended(
      { properties: { a: { $ref: '#/$defs/x' }, b: { type: 'string' } }, $defs: { x: { maxLength: 3 } } },
      { properties: { a: { maxLength: 5 }, b: { type: 'number' } }, $defs: { x: { maxLength: 4 } } },
    );

    expect(apply(indexOf('type-changed'))).toEqual({
      properties: { a: { $ref: '#/$defs/x' }, b: { type: 'number' } },
      $defs: { x: { maxLength: 3 } },
    });
  });

  test('edits that follow from a change of draft come with it', () => {
    const { merged, edits } = blended(
      { $schema: 'http://json-schema.org/draft-07/schema#', prefixItems: [{ type: 'string' }], maxLength: 3 },
      { $schema: 'https://json-schema.org/draft/2020-12/schema', prefixItems: [{ type: 'string' }], maxLength: 4 },
    );

    const names = merged.map((group) => group.map((index) => edits[index]?.change));
    expect(names).toEqual([['draft-changed', 'item-added']]);
    expect(edits).toHaveLength(3);
  });
});

describe('several files', () => {
  const root = { properties: { home: { $ref: 'address.json' }, age: { type: 'integer' } } };

  test('edits of a file that is referred to and of the file that refers are applied one by one', () => {
    const { files, edits } = blendedFiles(
      { 'a.json': root, 'address.json': { maxLength: 3, pattern: '^a' } },
      {
        'a.json': { properties: { ...root.properties, age: { type: 'number' } } },
        'address.json': { maxLength: 4, pattern: '^b' },
      },
    );

    expect(edits.map(({ artifact, change }) => [artifact, change])).toEqual([
      ['a.json', 'integer-to-number'],
      ['address.json', 'max-length-loosened'],
      ['address.json', 'pattern-changed'],
    ]);
    expect(files(1)).toEqual({ 'a.json': root, 'address.json': { maxLength: 4, pattern: '^a' } });
    expect(files(0, 2)).toEqual({
      'a.json': { properties: { ...root.properties, age: { type: 'number' } } },
      'address.json': { maxLength: 3, pattern: '^b' },
    });
  });

  test('a file that only head has comes with the edit that refers to it', () => {
    const { files, edits } = blendedFiles(
      { 'a.json': { properties: { age: { type: 'integer' } } } },
      {
        'a.json': { properties: { home: { $ref: 'address.json' }, age: { type: 'number' } } },
        'address.json': { maxLength: 3 },
      },
    );
    const [age, home] = ['integer-to-number', 'property-added'].map((name) =>
      edits.findIndex((e) => e.change === name),
    );

    expect(files(age ?? -1)).toEqual({ 'a.json': { properties: { age: { type: 'number' } } } });
    expect(files(home ?? -1)).toEqual({
      'a.json': { properties: { age: { type: 'integer' }, home: { $ref: 'address.json' } } },
      'address.json': { maxLength: 3 },
    });
  });

  test('a schema taken out into a file of its own goes with what changed in it', () => {
    const { files, merged, edits } = blendedFiles(
      { 'a.json': { properties: { home: { type: 'string', maxLength: 3 }, age: { type: 'integer' } } } },
      {
        'a.json': { properties: { ...root.properties, age: { type: 'number' } } },
        'address.json': { type: 'string', maxLength: 4 },
      },
    );
    const longer = edits.findIndex(({ change }) => change === 'max-length-loosened');

    expect(merged).toEqual([]);
    expect(files(longer)).toEqual({ 'a.json': root, 'address.json': { type: 'string', maxLength: 4 } });
    expect(files(1 - longer)).toEqual({
      'a.json': { properties: { home: { type: 'string', maxLength: 3 }, age: { type: 'number' } } },
    });
  });

  test('an artifact of several files that moved is applied as a whole', () => {
    const base = artifact({ 'old/a.json': root, 'old/address.json': { maxLength: 3, pattern: 'a' } });
    const head = artifact({ 'new/a.json': root, 'new/address.json': { maxLength: 4, pattern: 'b' } });

    expect(blend(jsonSchema, base, head)?.merged).toEqual([[0, 1]]);
  });
});

function blended(base: unknown, head: unknown) {
  const { edits, merged, files } = blendedFiles({ 'a.json': base }, { 'a.json': head });
  return {
    edits,
    merged,
    apply: (...chosen: number[]) => files(...chosen)['a.json'],
    indexOf: (change: string) => edits.findIndex((edit) => edit.change === change),
  };
}

function blendedFiles(
  base: Files,
  head: Files,
): Pick<Blend, 'edits' | 'merged'> & { files(...chosen: number[]): Files } {
  const result = blend(jsonSchema, artifact(base), artifact(head));
  if (!result) throw new Error('both sides are there');
  return { ...result, files: (...chosen) => parsed(result.apply(new Set(chosen))) };
}

function parsed({ files }: Artifact): Files {
  return Object.fromEntries(Array.from(files, ([path, text]) => [path, JSON.parse(String(text))]));
}
