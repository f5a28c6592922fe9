/** Whether a file looks like a schema, rules, params or a model by what it holds. */
import { isObject } from '../../document/is-object.ts';
import { isDeployment, soundsGoverned } from '../likely.ts';
import { type NamedContent, sourceIn } from '../named-content.ts';
import { recognisers } from '../recognise.ts';
import { engines } from '../registry.ts';

/**
 * By its ending alone: what lies there may be too large to be looked into, or a pointer of Git LFS, and nothing else is kept
 * under that ending.
 */
export function isBinaryModel(path: string): boolean {
  return engines.some(
    ({ kind, content, extensions }) =>
      kind === 'model' && content === 'bytes' && extensions.some((ending) => path.toLowerCase().endsWith(ending)),
  );
}

export function looksGoverned(file: NamedContent): boolean {
  if (recognisers(file).length > 0) return true;
  const value = sourceIn(file)?.value;
  return isObject(value) && !isDeployment(value) && soundsGoverned(file.path);
}
