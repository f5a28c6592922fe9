/** What `weir init` matches with traffic. */
import type { ColumnType, Outline } from '../../outline.ts';
import type { Column, Table } from './model.ts';
import type { Type } from './types.ts';

export function outlineTable({ name, columns }: Table): Outline {
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
