/** Whether a file looks like a schema, rules, params or a model by what it holds. */
import { isObject } from '../../document/is-object.ts';
import { isDeployment, soundsGoverned } from '../likely.ts';
import { type NamedContent, sourceIn } from '../named-content.ts';
import { recognisers } from '../recognise.ts';

export function looksGoverned(file: NamedContent): boolean {
  if (recognisers(file).length > 0) return true;
  const value = sourceIn(file)?.value;
  return isObject(value) && !isDeployment(value) && soundsGoverned(file.path);
}
