/** Tells decision tables from other CSV, YAML and JSON, by their headings. */
import { isObject } from '../../../document/is-object.ts';
import { type NamedContent, sourceIn } from '../../named-content.ts';
import { isSeparated } from './read.ts';

export function isTableFile(file: NamedContent): boolean {
  if (typeof file.content !== 'string') return false;
  if (isSeparated(file.path)) {
    const [heading = ''] = file.content.split('\n', 1);
    return /(?:^|[,;\t"])\s*out\s*:/i.test(heading);
  }
  const value = sourceIn(file)?.value;
  if (!isObject(value)) return false;
  const { outputs, rules } = value;
  return Array.isArray(outputs) && Array.isArray(rules) && rules.some((rule) => isObject(rule) && 'then' in rule);
}
