/** ONNX models against what Python's ONNX Runtime answers (fixtures/make-onnx.py), and models of strangers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Artifact, Options } from '../../../src/artifacts/engine.ts';
import { loadArtifact } from '../../../src/artifacts/load.ts';
import { onnx } from '../../../src/artifacts/model/onnx/index.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const expected = JSON.parse(readFileSync(join(FIXTURES, 'onnx.json'), 'utf8'));
const few: number[][] = expected.network.inputs.x;

function model(name: string, options?: Options): Artifact {
  const path = `${name}.onnx`;
  return {
    path,
    kind: 'model',
    files: new Map([[path, readFileSync(join(FIXTURES, path))]]),
    ...(options && { options }),
  };
}

async function answers(artifact: Artifact, documents: readonly unknown[]): Promise<unknown[]> {
  await using held = new AsyncDisposableStack();
  const stage = await onnx.compile(artifact);
  held.defer(async () => stage[Symbol.asyncDispose]?.());
  const outcomes = await stage.run(documents);
  return outcomes.map((outcome) =>
    outcome.outcome === 'ok' ? outcome.value : `${outcome.outcome}: ${outcome.reason}`,
  );
}

describe('the same as in Python', () => {
  test('a linear classifier behind a scaler, with its probabilities by label', async () => {
    const given = await answers(
      model('logistic', { inputs: ['/a', '/b', '/c', '/d'] }),
      few.map(([a, b, c, d]) => ({ a, b, c, d })),
    );
    const { output_label, output_probability } = expected.logistic.outputs;
    expect(given).toEqual(
      few.map((_, row) => ({
        output_label: output_label[row],
        output_probability: {
          fair: expect.closeTo(output_probability[row].fair, 6),
          fraud: expect.closeTo(output_probability[row].fraud, 6),
        },
      })),
    );
  });

  test('a tree ensemble, its columns by their names', async () => {
    const { inputs, outputs } = expected.trees;
    const documents = few.map((_, row) =>
      Object.fromEntries(Object.entries<number[][]>(inputs).map(([name, column]) => [name, column[row]?.[0]])),
    );
    expect(await answers(model('trees', { outputs: '/score' }), documents)).toEqual(
      outputs.score.map(([score]: number[]) => expect.closeTo(score ?? 0, 6)),
    );
  });

  test('a network that takes a vector', async () => {
    const { outputs } = expected.network;
    const given = await answers(
      model('network', { inputs: { x: '/embedding' }, outputs: { second: '/p/1', all: '/p', class: '/class' } }),
      few.map((embedding) => ({ embedding })),
    );
    expect(given).toEqual(
      few.map((_, row) => ({
        second: expect.closeTo(outputs.p[row][1], 6),
        all: outputs.p[row].map((one: number) => expect.closeTo(one, 6)),
        class: outputs.class[row],
      })),
    );
  });

  test('texts and whole numbers', async () => {
    const texts: string[] = expected.tfidf.inputs.text;
    expect(
      await answers(
        model('tfidf', { outputs: '/counts' }),
        texts.map((text) => ({ text })),
      ),
    ).toEqual(expected.tfidf.outputs.counts);
    const categories = [
      { customer: { country: 'DE' }, visits: 3 },
      { customer: { country: 'XX' }, visits: 4 },
    ];
    const options = { inputs: { country: '/customer/country', visits: '/visits' }, outputs: '/features' };
    expect(await answers(model('categories', options), categories)).toEqual(expected.categories.outputs.features);
  });

  test('weights in a file beside the model', async () => {
    const read = async (path: string) => readFileSync(join(FIXTURES, path));
    const artifact = await loadArtifact(
      { read: async () => undefined, readBytes: read },
      'network-external.onnx',
      onnx,
    );
    expect([...(artifact?.files.keys() ?? [])]).toEqual(['network-external.onnx', 'network.weights']);
    const whole = await answers(model('network'), [{ x: few[0] }]);
    expect(artifact && (await answers(artifact, [{ x: few[0] }]))).toEqual(whole);
  });
});

describe('a record that does not fit', () => {
  const inputs = ['/a', '/b', '/c', '/d'];
  const whole = { a: 1, b: 2, c: 3, d: true };

  test('fails with the place and harms no other', async () => {
    const documents = [whole, { ...whole, c: null }, { ...whole, b: 'two' }, { a: 1 }, whole];
    const [first, ...others] = await answers(model('logistic', { inputs, outputs: '/output_label' }), documents);
    expect(others).toEqual(['failed: no number at /c', 'failed: no number at /b', 'failed: no number at /b', first]);
  });

  test('is NaN where the step says so', async () => {
    const score = { inputs, outputs: '/output_probability/fraud', missing: 'nan' };
    expect(await answers(model('logistic', score), [{ ...whole, c: null }])).toEqual([Number.NaN]);
  });

  test.each([
    [{ country: 'DE', visits: 1.5 }, 'failed: no whole number that int64 holds at /visits'],
    [{ country: 7, visits: 1 }, 'failed: no text at /country'],
  ])('%j', async (document, outcome) => {
    expect(await answers(model('categories'), [document])).toEqual([outcome]);
  });

  test('fails for a vector of another length', async () => {
    expect(await answers(model('network', { inputs: { x: '/x' } }), [{ x: [1, 2, 3] }])).toEqual([
      'failed: no number at /x, or not as many as the model takes',
    ]);
  });
});

describe('models of strangers', () => {
  test.each([
    ['nothing', '', /broken\.onnx: not an ONNX model.*found an empty file/],
    ['a text', '{"nodes": []}', /not an ONNX model.*found 13 bytes of text/],
    ['what Git LFS left', 'version https://git-lfs.github.com/spec/v1\noid …', /found a Git LFS pointer/],
    [
      'a part of one',
      readFileSync(join(FIXTURES, 'network.onnx')).subarray(0, 200),
      /not an ONNX model, or not all of one/,
    ],
    ['a length beyond the end', Uint8Array.of(0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f), /not an ONNX model/],
  ])('%s is an error that says so', async (_, content, message) => {
    const artifact: Artifact = {
      path: 'broken.onnx',
      kind: 'model',
      files: new Map([['broken.onnx', Buffer.from(content as string)]]),
    };
    await expect(onnx.compile(artifact)).rejects.toThrow(message);
    expect(() => onnx.diff(artifact, artifact)).toThrow(message);
  });

  test('weights outside of the repository are refused', async () => {
    const { path, files } = model('outside');
    expect(() => onnx.references(files.get(path) ?? '', path)).toThrow(
      /outside of the repository; found "\.\.\/.*passwd"/,
    );
    await expect(onnx.compile(model('outside'))).rejects.toThrow(/outside of the repository/);
  });

  test('a tensor of 40 GB breaks its records alone', async () => {
    expect(await answers(model('huge'), [{ x: 1 }, { x: 2 }])).toEqual([
      'failed: the model broke',
      'failed: the model broke',
    ]);
  });
});

test.each([
  [{ inputs: { amont: '/a' } }, 'logistic', /has no input "amont"; expected one of features/],
  [{ inputs: ['/a', '/b'] }, 'logistic', /input "features" takes 4 numbers a record; expected 2, as inputs names/],
  [
    { inputs: ['/a', '/b'] },
    'categories',
    /inputs is one list, and the model has 2 inputs; expected a mapping by their names: country, visits/,
  ],
  [{ outputs: '/probability' }, 'logistic', /has no output "probability"; expected .*\/output_probability/],
])('places that do not fit the model are an error: %j of %s', async (options, name, message) => {
  await expect(onnx.compile(model(name, options))).rejects.toThrow(message);
});

test('edits name what changed in the graph', () => {
  const edits = (base: string, head: string) => onnx.diff(model(base), model(head)).map(({ message }) => message);
  expect(edits('network', 'network-retrained')).toEqual([
    'weights "W1", float32[4, 5]: 1 of 20 values changed, by at most 0.25',
  ]);
  expect(edits('network', 'network')).toEqual([]);
  expect(edits('logistic', 'trees')).toEqual(
    expect.arrayContaining([
      'input "features" removed',
      'output "score" added, float32[?, 1]',
      'operators ai.onnx.ml.LinearClassifier: 1 became 0',
    ]),
  );
});
