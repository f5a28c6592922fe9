/** What a property of a JSON Schema is in a CSV. */
import { isObject } from '../../artifacts/schema/json-schema/keywords.ts';
import type { ColumnTypes } from '../../recordings/formats/format.ts';

export type ColumnType = ColumnTypes[string];

/** What all that the schemas let through would be in a CSV; undefined where that may be several things. */
export function columnTypeOf(schemas: readonly unknown[]): ColumnType | undefined {
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
