/** What `weir init` matches with traffic. */
import type { ColumnType, Outline } from '../../outline.ts';
import { ownTarget } from './across.ts';
import type { Column, Table } from './model.ts';
import { otherTarget } from './related.ts';
import type { Type } from './types.ts';

/** @param tables of the same file */
export function outlineTable(table: Table, tables: readonly Table[]): Outline {
  const { name, columns } = table;
  const others = table.relationships.filter((one) => !ownTarget(one, table));
  const types = [...columns.values()].flatMap(({ name, type }): [string, ColumnType][] => {
    const column = type && COLUMNS[type.type.kind];
    return column === undefined ? [] : [[name, column]];
  });
  return {
    describes: {
      name,
      properties: [...columns.keys()],
      required: [...columns.values()].filter(isAsked).map(({ name }) => name),
      types: new Map(types),
      ...(others.length > 0 && {
        leadsTo: (other) =>
          others.some((one) => otherTarget(one, { recordings: new Map([[other, other]]), tables }) !== undefined),
      }),
    },
  };
}

function isAsked({ required, fallback }: Column): boolean {
  return required !== undefined && !fallback;
}

const COLUMNS: Readonly<Partial<Record<Type['kind'], ColumnType>>> = {
  integer: 'number',
  decimal: 'number',
  number: 'number',
  boolean: 'boolean',
  string: 'text',
  date: 'text',
  time: 'text',
  timestamp: 'text',
  uuid: 'text',
};
