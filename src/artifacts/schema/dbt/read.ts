/**
 * Reads a file of dbt's properties: contracts with their types and constraints, and tests of data.
 * https://docs.getdbt.com/reference/model-properties
 */
import { isObject } from '../../../document/is-object.ts';
import type { Problem } from '../../../errors.ts';
import type { Artifact } from '../../artifact.ts';
import { parseArtifact } from '../../parse.ts';
import type { Column, Key, Opened, Table } from '../table/model.ts';
import { problemAt } from '../table/model.ts';
import { readType } from '../table/types.ts';
import { byName, known, Node, refuse } from '../table/yaml.ts';
import type { Promises } from './promised.ts';
import { promisesOf, unlisted, withPromises } from './promises.ts';
import { LISTS } from './recognise.ts';

/** Throws ArtifactError where the file does not parse, or lists no models, seeds, snapshots or sources. */
export function openDbt(artifact: Artifact): Opened {
  const source = parseArtifact(artifact);
  const { value } = source;
  const expected = 'a list of models, seeds, snapshots or sources';
  if (!isObject(value) || ![...LISTS, 'sources'].some((key) => key in value)) {
    refuse(source, "no properties of dbt's models", expected);
  }
  const mistakes: Problem[] = [];
  const doubts: Problem[] = [];
  const root = new Node(source, mistakes);
  const tables: Table[] = [];
  const add = (node: Node, prefix: string): void => {
    for (const table of readModel(node, prefix, doubts)) {
      if (tables.some(({ name }) => name === table.name)) node.wrong(`${table.name} stands twice`, 'each model once');
      else tables.push(table);
    }
  };
  for (const key of LISTS) for (const node of root.list(key)) add(node, '');
  for (const node of root.list('sources')) {
    const name = node.name('a source');
    for (const table of node.list('tables')) add(table, name === undefined ? '' : `${name}.`);
  }
  return { tables, mistakes, doubts };
}

/** One, or one for each of its versions: `orders.v2`. */
function readModel(node: Node, prefix: string, doubts: Problem[]): Table[] {
  const name = node.name('a model');
  if (name === undefined) return [];
  const full = prefix + name;
  const versions = node.list('versions');
  if (versions.length === 0) return [readTable(node, full, columnNodes(node), doubts)];
  return versions.flatMap((version) => {
    const v = version.get('v')?.value;
    if (v === undefined) version.wrong('a version without v', 'v: with a number or a text');
    return v === undefined ? [] : [readTable(node, `${full}.v${v}`, columnsOfVersion(node, version), doubts)];
  });
}

function columnNodes(node: Node): Node[] {
  return node.list('columns');
}

/** https://docs.getdbt.com/reference/resource-properties/versions#include: all of the model's unless it says which. */
function columnsOfVersion(node: Node, version: Node): Node[] {
  const listed = version.list('columns');
  const own = listed.filter((column) => column.get('include') === undefined);
  const including = listed.find((column) => column.get('include') !== undefined);
  if (listed.length > 0 && !including) return own;
  const include = including?.get('include')?.value ?? 'all';
  const exclude = including?.get('exclude')?.value;
  const names = new Set(own.map((column) => column.get('name')?.value));
  const kept = columnNodes(node).filter((column) => {
    const name = column.get('name')?.value;
    const isIncluded = Array.isArray(include) ? include.includes(name) : true;
    const isExcluded = Array.isArray(exclude) ? exclude.includes(name) : exclude === '*' || exclude === 'all';
    return isIncluded && !isExcluded && !names.has(name);
  });
  return [...kept, ...own];
}

function readTable(node: Node, name: string, nodes: readonly Node[], doubts: Problem[]): Table {
  const read = nodes.flatMap((column) => {
    const found = readColumn(column);
    return found ? [{ ...found, node: column }] : [];
  });
  const columns = byName(
    read.map(({ column, node: own }) => [column, own] as const),
    name,
  );
  const own = promisesOf(node, undefined);
  const all = [...read.map(({ promises }) => promises), own];
  const keysOf = (pick: (promises: Promises) => readonly Key[]) =>
    known(
      [
        ...read.flatMap(({ promises, node: at }) => pick(promises).map((key) => [key, at] as const)),
        ...pick(own).map((key) => [key, node] as const),
      ],
      columns,
      name,
    );
  const [primaryKey] = keysOf(({ primaryKeys }) => primaryKeys);
  doubtTypes(node, columns, name, doubts);
  const required = new Map(primaryKey?.columns.map((column) => [column.toLowerCase(), primaryKey.spot]));
  return {
    name,
    label: name,
    spot: node.shownBy('name'),
    columns: new Map(
      [...columns].map(([key, column]) => {
        const asked = column.required ?? required.get(key.toLowerCase());
        return [key, withPromises(asked ? { ...column, required: asked } : column, own)];
      }),
    ),
    ...(primaryKey && { primaryKey }),
    uniques: keysOf(({ uniques }) => uniques),
    relationships: all.flatMap(({ relationships }) => relationships),
    rules: [...all.flatMap(({ rules }) => rules), ...unlisted(own, columns.values())],
  };
}

function readColumn(node: Node): { readonly column: Column; readonly promises: Promises } | undefined {
  const name = node.name('a column');
  if (name === undefined) return undefined;
  const type = node.text('data_type');
  const spot = node.get('data_type')?.spot;
  const promises = promisesOf(node, name);
  const column: Column = {
    name,
    aliases: [],
    formerly: [],
    folds: node.isTrue('quote') === undefined,
    spot: node.spot,
    ...(type !== undefined && spot && { type: { type: readType(type), spot } }),
    limits: new Map(),
  };
  return { column: withPromises(column, promises), promises };
}

/** https://docs.getdbt.com/reference/resource-configs/contract: without it, dbt takes data_type for documentation. */
function doubtTypes(node: Node, columns: ReadonlyMap<string, Column>, name: string, doubts: Problem[]): void {
  const contract = node.get('config')?.get('contract') ?? node.get('contract');
  if (contract?.get('enforced')?.value === true) return;
  const typed = [...columns.values()].find(({ type }) => type !== undefined);
  if (!typed?.type) return;
  const message = `${name}: its contract is not enforced here, so dbt itself checks no data_type; Weir does`;
  doubts.push({ ...problemAt(typed.type.spot), message });
}
