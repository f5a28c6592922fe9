/**
 * Rules of quality in ODCS that say of single values what may stand there; the others are named as not checked.
 * https://bitol-io.github.io/open-data-contract-standard/latest/data-quality/
 */

import { toRegExp } from '../json-schema/pattern.ts';
import { acceptedBoth } from '../table/both.ts';
import type { Accepted, Key, Limit, Rule, Spot } from '../table/model.ts';
import { isScalar, type Node } from '../table/yaml.ts';

export interface Quality {
  readonly required?: Spot;
  readonly uniques: readonly Key[];
  readonly accepted?: Accepted;
  readonly patterns: readonly Limit[];
  readonly rules: readonly Rule[];
}

/** @param column of a property; of an object none */
export function readQuality(node: Node, column?: string): Quality {
  return node.list('quality').reduce<Quality>((all, rule) => joined(all, readRule(rule, column)), {
    uniques: [],
    patterns: [],
    rules: [],
  });
}

function joined(all: Quality, { required = all.required, ...more }: Partial<Quality>): Quality {
  const accepted = acceptedBoth(all.accepted, more.accepted);
  return {
    ...(required && { required }),
    uniques: [...all.uniques, ...(more.uniques ?? [])],
    ...(accepted && { accepted }),
    patterns: [...all.patterns, ...(more.patterns ?? [])],
    rules: [...all.rules, ...(more.rules ?? [])],
  };
}

function readRule(rule: Node, column: string | undefined): Partial<Quality> {
  const type = rule.get('type')?.value;
  // A rule of type text is a description for people.
  if (type === 'text') return {};
  const metric = rule.get('metric')?.value ?? rule.get('rule')?.value;
  const isZero = rule.get('mustBe')?.value === 0 || metric === 'validValues';
  const options = rule.get('arguments') ?? rule;
  const { spot } = rule;
  if (isZero && column !== undefined) {
    if (metric === 'nullValues' || metric === 'nullCheck') return { required: spot };
    if (metric === 'duplicateValues' || metric === 'duplicateCount') return { uniques: [{ columns: [column], spot }] };
    const accepted = metric === 'invalidValues' || metric === 'validValues' ? acceptedOf(options) : undefined;
    if (accepted) return { accepted };
    const pattern = metric === 'invalidValues' ? options.get('pattern') : undefined;
    if (pattern && typeof pattern.value === 'string' && toRegExp(pattern.value)) {
      return { patterns: [{ value: pattern.value, spot: pattern.spot }] };
    }
  }
  if (isZero && column === undefined && (metric === 'duplicateValues' || metric === 'duplicateCount')) {
    const columns = options.list('properties').flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
    if (columns.length > 0) return { uniques: [{ columns, spot }] };
  }
  return { rules: [{ text: textOf(rule, metric ?? type, column), spot }] };
}

function acceptedOf(options: Node): Accepted | undefined {
  const own = options.get('validValues');
  const values = options.list('validValues').flatMap(({ value, spot }) => (isScalar(value) ? [{ value, spot }] : []));
  return own && values.length > 0 ? { values, spot: own.spot } : undefined;
}

/** `quality sql on amount`, with what it asks. */
function textOf(rule: Node, what: unknown, column: string | undefined): string {
  const operator = rule.keys().find((key) => key.startsWith('must'));
  const asked = operator === undefined ? '' : ` ${operator} ${JSON.stringify(rule.get(operator)?.value)}`;
  const query = rule.get('query')?.value;
  const shown = typeof query === 'string' ? ` ${query.replace(/\s+/g, ' ').trim()}` : '';
  return `quality ${typeof what === 'string' ? what : 'rule'}${column === undefined ? '' : ` of ${column}`}${shown}${asked}`;
}
