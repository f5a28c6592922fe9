/**
 * Reads a contract in ODCS 3.0 to 3.2: what its objects and their properties promise. Keys that describe and promise nothing
 * are passed over. https://bitol-io.github.io/open-data-contract-standard/latest/schema/
 */
import { isObject } from '../../../document/is-object.ts';
import type { Problem } from '../../../errors.ts';
import type { Artifact } from '../../artifact.ts';
import { parseArtifact } from '../../parse.ts';
import type { Key, Opened, Relationship, Rule, Table } from '../table/model.ts';
import { brief, byName, known, Node, refuse } from '../table/yaml.ts';
import { readProperty } from './property.ts';
import { readQuality } from './quality.ts';
import { isVersion3 } from './recognise.ts';
import { relationshipsOf } from './relationships.ts';

/** Throws ArtifactError where the file does not parse, or is no contract in ODCS 3. */
export function openOdcs(artifact: Artifact): Opened {
  const source = parseArtifact(artifact);
  const { value } = source;
  const expected = 'kind: DataContract and apiVersion: v3.…';
  if (!isObject(value)) refuse(source, 'no data contract', expected);
  if ('dataContractSpecification' in value) {
    const converted = `${expected}; \`datacontract export --format odcs\` makes that of it`;
    refuse(
      source,
      'a contract in the Data Contract Specification, not in ODCS',
      converted,
      '/dataContractSpecification',
    );
  }
  if (value.kind !== 'DataContract') refuse(source, 'no data contract', expected, '/kind');
  if (!isVersion3(value.apiVersion)) {
    refuse(source, `apiVersion ${brief(value.apiVersion)} is not read`, 'v3.0.0 or later of version 3', '/apiVersion');
  }
  const mistakes: Problem[] = [];
  const root = new Node(source, mistakes);
  const tables: Table[] = [];
  for (const node of root.list('schema')) {
    const table = readObject(node);
    if (!table) continue;
    if (tables.some(({ name }) => name === table.name))
      node.wrong(`object ${table.name} stands twice`, 'each object once');
    else tables.push(table);
  }
  return { tables, mistakes, doubts: [] };
}

function readObject(node: Node): Table | undefined {
  const name = node.name('an object');
  if (name === undefined) return undefined;
  const found = node.list('properties').flatMap((property) => {
    const read = readProperty(property);
    return read ? [{ ...read, property }] : [];
  });
  const columns = byName(
    found.map(({ column, property }) => [column, property] as const),
    name,
  );
  const quality = readQuality(node);
  // Properties are called by what the contract calls them, columns by what the table does.
  const named = new Map(
    found.flatMap(({ column }) => [column.name, ...column.aliases].map((one) => [one, column.name])),
  );
  const physical = <K extends Key>(key: K): K => ({ ...key, columns: key.columns.map((one) => named.get(one) ?? one) });
  const uniques = [
    ...found.flatMap(({ column, isUnique, property }) =>
      isUnique ? [[{ columns: [column.name], spot: isUnique }, property] as const] : [],
    ),
    ...quality.uniques.map((one) => [physical(one), node] as const),
  ];
  const primary = found
    .filter(({ primary }) => primary)
    .toSorted((one, other) => (one.position ?? 0) - (other.position ?? 0));
  const [first] = primary;
  const relationships = found.flatMap(({ column, property }) => relationshipsOf(property, name, column.name));
  const rules: readonly Rule[] = [...found.flatMap((one) => one.rules), ...quality.rules];
  return {
    name,
    label: name,
    spot: node.shownBy('name'),
    columns,
    ...(first?.primary && { primaryKey: { columns: primary.map(({ column }) => column.name), spot: first.primary } }),
    uniques: known(uniques, columns, name),
    relationships: [...relationships, ...relationshipsOf(node, name)].map((one): Relationship => physical(one)),
    rules,
  };
}
