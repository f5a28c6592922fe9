/** What constraints and tests of data promise of a column, or of several. */
import { acceptedBoth, withLimit } from '../table/both.ts';
import type { Column, Rule } from '../table/model.ts';
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
    accepted: [...all.accepted, ...(more.accepted ?? [])],
    limits: [...all.limits, ...(more.limits ?? [])],
    primaryKeys: [...all.primaryKeys, ...(more.primaryKeys ?? [])],
    uniques: [...all.uniques, ...(more.uniques ?? [])],
    relationships: [...all.relationships, ...(more.relationships ?? [])],
    rules: [...all.rules, ...(more.rules ?? [])],
  };
}

export function withPromises(column: Column, promises: Promises): Column {
  const of = <T>(all: Iterable<readonly [string, T]>) =>
    [...all].flatMap(([name, own]) => (isOf(column, name) ? [own] : []));
  const [asked] = of(promises.required);
  const accepted = of(promises.accepted).reduce<Column['accepted']>(acceptedBoth, column.accepted);
  const limits = of(promises.limits.map(([name, ...limit]) => [name, limit] as const));
  return {
    ...column,
    ...(asked && { required: asked }),
    ...(accepted && { accepted }),
    limits: limits.reduce((all, [name, limit]) => withLimit(all, name, limit).limits, column.limits),
  };
}

function isOf({ name, folds }: Column, other: string): boolean {
  return name === other || (folds && name.toLowerCase() === other.toLowerCase());
}

/** What a model promises of columns that its file does not list. */
export function unlisted({ required, accepted, limits }: Promises, columns: Iterable<Column>): Rule[] {
  const known = [...columns];
  const all = [
    ...[...required].map(([name, spot]) => ['not_null', name, spot] as const),
    ...[...accepted].map(([name, { spot }]) => ['accepted values', name, spot] as const),
    ...limits.map(([name, limit, { value, spot }]) => [`${limit.replaceAll('-', ' ')} ${value}`, name, spot] as const),
  ];
  return all.flatMap(([what, name, spot]) =>
    known.some((column) => isOf(column, name)) ? [] : [{ text: `${what} of ${name}, which is not listed`, spot }],
  );
}
