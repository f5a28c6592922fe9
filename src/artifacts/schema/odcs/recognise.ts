/** Tells contracts in ODCS 3 from other YAML: they say so. */
import { isObject } from '../../../document/is-object.ts';
import { type NamedContent, sourceIn } from '../../named-content.ts';

export function isOdcs(file: NamedContent): boolean {
  const value = sourceIn(file)?.value;
  return isObject(value) && value.kind === 'DataContract' && isVersion3(value.apiVersion);
}

export function isVersion3(version: unknown): boolean {
  return typeof version === 'string' && /^v?3\.\d+/.test(version);
}
