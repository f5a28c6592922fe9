/** ONNX models that answer otherwise in a replay than in production, or hide what changed. */
import { expect, test } from 'vitest';
import type { Artifact } from '../../../src/artifacts/engine.ts';
import { onnx } from '../../../src/artifacts/model/onnx/index.ts';
import { type FunctionOf, type NodeOf, onnxFile } from './onnx-file.ts';

function artifactOf(nodes: readonly NodeOf[], functions: readonly FunctionOf[] = []): Artifact {
  const content = onnxFile({
    nodes,
    functions,
    inputs: [{ name: 'x', shape: [undefined, 1] }],
    outputs: [{ name: 'y', shape: [undefined, 1] }],
  });
  return {
    path: 'm.onnx',
    kind: 'model',
    files: new Map([['m.onnx', content]]),
    options: { inputs: ['/a'], outputs: '/y' },
  };
}

async function answers(artifact: Artifact, documents: readonly unknown[]) {
  await using held = new AsyncDisposableStack();
  const stage = await onnx.compile(artifact);
  held.defer(async () => stage[Symbol.asyncDispose]?.());
  return [...(await stage.run(documents)), ...(await stage.run(documents))];
}

const documents = [1, 2, 4, 8].map((a) => ({ a }));

test.each<[string, readonly NodeOf[], number]>([
  [
    'the mean of the rows of a run',
    [
      { operator: 'ReduceMean', inputs: ['x'], outputs: ['m'], attributes: { axes: [0], keepdims: 1 } },
      { operator: 'Add', inputs: ['x', 'm'], outputs: ['y'] },
    ],
    // Of a row by itself, the mean is its own.
    2,
  ],
  [
    'how many rows a run has',
    [
      { operator: 'Shape', inputs: ['x'], outputs: ['shape'] },
      { operator: 'Cast', inputs: ['shape'], outputs: ['sizes'], attributes: { to: 1 } },
      { operator: 'ReduceMax', inputs: ['sizes'], outputs: ['most'] },
      { operator: 'Mul', inputs: ['x', 'most'], outputs: ['y'] },
    ],
    1,
  ],
])('a model that looks at %s answers for each record by itself', async (_, nodes, factor) => {
  expect(await answers(artifactOf(nodes), documents)).toEqual(
    [...documents, ...documents].map(({ a }) => ({ outcome: 'ok', value: factor * a })),
  );
});

const noise: readonly NodeOf[] = [
  { operator: 'RandomUniformLike', inputs: ['x'], outputs: ['r'] },
  { operator: 'Add', inputs: ['x', 'r'], outputs: ['y'] },
];

test.each([
  ['in its graph', artifactOf(noise)],
  [
    'in a function of its own',
    artifactOf(
      [{ operator: 'own.Blur', inputs: ['x'], outputs: ['y'] }],
      [{ name: 'Blur', inputs: ['x'], outputs: ['y'], nodes: noise }],
    ),
  ],
])('a model that draws by chance %s makes records unreplayable', async (_, artifact) => {
  const unreplayable = {
    outcome: 'unreplayable',
    reason: 'the operator RandomUniformLike gives something else at each run',
  };
  expect(await answers(artifact, documents)).toEqual([...documents, ...documents].map(() => unreplayable));
});

test('another body of a function that the file defines is an edit', async () => {
  const side = (operator: string) =>
    artifactOf(
      [{ operator: 'own.Twice', inputs: ['x'], outputs: ['y'] }],
      [{ name: 'Twice', inputs: ['x'], outputs: ['y'], nodes: [{ operator, inputs: ['x', 'x'], outputs: ['y'] }] }],
    );
  const [base, head] = [side('Add'), side('Mul')];
  expect((await answers(base, documents)).slice(0, 4)).toEqual(
    [2, 4, 8, 16].map((value) => ({ outcome: 'ok', value })),
  );
  expect((await answers(head, documents)).slice(0, 4)).toEqual(
    [1, 4, 16, 64].map((value) => ({ outcome: 'ok', value })),
  );
  expect(await onnx.diff(base, head)).toMatchObject([{ message: 'the functions that it defines became others' }]);
  expect(await onnx.diff(base, base)).toEqual([]);
});
