/**
 * Tests of data that say of single values what may stand there, and of keys; others are named as not checked.
 * https://docs.getdbt.com/reference/resource-properties/data-tests, and those of dbt_utils and dbt_expectations that say the same.
 */
import type { Accepted, LimitName, Spot } from '../table/model.ts';
import { isScalar, type Node } from '../table/yaml.ts';
import type { Promises } from './promised.ts';

export function testPromises(node: Node, column: string | undefined): Partial<Promises> {
  const test = testOf(node);
  if (!test) return {};
  const { name, options, config } = test;
  const own = column ?? textIn(options, 'column_name');
  const { spot } = node;
  if (setting(config, options, 'enabled') === false) return {};
  const rule = (why = ''): Partial<Promises> => ({
    rules: [{ text: `${name}${own === undefined ? '' : ` of ${own}`}${why}`, spot }],
  });
  if (String(setting(config, options, 'severity')).toLowerCase() === 'warn') return rule(', which only warns');
  for (const key of ['where', 'error_if']) {
    const condition = setting(config, options, key);
    if (condition !== undefined) return rule(`, ${key.replace('_', ' ')} ${String(condition)}`);
  }
  if (name === 'dbt_utils.unique_combination_of_columns') return combination(options, spot) ?? rule();
  if (own === undefined) return rule();
  switch (name.replace(/^dbt\./, '')) {
    case 'not_null':
    case 'dbt_expectations.expect_column_values_to_not_be_null':
      return { required: new Map([[own, spot]]) };
    case 'unique':
    case 'dbt_expectations.expect_column_values_to_be_unique':
      return { uniques: [{ columns: [own], spot }] };
    case 'accepted_values':
      return accepted(options, 'values', own, node);
    case 'dbt_expectations.expect_column_values_to_be_in_set':
      return accepted(options, 'value_set', own, node);
    case 'relationships':
      return relationship(options, own, node);
    case 'dbt_utils.accepted_range':
      return range(options, own, setting(undefined, options, 'inclusive') !== false) ?? rule();
    case 'dbt_expectations.expect_column_values_to_be_between':
      return range(options, own, setting(undefined, options, 'strictly') !== true) ?? rule();
    default:
      return rule();
  }
}

interface Test {
  readonly name: string;
  /** Where its arguments stand; none of a test that is but a name. */
  readonly options: Node | undefined;
  readonly config: Node | undefined;
}

/** A name; a name over arguments; or `test_name` beside them. Arguments are nested since dbt 1.10.5. */
function testOf(node: Node): Test | undefined {
  if (typeof node.value === 'string') return { name: node.value, options: undefined, config: undefined };
  const named = node.get('test_name')?.value;
  const [key] = node.keys();
  const inner = typeof named === 'string' ? node : key === undefined ? undefined : node.get(key);
  const name = typeof named === 'string' ? named : key;
  if (name === undefined) {
    node.wrong('a test without a name', 'the name of a test, or a name over its arguments');
    return undefined;
  }
  // Some write `- not_null: {config: …}` with the config beside it.
  return { name, options: inner?.get('arguments') ?? inner, config: inner?.get('config') ?? node.get('config') };
}

function setting(config: Node | undefined, options: Node | undefined, key: string): unknown {
  return config?.get(key)?.value ?? options?.get(key)?.value;
}

function textIn(options: Node | undefined, key: string): string | undefined {
  const value = options?.get(key)?.value;
  return typeof value === 'string' ? value : undefined;
}

function accepted(options: Node | undefined, key: string, column: string, node: Node): Partial<Promises> {
  const own = options?.get(key);
  const values = options?.list(key).flatMap(({ value, spot }) => (isScalar(value) ? [{ value, spot }] : [])) ?? [];
  if (!own || values.length === 0) {
    node.wrong(`accepted values of ${column} that are none`, `${key}: with a list`);
    return {};
  }
  const found: Accepted = { values, spot: own.spot };
  return { accepted: new Map([[column, found]]) };
}

function relationship(options: Node | undefined, column: string, node: Node): Partial<Promises> {
  const [to, field] = [textIn(options, 'to'), textIn(options, 'field')];
  if (to === undefined || field === undefined) {
    node.wrong(`a relationship of ${column} that does not say to what`, "to: with a ref('…'), and field:");
    return {};
  }
  return { relationships: [{ columns: [column], to: `${to}.${field}`, spot: node.spot }] };
}

function combination(options: Node | undefined, spot: Spot): Partial<Promises> | undefined {
  const columns =
    options?.list('combination_of_columns').flatMap(({ value }) => (typeof value === 'string' ? [value] : [])) ?? [];
  return columns.length > 0 ? { uniques: [{ columns, spot }] } : undefined;
}

/** Undefined where a bound is an expression in SQL. */
function range(options: Node | undefined, column: string, isInclusive: boolean): Partial<Promises> | undefined {
  const bounds = [
    ['min_value', isInclusive ? 'minimum' : 'exclusive-minimum'],
    ['max_value', isInclusive ? 'maximum' : 'exclusive-maximum'],
  ] as const;
  const given = bounds.flatMap(([key, limit]): [Node, LimitName][] => {
    const own = options?.get(key);
    return own ? [[own, limit]] : [];
  });
  if (given.length === 0 || given.some(([{ value }]) => typeof value !== 'number')) return undefined;
  return { limits: given.map(([{ value, spot }, limit]) => [column, limit, { value: Number(value), spot }]) };
}
