/** Weights that stand in files of their own beside the model (https://onnx.ai/onnx/repo-docs/ExternalData.html). */
import { dirname, posix } from 'node:path';
import { ArtifactError } from '../../../errors.ts';
import type { Graph, Model, Tensor } from './model.ts';

/** Paths in the repository. Throws ArtifactError for one that leads out of it. */
export function externalFiles({ graph }: Model, file: string): string[] {
  const locations = tensorsOf(graph).flatMap(({ name, location }) =>
    location === undefined ? [] : [{ name, location }],
  );
  const paths = locations.map(({ name, location }) => {
    const path = posix.normalize(posix.join(dirname(file), location));
    const isInside =
      location !== '' && !posix.isAbsolute(location) && !/^[a-z]+:|\\/i.test(location) && !path.startsWith('..');
    if (isInside) return path;
    const message = `the weights "${name}" stand in a file outside of the repository`;
    throw new ArtifactError([
      { file, message, found: JSON.stringify(location), expected: 'a file beside the model, or all in one file' },
    ]);
  });
  return [...new Set(paths)];
}

/** Of the graph and of those within its operators. */
export function tensorsOf({ initializers, nodes }: Graph): Tensor[] {
  const inner = nodes.flatMap(({ attributes }) => attributes);
  return [...initializers, ...inner.flatMap(({ tensors, graphs }) => [...tensors, ...graphs.flatMap(tensorsOf)])];
}
