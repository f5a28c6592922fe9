/** Which members a schema describes: by them `weir init` finds the traffic that it is made for. */
import type { Artifact } from '../../artifact.ts';
import { isDeployment } from '../../likely.ts';
import { type NamedContent, sourceIn } from '../../named-content.ts';
import type { ColumnType, Described, Outline } from '../../outline.ts';
import { dialectOf } from './dialect.ts';
import { isObject } from './keywords.ts';
import { openLibrary } from './library.ts';
import { expand, shapeOf } from './shape.ts';

/** Files of many tools name the schema that they follow in `$schema`; only a draft's own address makes one a schema. */
export function isSchemaFile(file: NamedContent): boolean {
  const value = sourceIn(file)?.value;
  if (!isObject(value) || isDeployment(value)) return false;
  if (value.$schema !== undefined) return dialectOf(value) !== undefined;
  return (
    isObject(value.properties) && (value.type === 'object' || value.required !== undefined || value.$id !== undefined)
  );
}

/** Throws ArtifactError where a file of the artifact does not parse. */
export function outlineSchema(artifact: Artifact): Outline {
  const library = openLibrary(artifact);
  const { properties, required } = shapeOf(library, [{ place: library.root, sure: true }]);
  const types = [...properties].flatMap(([name, parts]): [string, ColumnType][] => {
    const type = columnTypeOf(expand(library, parts).map(({ place }) => place.schema));
    return type === undefined ? [] : [[name, type]];
  });
  const describes: Described = { properties: [...properties.keys()], required, types: new Map(types) };
  return { describes };
}

/** What all that the schemas let through would be in a CSV; undefined where that may be several things. */
function columnTypeOf(schemas: readonly unknown[]): ColumnType | undefined {
  const named = schemas.filter(isObject).flatMap(({ type, enum: values }) => {
    if (type !== undefined) return type;
    return Array.isArray(values) ? values.map((value) => (value === null ? 'null' : typeof value)) : [];
  });
  const types = new Set(named.map((type) => COLUMN_TYPES.get(type)).filter((type) => type !== 'null'));
  const [only, another] = types;
  return another === undefined ? only : undefined;
}

const COLUMN_TYPES: ReadonlyMap<unknown, ColumnType | 'null'> = new Map([
  ['null', 'null'],
  ['integer', 'number'],
  ['number', 'number'],
  ['boolean', 'boolean'],
  ['string', 'text'],
]);
