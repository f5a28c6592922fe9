/** Whether a file looks like a schema, rules, params or a model by what it holds. */
import { soundsGoverned } from '../likely.ts';
import { looksLikeRule } from '../rules/json-logic/reads.ts';
import { dialect } from '../rules/json-logic-js/operators.ts';
import { dialectOf } from '../schema/json-schema/dialect.ts';
import { isObject } from '../schema/json-schema/keywords.ts';

/** @param value what the file holds, parsed */
export function looksGoverned(value: unknown, path: string): boolean {
  if (!isObject(value)) return false;
  // Kubernetes and its like.
  if (typeof value.apiVersion === 'string' && typeof value.kind === 'string') return false;
  if (value.$schema !== undefined) return dialectOf(value) !== undefined || soundsGoverned(path);
  return (
    soundsGoverned(path) || looksLikeRule(value, dialect) || (isObject(value.properties) && value.type === 'object')
  );
}
