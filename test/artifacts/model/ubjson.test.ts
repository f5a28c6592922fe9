/** XGBoost's binary form: the same models as their JSON (fixtures/make-boosted.py), and files that are cut or lie. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Artifact } from '../../../src/artifacts/engine.ts';
import { xgboost } from '../../../src/artifacts/model/xgboost/index.ts';
import { decodeUbjson, UbjsonError } from '../../../src/artifacts/model/xgboost/ubjson.ts';
import { ArtifactError } from '../../../src/errors.ts';
import { runs } from '../../runs.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');

function artifact(content: Uint8Array, path = 'm.ubj'): Artifact {
  const outputs = { prediction: '/prediction', margin: '/margin' };
  return { path, kind: 'model', files: new Map([[path, content]]), options: { outputs } };
}

function bytes(...parts: readonly (string | number)[]): Uint8Array {
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))));
}

describe.each(['binary', 'classes', 'dart'])('xgboost-%s.ubj', (name) => {
  const [binary, json] = ['ubj', 'json'].map((ending) => readFileSync(join(FIXTURES, `xgboost-${name}.${ending}`)));
  if (!binary || !json) throw new Error('no fixture');

  test('predicts as Python does, and as its JSON', async () => {
    const { rows, predictions } = JSON.parse(readFileSync(join(FIXTURES, 'xgboost.predictions.json'), 'utf8')) as {
      rows: readonly (readonly (number | null)[])[];
      predictions: Record<string, { prediction: readonly (number | number[])[] }>;
    };
    const documents = rows.map(([amount, age, hour, country]) => ({ amount, age, hour, country }));
    const outcomes = await (await xgboost.compile(artifact(binary))).run(documents);
    expect(outcomes).toEqual(await (await xgboost.compile(artifact(json, 'm.json'))).run(documents));
    const found = outcomes.map((outcome) =>
      outcome.outcome === 'ok' ? (outcome.value as { prediction: unknown }).prediction : outcome,
    );
    const close = (value: number | number[]): unknown =>
      Array.isArray(value) ? value.map(close) : expect.closeTo(value, 6);
    expect(found).toEqual(predictions[name]?.prediction.map(close));
  });

  test('is no edit of its JSON, and its edits have no lines', () => {
    expect(xgboost.diff(artifact(json), artifact(binary))).toEqual([]);
    const other = readFileSync(join(FIXTURES, name === 'dart' ? 'xgboost-binary.ubj' : 'xgboost-dart.ubj'));
    const edits = xgboost.diff(artifact(binary), artifact(other));
    expect(edits.map(({ selector }) => selector)).toContain('objective');
    expect(edits.filter((edit) => 'lines' in edit)).toEqual([]);
  });

  test('is recognised by what it holds', () => {
    expect(xgboost.recognise?.({ path: 'm.ubj', content: binary })).toBe(true);
    expect(xgboost.recognise?.({ path: 'm.ubj', content: binary.subarray(40) })).toBe(false);
    expect(xgboost.recognise?.({ path: 'm.onnx', content: binary })).toBe(false);
  });

  test('cut anywhere it is an error at its file', async () => {
    for (let length = 0; length < binary.length; length += 97)
      await expect(xgboost.compile(artifact(binary.subarray(0, length)))).rejects.toThrow(ArtifactError);
  });
});

test('what a bit of noise makes of a model is a model or an error, and nothing else', async () => {
  const binary = readFileSync(join(FIXTURES, 'xgboost-binary.ubj'));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(binary.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      async (changes) => {
        const spoilt = Buffer.from(binary);
        for (const [at, byte] of changes) spoilt[at] = byte;
        const result: unknown = await xgboost.compile(artifact(spoilt)).catch((error: unknown) => error);
        if (result instanceof Error) expect(result).toBeInstanceOf(ArtifactError);
      },
    ),
    { numRuns: runs(300) },
  );
});

// https://ubjson.org/type-reference/
test.each([
  [
    bytes('[', 'i', 1, 'U', 200, 'I', 1, 0, 'l', 0, 1, 0, 0, 'N', 'T', 'F', 'Z', 'C', 'a', ']'),
    [1, 200, 256, 65536, true, false, null, 'a'],
  ],
  [bytes('[', '$', 'U', '#', 'i', 3, 1, 2, 3), [1, 2, 3]],
  [bytes('[', '#', 'i', 2, 'S', 'i', 2, 'hi', 'H', 'i', 4, '1e99'), ['hi', 1e99]],
  [
    bytes('{', 'i', 1, 'a', 'd', 0x3f, 0xc0, 0, 0, 'i', 1, 'b', 'D', 0xbf, 0xe0, 0, 0, 0, 0, 0, 0, '}'),
    { a: 1.5, b: -0.5 },
  ],
  [bytes('{', '$', 'i', '#', 'i', 1, 'i', 9, '__proto__', 255), JSON.parse('{"__proto__":-1}')],
])('decodes %j', (content, expected) => {
  expect(decodeUbjson(content)).toEqual(expected);
});

test.each([
  ['a list that says it is longer than any memory', bytes('[', '$', 'Z', '#', 'l', 0x7f, 0xff, 0xff, 0xff)],
  ['a text that is longer than the file', bytes('S', 'l', 0x7f, 0xff, 0xff, 0xff, 'a')],
  ['a length below nothing', bytes('S', 'i', 255)],
  ['10,000 levels', bytes('['.repeat(10_000))],
  ['a type that there is not', bytes('x')],
  ['more than one value', bytes('Z', 'Z')],
  ['a text that is none', bytes('S', 'i', 1, 0xff)],
  ['nothing', bytes()],
])('%s is an error', (_, content) => {
  expect(() => decodeUbjson(content)).toThrow(UbjsonError);
});
