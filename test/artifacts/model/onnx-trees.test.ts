/** Trees that are walked here against ONNX Runtime: every number the same to the last bit. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import * as runtime from 'onnxruntime-web';
import { describe, expect, test } from 'vitest';
import { feedsOf } from '../../../src/artifacts/model/onnx/feed.ts';
import { readModel } from '../../../src/artifacts/model/onnx/model.ts';
import { openSession, type Runtime, type Tensor } from '../../../src/artifacts/model/onnx/runtime.ts';
import { readEnsemble } from '../../../src/artifacts/model/onnx/trees/ensemble.ts';
import { evaluating } from '../../../src/artifacts/model/onnx/trees/evaluate.ts';
import { openQuickest } from '../../../src/artifacts/model/onnx/trees/session.ts';
import { type FileOf, type NodeOf, onnxFile } from './onnx-file.ts';
import { type Drawn, ensembleNode, ensembles, FEATURES, THRESHOLDS } from './tree-ensembles.ts';

runtime.env.wasm.numThreads = 1;

/** More than two blocks that are walked together, and some that are left over. */
const ROWS = 300;
const FILE = 'model.onnx';

function fileOf({ isClassifier, labels, sums }: Drawn, node: NodeOf): FileOf {
  const label = { name: 'label', type: labels === 'texts' ? 8 : 7, shape: [undefined] };
  return {
    nodes: [node],
    inputs: [{ name: 'x', shape: [undefined, FEATURES] }],
    outputs: [...(isClassifier ? [label] : []), { name: 'score', shape: [undefined, sums] }],
  };
}

/** Thresholds, what is next to them, what is missing and what has no end. */
function numbers(seed: number, count = ROWS * FEATURES): Float32Array {
  const special = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2 ** -149, -(2 ** -149)];
  const near = THRESHOLDS.flatMap((threshold) => [threshold, threshold * (1 - 2 ** -23), threshold * (1 + 2 ** -23)]);
  const all = [...near, ...near, ...special];
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return all[(state >>> 8) % all.length] ?? 0;
  });
}

/** Of two lists, what differs in any bit: rows of hundreds say nothing to whoever reads an error. */
function differences(found: ArrayLike<unknown> = [], expected: ArrayLike<unknown> = []): unknown[] {
  const both = Array.from({ length: Math.max(found.length, expected.length) }, (_, index) => ({
    ...{ index, found: found[index], expected: expected[index] },
  }));
  return both.filter((one) => !Object.is(one.found, one.expected)).slice(0, 3);
}

/** What the runtime answers for the whole model. */
async function answers(content: Uint8Array, feeds: Record<string, unknown>, wanted: readonly string[]) {
  const session = await openSession(runtime, content, new Map(), FILE);
  const answer = await session.run(feeds, wanted);
  await session.release();
  return answer;
}

function evaluatorOf(content: Uint8Array) {
  const ensemble = readModel(content, FILE).graph.nodes.map(readEnsemble)[0];
  const evaluate = ensemble && evaluating(ensemble);
  return evaluate && { ensemble, evaluate };
}

describe('an ensemble', () => {
  test('gives the scores and labels that the runtime gives, of any mode, aggregate and transform', async () => {
    let walked = 0;
    await fc.assert(
      fc.asyncProperty(ensembles, fc.nat(), async (drawn, seed) => {
        const content = onnxFile(fileOf(drawn, ensembleNode(drawn)));
        const own = evaluatorOf(content);
        if (!own) return;
        walked += 1;
        const cells = numbers(seed);
        const x = new runtime.Tensor('float32', cells, [ROWS, FEATURES]);
        const { score, label } = await answers(content, { x }, drawn.isClassifier ? ['label', 'score'] : ['score']);
        const { scores, classes } = own.evaluate(cells, ROWS, FEATURES);
        expect(differences(scores, score?.data)).toEqual([]);
        const named = Array.from(classes, (index) => own.ensemble.classes?.[index]);
        if (drawn.isClassifier) expect(differences(named, label?.data)).toEqual([]);
      }),
      { numRuns: 60, seed: 42 },
    );
    // What is left to the runtime is rare, or this says little.
    expect(walked).toBeGreaterThan(50);
  });

  test('has the exponential of the runtime, from where it is 0 to where it has no end', async () => {
    const leaves = 4096;
    const weights = Array.from({ length: leaves }, (_, leaf) => Math.fround(-110 + (205 * leaf) / leaves + leaf / 1e6));
    const split = (from: number, to: number): Drawn['trees'][number] => {
      const middle = (from + to) >> 1;
      if (to - from === 1)
        return [
          { sum: 0, weight: 0 },
          { sum: 1, weight: weights[from] ?? 0 },
        ];
      const ask = { feature: 0, mode: 'BRANCH_LT', value: middle, missing: false };
      return { ask, yes: split(from, middle), no: split(middle, to) };
    };
    for (const transform of ['LOGISTIC', 'SOFTMAX']) {
      const drawn: Drawn = {
        ...{ isClassifier: false, labels: 'texts', sums: 2, trees: [split(0, leaves)] },
        ...{ aggregate: 'SUM', transform, base: [], tracksMissing: false },
      };
      const content = onnxFile(fileOf(drawn, ensembleNode(drawn)));
      const cells = Float32Array.from({ length: leaves * FEATURES }, (_, cell) => Math.floor(cell / FEATURES));
      const x = new runtime.Tensor('float32', cells, [leaves, FEATURES]);
      const { score } = await answers(content, { x }, ['score']);
      expect(differences(evaluatorOf(content)?.evaluate(cells, leaves, FEATURES).scores, score?.data)).toEqual([]);
    }
  });
});

const STUMP = { ask: { feature: 1, mode: 'BRANCH_LEQ', value: 0.5, missing: true }, yes: [{ sum: 0, weight: 0.25 }] };
const SMALL: Drawn = {
  ...{ isClassifier: true, labels: 'texts', sums: 2, aggregate: 'SUM', transform: 'LOGISTIC', base: [] },
  trees: [
    { ...STUMP, no: [{ sum: 0, weight: -1.5 }] },
    { ...STUMP, no: [{ sum: 0, weight: 3 }] },
  ],
  tracksMissing: true,
};
/** What is around the trees of a fraud model: its columns, one of them whole numbers; and shares of its scores. */
const AROUND: FileOf = {
  nodes: [
    { operator: 'Cast', inputs: ['age'], outputs: ['years'], attributes: { to: 1 } },
    { operator: 'Concat', inputs: ['amount', 'years'], outputs: ['columns'], attributes: { axis: 1 } },
    ensembleNode(SMALL, 'columns'),
    { operator: 'Identity', inputs: ['label'], outputs: ['class'] },
    {
      ...{ operator: 'ai.onnx.ml.Normalizer', inputs: ['score'], outputs: ['shares'] },
      attributes: { norm: 'L1' },
    },
  ],
  inputs: [
    { name: 'amount', shape: [undefined, 1] },
    { name: 'age', type: 7, shape: [undefined, 1] },
  ],
  outputs: [
    { name: 'class', type: 8, shape: [undefined] },
    { name: 'shares', shape: [undefined, 2] },
  ],
};

/** The runtime as it is, and how often a session of it ran. */
function counted() {
  const runs: string[] = [];
  const create: Runtime['InferenceSession']['create'] = async (...given: unknown[]) => {
    const session = await runtime.InferenceSession.create(...(given as [Uint8Array]));
    const run = session.run.bind(session) as (...given: unknown[]) => Promise<never>;
    return Object.assign(session, {
      run(...asked: unknown[]) {
        runs.push(session.outputNames.join());
        return run(...asked);
      },
    });
  };
  return { runs, runtime: { ...runtime, InferenceSession: { ...runtime.InferenceSession, create } } as Runtime };
}

async function quickest(file: FileOf, { runs, runtime: counting } = counted()) {
  const content = onnxFile(file);
  const wanted = file.outputs.map(({ name }) => name);
  const feeds = feedsOf(readModel(content, FILE).graph.inputs, {}, FILE);
  const session = await openQuickest({ runtime: counting, content, external: new Map(), file: FILE, feeds, wanted });
  runs.length = 0;
  return { session, runs, content, wanted };
}

describe('a graph around trees', () => {
  test('is left to the runtime, and the trees are not', async () => {
    const { session, runs, content, wanted } = await quickest(AROUND);
    const feeds = {
      amount: new runtime.Tensor('float32', numbers(3, ROWS), [ROWS, 1]),
      age: new runtime.Tensor(
        'int64',
        BigInt64Array.from({ length: ROWS }, (_, row) => BigInt(row % 3)),
        [ROWS, 1],
      ),
    };
    const found = await session.run(feeds, wanted);
    expect(runs).toEqual(['columns', 'class,shares']);
    const expected = await answers(content, feeds, wanted);
    for (const name of wanted) expect(differences(found[name]?.data, expected[name]?.data)).toEqual([]);
    await session.release();
  });

  test('runs nothing of the runtime where there is none', async () => {
    const { session, runs, content, wanted } = await quickest(fileOf(SMALL, ensembleNode(SMALL)));
    const x = new runtime.Tensor('float32', numbers(4), [ROWS, FEATURES]);
    const found = await session.run({ x }, wanted);
    expect(runs).toEqual([]);
    const expected = await answers(content, { x }, wanted);
    for (const name of wanted) expect(differences(found[name]?.data, expected[name]?.data)).toEqual([]);
  });

  test('walks those of scikit-learn as the runtime does', async () => {
    const content = readFileSync(join(import.meta.dirname, 'fixtures/trees.onnx'));
    const { graph } = readModel(content, FILE);
    const [feeds, wanted] = [feedsOf(graph.inputs, {}, FILE), graph.outputs.map(({ name }) => name)];
    const { runs, runtime: counting } = counted();
    const session = await openQuickest({ runtime: counting, content, external: new Map(), file: FILE, feeds, wanted });
    runs.length = 0;
    const tensors = Object.fromEntries(
      feeds.map(({ name }, index) => [name, new runtime.Tensor('float32', numbers(index, ROWS), [ROWS, 1])]),
    );
    const found = await session.run(tensors, wanted);
    expect(runs).toEqual(['features', 'score']);
    expect(differences(found.score?.data, (await answers(content, tensors, wanted)).score?.data)).toEqual([]);
    await session.release();
  });
});

describe('what is left to the runtime as a whole', () => {
  const { attributes } = ensembleNode(SMALL);
  test.each<[string, Partial<NodeOf['attributes']>]>([
    ['a transform that needs a logarithm', { post_transform: 'PROBIT' }],
    ['thresholds of 64 bits', { nodes_values: undefined, nodes_values_as_tensor: new Float64Array(6).fill(0.5) }],
    ['a threshold without an end', { nodes_values: new Float32Array(6).fill(Number.POSITIVE_INFINITY) }],
    ['trees in pieces', { nodes_treeids: [0, 1, 0, 1, 0, 1], nodes_nodeids: [0, 0, 1, 1, 2, 2] }],
  ])('%s', async (_, changed) => {
    const given = Object.entries({ ...attributes, ...changed }).filter(([, value]) => value !== undefined);
    const node = { ...ensembleNode(SMALL), attributes: Object.fromEntries(given) as NodeOf['attributes'] & object };
    expect(evaluatorOf(onnxFile(fileOf(SMALL, node)))).toBeUndefined();
  });

  test('a tree that leads back, which is an error without the lines of the runtime', async () => {
    const node = { ...ensembleNode(SMALL), attributes: { ...attributes, nodes_truenodeids: [0, 0, 0, 0, 0, 0] } };
    const content = onnxFile(fileOf(SMALL, node));
    expect(evaluatorOf(content)).toBeUndefined();
    const refused = openSession(runtime, content, new Map(), FILE);
    await expect(refused).rejects.toThrow(/^model\.onnx: the ONNX Runtime does not take the model: [^/]+$/);
  });

  test('trees that feed trees', async () => {
    const second = { ...ensembleNode(SMALL, 'score'), outputs: ['label2', 'score2'] };
    const { session, runs } = await quickest({
      nodes: [ensembleNode(SMALL), second],
      inputs: [{ name: 'x', shape: [undefined, FEATURES] }],
      outputs: [{ name: 'score2', shape: [undefined, 2] }],
    });
    const x = new runtime.Tensor('float32', numbers(5), [ROWS, FEATURES]);
    expect((await session.run({ x }, ['score2'])).score2?.dims).toEqual([ROWS, 2]);
    expect(runs).toEqual(['score2']);
  });

  test('trees of which the runtime says something else', async () => {
    // A runtime whose trees are another model's: the sum of the probabilities is what it should be, the probabilities are not.
    const other = onnxFile(fileOf(SMALL, ensembleNode({ ...SMALL, trees: SMALL.trees.slice(0, 1) })));
    const { runs, runtime: counting } = counted();
    const create: Runtime['InferenceSession']['create'] = (_: unknown, ...rest: unknown[]) =>
      counting.InferenceSession.create(other, ...(rest as []));
    const wrong = { ...counting, InferenceSession: { ...counting.InferenceSession, create } } as Runtime;
    const { session, wanted } = await quickest(fileOf(SMALL, ensembleNode(SMALL)), { runs, runtime: wrong });
    const x = new runtime.Tensor('float32', numbers(6), [ROWS, FEATURES]);
    const found: Record<string, Tensor> = await session.run({ x }, wanted);
    expect(runs).toEqual(['label,score']);
    expect(differences(found.score?.data, (await answers(other, { x }, wanted)).score?.data)).toEqual([]);
  });
});
