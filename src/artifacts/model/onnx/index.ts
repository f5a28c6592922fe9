/** ONNX: models of any framework as a graph of operators, run by ONNX Runtime. A binary, so its edits have no lines. */

import { ArtifactError } from '../../../errors.ts';
import { bytesIn, type Content, toBytes } from '../../content.ts';
import type { Artifact, Engine } from '../../engine.ts';
import type { Outline } from '../../outline.ts';
import { packageVersion } from '../../version.ts';
import { tabularOptions, tabularOptionsOf } from '../tabular/options.ts';
import { diff } from './diff.ts';
import { externalFiles } from './external.ts';
import { readsOf } from './feed.ts';
import { readModel } from './model.ts';

export const onnx: Engine = {
  id: 'onnx',
  kind: 'model',
  name: 'an ONNX model',
  version: packageVersion('onnxruntime-web'),
  extensions: ['.onnx'],
  selectedBy: 'model',
  content: 'bytes',
  parts: false,
  options: tabularOptions,
  // Compiling the runtime itself takes a second.
  needs: { addons: false, budget: { milliseconds: 20_000 } },
  references,
  // The runtime is loaded where something is compiled: a replay process, never the program itself.
  compile: async (artifact) => (await import('./compile.ts')).compile(artifact),
  recognise: ({ path, content }) => path.toLowerCase().endsWith('.onnx') && isModel(toBytes(content), path),
  outline: async (artifact) => outline(artifact),
  diff: (base, head) => diff({ kind: onnx.kind, engine: `${onnx.id}@${onnx.version}` }, base, head),
};

/** A single input without a place is most often a whole row, whose columns have no names in the graph. */
function outline(artifact: Artifact): Outline {
  const { path } = artifact;
  const options = tabularOptionsOf(artifact);
  const { inputs } = readModel(bytesIn(artifact, path), path).graph;
  return inputs.length > 1 || options.inputs ? { reads: readsOf(inputs, options, path) } : {};
}

/** Of a file that is no model, as one that holds weights, none. */
function references(content: Content, path: string): string[] {
  const bytes = toBytes(content);
  return isModel(bytes, path) ? externalFiles(readModel(bytes, path), path) : [];
}

function isModel(content: Uint8Array, path: string): boolean {
  try {
    readModel(content, path);
    return true;
  } catch (error) {
    if (error instanceof ArtifactError) return false;
    throw error;
  }
}
