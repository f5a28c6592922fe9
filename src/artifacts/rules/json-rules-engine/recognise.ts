/** Tells rules of json-rules-engine from other JSON and YAML. */
import { isObject } from '../../../document/is-object.ts';
import { type NamedContent, sourceIn } from '../../named-content.ts';

export function isRuleFile(file: NamedContent): boolean {
  const value = sourceIn(file)?.value;
  const rules = isObject(value) && Array.isArray(value.rules) ? value.rules : Array.isArray(value) ? value : [value];
  return rules.length > 0 && rules.every(isRule);
}

function isRule(rule: unknown): boolean {
  if (!isObject(rule) || !isObject(rule.conditions) || !isObject(rule.event)) return false;
  const { conditions } = rule;
  return 'type' in rule.event && ['all', 'any', 'not', 'condition'].some((key) => key in conditions);
}
