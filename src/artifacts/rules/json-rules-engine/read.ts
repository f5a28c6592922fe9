/** Reads rules of json-rules-engine and finds what is wrong with them before any record meets them. */
import { isObject } from '../../../document/is-object.ts';
import type { Source } from '../../../document/source.ts';
import { ArtifactError, type Problem } from '../../../errors.ts';
import { nearest } from '../../../nearest.ts';

export interface Rules {
  readonly rules: readonly object[];
  /** Conditions that rules refer to by their name. */
  readonly conditions: Readonly<Record<string, unknown>>;
}

/** The library's own: https://github.com/CacheControl/json-rules-engine/blob/v7.3.1/docs/rules.md#operators */
const OPERATORS: readonly string[] = [
  ...['equal', 'notEqual', 'in', 'notIn', 'contains', 'doesNotContain'],
  ...['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'],
];
const DECORATORS: readonly string[] = ['someFact', 'someValue', 'everyFact', 'everyValue', 'swap', 'not'];

/** A list of rules, `{ rules, conditions? }`, or one rule. Throws ArtifactError with everything that is wrong. */
export function readRules(source: Source): Rules {
  const { value: root } = source;
  const problems: Problem[] = [];
  const isWhole = isObject(root) && 'rules' in root;
  const list = Array.isArray(root) ? root : isWhole ? root.rules : [root];
  const at = Array.isArray(root) ? '' : isWhole ? '/rules' : undefined;
  const named = isWhole && isObject(root.conditions) ? root.conditions : {};
  if (Array.isArray(list)) {
    for (const [index, rule] of list.entries()) checkRule(rule, at === undefined ? '' : `${at}/${index}`);
  } else complain('/rules', 'no list of rules', 'a list');
  for (const [name, condition] of Object.entries(named)) checkCondition(condition, `/conditions/${escaped(name)}`);
  if (problems.length > 0) throw new ArtifactError(problems);
  return { rules: list as object[], conditions: named };

  function complain(pointer: string, message: string, expected: string, near?: string): void {
    const { line, column } = source.valueRange(pointer);
    problems.push({ file: source.file, line, column, message, expected, nearest: near });
  }

  function checkRule(rule: unknown, pointer: string): void {
    if (!isObject(rule)) {
      complain(pointer, 'no rule', 'a mapping with conditions and event');
      return;
    }
    const { conditions, event } = rule;
    if (!isObject(event) || typeof event.type !== 'string') {
      complain('event' in rule ? `${pointer}/event` : pointer, 'a rule without an event', 'event: { type: … }');
    }
    const isTop = isObject(conditions) && ['all', 'any', 'not', 'condition'].some((key) => key in conditions);
    const place = 'conditions' in rule ? `${pointer}/conditions` : pointer;
    if (isTop) checkCondition(conditions, place);
    else complain(place, 'a rule without conditions', 'conditions: with all, any, not or condition');
  }

  function checkCondition(condition: unknown, pointer: string): void {
    if (!isObject(condition)) complain(pointer, 'no condition', 'a mapping with fact, operator and value');
    else if ('all' in condition) checkParts(condition.all, `${pointer}/all`);
    else if ('any' in condition) checkParts(condition.any, `${pointer}/any`);
    else if ('not' in condition) checkCondition(condition.not, `${pointer}/not`);
    else if ('condition' in condition) checkReference(String(condition.condition), `${pointer}/condition`);
    else checkComparison(condition, pointer);
  }

  function checkParts(parts: unknown, pointer: string): void {
    if (!Array.isArray(parts)) complain(pointer, 'no list of conditions', 'a list');
    else for (const [index, part] of parts.entries()) checkCondition(part, `${pointer}/${index}`);
  }

  function checkReference(name: string, pointer: string): void {
    if (Object.hasOwn(named, name)) return;
    complain(pointer, `no condition is called "${name}"`, 'one of conditions', nearest(name, Object.keys(named)));
  }

  function checkComparison(condition: Readonly<Record<string, unknown>>, pointer: string): void {
    const lacking = ['fact', 'operator', 'value'].filter((key) => !(key in condition));
    if (lacking.length > 0) {
      complain(pointer, `a condition without ${lacking.join(', ')}`, 'fact, operator and value');
      return;
    }
    checkOperator(String(condition.operator), `${pointer}/operator`);
    checkPath(condition.path, `${pointer}/path`);
    if (isObject(condition.value)) checkPath(condition.value.path, `${pointer}/value/path`);
  }

  function checkOperator(operator: string, pointer: string): void {
    const [own = '', ...decorators] = operator.split(':').reverse();
    const unknown = [
      ...(OPERATORS.includes(own) ? [] : [own]),
      ...decorators.filter((decorator) => !DECORATORS.includes(decorator)),
    ];
    for (const name of unknown) {
      const known = [...OPERATORS, ...DECORATORS];
      complain(pointer, `unknown operator "${name}"`, `one of ${known.join(', ')}`, nearest(name, known));
    }
  }

  /** JSONPath may hold scripts, which the library runs. */
  function checkPath(path: unknown, pointer: string): void {
    if (typeof path === 'string' && path.includes('(')) complain(pointer, 'a script in a path', 'a path without (…)');
  }
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
