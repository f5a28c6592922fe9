/** Boosted trees against what Python's XGBoost and LightGBM predict (fixtures/make-boosted.py). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Artifact, Engine, Options } from '../../../src/artifacts/engine.ts';
import { lightgbm } from '../../../src/artifacts/model/lightgbm/index.ts';
import { xgboost } from '../../../src/artifacts/model/xgboost/index.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const NAMES = ['amount', 'age', 'hour', 'country'];

function fixture(file: string): string {
  return readFileSync(join(FIXTURES, file), 'utf8');
}

function model(path: string, text: string, options?: Options): Artifact {
  return { path, kind: 'model', files: new Map([[path, text]]), ...(options && { options }) };
}

interface Predicted {
  readonly rows: readonly (readonly (number | null)[])[];
  readonly predictions: Readonly<
    Record<string, { readonly prediction: readonly unknown[]; readonly margin: readonly unknown[] }>
  >;
}

describe('what the libraries take a file by, also where more stands in it', () => {
  const text = fixture('lightgbm-binary.txt');
  const row = { amount: 120, age: 40, hour: 3, country: 1 };
  const margin = async (content: string) => {
    const stage = await lightgbm.compile(model('m.txt', content, { outputs: '/margin' }));
    return await stage.run([row]);
  };

  test('LightGBM has as many trees as tree_sizes', async () => {
    const two = text.replace('tree_sizes=765 776 773 775 771', 'tree_sizes=765 776');
    const cut = two.slice(0, two.indexOf('Tree=2')) + two.slice(two.indexOf('end of trees'));
    expect(await margin(two)).toEqual(await margin(cut));
    expect(await margin(two)).not.toEqual(await margin(text));
    const edits = lightgbm.diff(model('m.txt', text), model('m.txt', two));
    expect(edits).toMatchObject([{ message: 'trees: 5 became 2' }]);
  });

  test.each([
    ['sizes of more trees', text.replace('773 775 771', '773 775 771 771'), /6 sizes for 5 trees/],
    ['a size that is another', text.replace('765 776', '766 775'), /m\.txt:10:1: tree_sizes says that tree 1 begins/],
    ['another number of leaves', text.replace(/num_leaves=\d+/, 'num_leaves=1'), /tree 0 says num_leaves=1 and has/],
    ['another number of categories', text.replace(/num_cat=\d+/, 'num_cat=7'), /tree 0 says num_cat=7 and has/],
  ])('LightGBM refuses %s', async (_, content, message) => {
    await expect(margin(content)).rejects.toThrow(message);
  });

  test('XGBoost refuses another number of trees', async () => {
    const saved = fixture('xgboost-binary.json');
    const fewer = saved.replace(/"num_trees":\s*"5"/, '"num_trees":"2"');
    expect(fewer).not.toBe(saved);
    await expect(xgboost.compile(model('m.json', fewer))).rejects.toThrow(/num_trees is 2, so XGBoost refuses/);
  });
});

describe.each([
  [xgboost, 'xgboost', '.json', ['binary', 'classes', 'number', 'counts', 'dart']],
  [lightgbm, 'lightgbm', '.txt', ['binary', 'classes', 'number', 'counts', 'forest']],
] as const)('%o', (engine: Engine, id, ending, names) => {
  const { rows, predictions }: Predicted = JSON.parse(fixture(`${id}.predictions.json`));
  const documents = rows.map((row) => Object.fromEntries(row.map((cell, index) => [NAMES[index], cell])));

  test.each(names)(`${id} predicts %s as Python does, to 1e-6`, async (name) => {
    const artifact = model(`m${ending}`, fixture(`${id}-${name}${ending}`), {
      outputs: { prediction: '/prediction', margin: '/margin' },
    });
    const stage = await engine.compile(artifact);
    const outcomes = await stage.run(documents);
    const { prediction = [], margin = [] } = predictions[name] ?? {};
    for (const [index, outcome] of outcomes.entries()) {
      expect(outcome).toEqual({
        outcome: 'ok',
        value: { prediction: close(prediction[index]), margin: close(margin[index]) },
      });
    }
  });

  test('edits name objectives, features and trees', () => {
    const [binary, number] = ['binary', 'number'].map((name) => model(`m${ending}`, fixture(`${id}-${name}${ending}`)));
    const messages = binary && number ? engine.diff(binary, number).map(({ message }) => message) : [];
    expect(messages).toEqual(
      expect.arrayContaining([expect.stringMatching(/^objective: binary.* became reg/), '5 of 5 trees changed']),
    );
  });

  test('places that do not fit and files that are none are errors', async () => {
    const text = fixture(`${id}-binary${ending}`);
    await expect(engine.compile(model(`m${ending}`, text, { inputs: ['/a'] }))).rejects.toThrow(
      /has 4 features; expected 1, as inputs names/,
    );
    await expect(engine.compile(model(`m${ending}`, text, { inputs: { amont: '/a' } }))).rejects.toThrow(
      /no feature "amont".*did you mean amount/,
    );
    await expect(engine.compile(model(`m${ending}`, text.slice(0, 600)))).rejects.toThrow(/m\.\w+:\d+:\d+: /);
  });
});

test('a number that is missing is NaN, or fails where the step says so', async () => {
  const stage = await xgboost.compile(model('m.json', fixture('xgboost-binary.json'), { missing: 'fail' }));
  expect(await stage.run([{ amount: 1, age: 2, hour: 'noon', country: 1 }])).toEqual([
    { outcome: 'failed', reason: 'no number at /hour' },
  ]);
});

test.each([
  ['leads back', (tree: Record<string, number[]>) => tree.left_children?.splice(0, 1, 0)],
  ['names a node that it has not', (tree: Record<string, number[]>) => tree.right_children?.splice(0, 1, 9999)],
])('a tree that %s is an error, not a loop', async (_, spoil) => {
  const saved = JSON.parse(fixture('xgboost-binary.json').replaceAll('NaN', '0'));
  spoil(saved.learner.gradient_booster.model.trees[0]);
  await expect(xgboost.compile(model('m.json', JSON.stringify(saved)))).rejects.toThrow(/m\.json:1:1: tree 0 /);
});

function close(value: unknown): unknown {
  return Array.isArray(value) ? value.map(close) : expect.closeTo(Number(value), 6);
}
