import * as ort from 'onnxruntime-web';
import type { EngineRow } from '../engine-row.ts';
import { FEATURES, samples, treeEnsemble } from '../fixtures/tree-ensemble.ts';

export const row: EngineRow = {
  engine: 'onnx',
  what: '100 trees of depth 6, 16 features',
  files: { 'model.onnx': treeEnsemble() },
  options: { inputs: Array.from({ length: FEATURES }, (_, index) => `/f${index}`), outputs: '/score' },
  documents: samples,
  async bare() {
    ort.env.wasm.numThreads = 1;
    const session = await ort.InferenceSession.create(treeEnsemble(), { executionProviders: ['wasm'] });
    const names = Array.from({ length: FEATURES }, (_, index) => `f${index}`);
    return async (documents) => {
      const cells = new Float32Array(documents.length * FEATURES);
      for (const [row, document] of (documents as Record<string, number>[]).entries())
        for (const [column, name] of names.entries()) cells[row * FEATURES + column] = document[name] ?? 0;
      const features = new ort.Tensor('float32', cells, [documents.length, FEATURES]);
      const { score } = await session.run({ features });
      return Array.from(score?.data as Float32Array);
    };
  },
  comparedWith: 'onnxruntime-web 1.30.0, one thread',
  perSecond: 500_000,
  limitedBy:
    'walking 600 nodes a record, eight records side by side; reading 16 places of each document is a seventh of it',
};
