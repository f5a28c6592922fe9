/** Tells dbt's files of properties from other YAML: a list of models, seeds, snapshots or sources, of which some have columns. */
import { isObject } from '../../../document/is-object.ts';
import { type NamedContent, sourceIn } from '../../named-content.ts';

export const LISTS = ['models', 'seeds', 'snapshots'] as const;

export function isDbt(file: NamedContent): boolean {
  const value = sourceIn(file)?.value;
  if (!isObject(value) || !/\.ya?ml$/i.test(file.path)) return false;
  const nodes = [
    ...LISTS.flatMap((key) => listIn(value, key)),
    ...listIn(value, 'sources').flatMap((source) => listIn(source, 'tables')),
  ];
  return nodes.some((node) => typeof node.name === 'string' && hasColumns(node));
}

function hasColumns(node: Readonly<Record<string, unknown>>): boolean {
  const columns = listIn(node, 'columns');
  return columns.length > 0 && columns.every(({ name, include }) => typeof name === 'string' || include !== undefined);
}

function listIn(value: unknown, key: string): Readonly<Record<string, unknown>>[] {
  const list = isObject(value) ? value[key] : undefined;
  return Array.isArray(list) ? list.filter(isObject) : [];
}
