/** What constraints and tests of data promise of a column, or of several. */
import type { Column } from '../table/model.ts';
import type { Node } from '../table/yaml.ts';
import { constraintPromises } from './constraints.ts';
import { EMPTY, type Promises } from './promised.ts';
import { testPromises } from './tests.ts';

/** @param column of a column; of a model none */
export function promisesOf(node: Node, column: string | undefined): Promises {
  const tests = ['tests', 'data_tests'].flatMap((key) => node.list(key));
  return [
    ...node.list('constraints').map((constraint) => constraintPromises(constraint, column)),
    ...tests.map((test) => testPromises(test, column)),
  ].reduce<Promises>(joined, EMPTY);
}

function joined(all: Promises, more: Partial<Promises>): Promises {
  return {
    required: new Map([...all.required, ...(more.required ?? [])]),
    accepted: new Map([...all.accepted, ...(more.accepted ?? [])]),
    limits: [...all.limits, ...(more.limits ?? [])],
    primaryKeys: [...all.primaryKeys, ...(more.primaryKeys ?? [])],
    uniques: [...all.uniques, ...(more.uniques ?? [])],
    relationships: [...all.relationships, ...(more.relationships ?? [])],
    rules: [...all.rules, ...(more.rules ?? [])],
  };
}

export function withPromises(column: Column, { required, accepted, limits }: Promises): Column {
  const asked = required.get(column.name);
  const values = accepted.get(column.name);
  const own = limits.filter(([name]) => name === column.name).map(([, name, limit]) => [name, limit] as const);
  if (!asked && !values && own.length === 0) return column;
  return {
    ...column,
    ...(asked && { required: asked }),
    ...(values && { accepted: values }),
    limits: new Map([...column.limits, ...own]),
  };
}
