/** What ALTER TABLE does to a table. */
import { type DdlColumn, fallbackOf, readColumn } from './column.ts';
import { readConstraint } from './constraint.ts';
import { Cursor, parted } from './cursor.ts';
import { addElement, hasColumn } from './elements.ts';
import { type Database, type DdlTable, find } from './state.ts';
import type { Token } from './tokens.ts';

export function alterTable(cursor: Cursor, database: Database): void {
  cursor.take('if', 'exists');
  cursor.take('only');
  const name = cursor.name()?.text;
  const table = name === undefined ? undefined : find(database.tables, name);
  if (!table) return;
  for (const action of parted(restOf(cursor))) alter(new Cursor(action), action, table, database);
}

function alter(cursor: Cursor, tokens: readonly Token[], table: DdlTable, database: Database): void {
  if (cursor.take('add')) add(cursor, tokens, table, database);
  else if (cursor.take('drop')) {
    cursor.take('column');
    cursor.take('if', 'exists');
    const gone = cursor.name()?.text.toLowerCase();
    table.columns = table.columns.filter(({ name }) => name.toLowerCase() !== gone);
  } else if (cursor.take('rename')) rename(cursor, table, database);
  else if (cursor.take('modify')) {
    const isColumn = cursor.take('column');
    replace(readColumn(tokens.slice(isColumn ? 2 : 1)), undefined, table);
  } else if (cursor.take('change')) {
    const isColumn = cursor.take('column');
    const old = cursor.name()?.text;
    replace(readColumn(tokens.slice(isColumn ? 3 : 2)), old, table);
  } else if (cursor.take('alter')) alterColumn(cursor, tokens, table);
}

function add(cursor: Cursor, tokens: readonly Token[], table: DdlTable, database: Database): void {
  const body = tokens.slice(1);
  if (readConstraint(body) !== undefined) {
    addElement(body, table, database);
    return;
  }
  const isColumn = cursor.take('column');
  const isLenient = cursor.take('if', 'not', 'exists');
  const column = tokens.slice(1 + (isColumn ? 1 : 0) + (isLenient ? 3 : 0));
  const own = readColumn(column);
  if (own && !(isLenient && hasColumn(table, own))) addElement(column, table, database);
}

function rename(cursor: Cursor, table: DdlTable, database: Database): void {
  if (cursor.take('to')) {
    const name = cursor.name()?.text;
    if (name === undefined) return;
    database.tables.delete(table.name.toLowerCase());
    database.tables.set(name.toLowerCase(), { ...table, name });
    return;
  }
  cursor.take('column');
  const old = cursor.name();
  if (!old || !cursor.take('to')) return;
  const name = cursor.name();
  const own = table.columns.find((column) => column.name.toLowerCase() === old.text.toLowerCase());
  if (!name || !own) return;
  table.formerly.set(name.text.toLowerCase(), [...(table.formerly.get(old.text.toLowerCase()) ?? []), own.name]);
  table.columns = table.columns.map((column) =>
    column === own ? { ...own, name: name.text, isQuoted: name.isQuoted } : column,
  );
}

function replace(column: DdlColumn | undefined, old: string | undefined, table: DdlTable): void {
  if (!column) return;
  const name = (old ?? column.name).toLowerCase();
  if (name !== column.name.toLowerCase()) table.formerly.set(column.name.toLowerCase(), [old ?? '']);
  table.columns = table.columns.map((own) => (own.name.toLowerCase() === name ? keptFrom(own, column) : own));
}

/** MODIFY says type, NOT NULL and default anew; keys stay. */
function keptFrom(own: DdlColumn, { name, isQuoted, ...column }: DdlColumn): DdlColumn {
  return {
    ...(own.isPrimary && { isPrimary: own.isPrimary }),
    ...(own.isUnique && { isUnique: own.isUnique }),
    ...(own.reference && { reference: own.reference }),
    ...column,
    name,
    isQuoted,
  };
}

function alterColumn(cursor: Cursor, tokens: readonly Token[], table: DdlTable): void {
  cursor.take('column');
  const name = cursor.name()?.text;
  const token = cursor.peek();
  if (name === undefined || !token) return;
  const key = name.toLowerCase();
  if (cursor.take('set', 'not', 'null')) table.required.set(key, token);
  else if (cursor.take('drop', 'not', 'null')) table.required.set(key, undefined);
  else if (cursor.take('drop', 'default')) table.fallbacks.set(key, undefined);
  else if (cursor.take('set', 'default')) table.fallbacks.set(key, fallbackOf(restOf(cursor), token));
  else if (cursor.take('add', 'generated')) table.fallbacks.set(key, { text: 'the next number', token });
  else if (cursor.take('set', 'data', 'type') || cursor.take('type')) {
    const own = table.columns.find((column) => column.name.toLowerCase() === key);
    const [first] = tokens;
    const named = own?.tokens[0];
    if (!own || !first || !named) return;
    const type = readColumn([named, ...restOf(cursor)])?.type;
    if (type) table.columns = table.columns.map((column) => (column === own ? { ...own, type } : column));
  }
}

function restOf(cursor: Cursor): Token[] {
  const rest: Token[] = [];
  for (let token = cursor.next(); token; token = cursor.next()) rest.push(token);
  return rest;
}
