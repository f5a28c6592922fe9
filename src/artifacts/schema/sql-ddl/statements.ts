/** What CREATE, ALTER and DROP do to tables and types. Statements about anything else are passed over. */
import { alterTable } from './alter-table.ts';
import { keyOf } from './constraint.ts';
import { Cursor, namesOf } from './cursor.ts';
import { addElement, elements } from './elements.ts';
import { type Database, type DdlTable, find } from './state.ts';
import type { Token } from './tokens.ts';

export function run(tokens: readonly Token[], database: Database): void {
  const cursor = new Cursor(tokens);
  if (cursor.take('create')) create(cursor, database, tokens);
  else if (cursor.take('alter', 'table')) alterTable(cursor, database);
  else if (cursor.take('alter', 'type')) alterType(cursor, database);
  else if (cursor.take('drop', 'table')) {
    cursor.take('if', 'exists');
    const name = cursor.name()?.text.toLowerCase();
    if (name !== undefined) database.tables.delete(name);
  }
}

/** Before TABLE; a temporary one is no table of the database. */
const KINDS = [
  'or',
  'replace',
  'unlogged',
  'transient',
  'external',
  'foreign',
  'global',
  'local',
  'hybrid',
  'dynamic',
  'column',
  'row',
];

function create(cursor: Cursor, database: Database, tokens: readonly Token[]): void {
  while (KINDS.some((word) => cursor.take(word)));
  if (cursor.take('table')) createTable(cursor, database);
  else if (
    cursor.take('unique', 'index') ||
    cursor.take('unique', 'clustered', 'index') ||
    cursor.take('unique', 'nonclustered', 'index')
  ) {
    createIndex(cursor, database, tokens);
  } else if (cursor.take('type')) {
    const name = cursor.name()?.text;
    if (name !== undefined && cursor.take('as', 'enum')) {
      database.enums.set(
        name.toLowerCase(),
        (cursor.group() ?? []).filter(({ kind }) => kind === 'text'),
      );
    }
  } else if (cursor.take('domain')) createDomain(cursor, database);
}

function createDomain(cursor: Cursor, database: Database): void {
  const name = cursor.name()?.text;
  cursor.take('as');
  const type: Token[] = [];
  const ends = ['constraint', 'check', 'not', 'null', 'default', 'collate'];
  for (let token = cursor.next(); token && !ends.includes(token.text); token = cursor.next()) type.push(token);
  if (name !== undefined) database.domains.set(name.toLowerCase(), type);
}

function createTable(cursor: Cursor, database: Database): void {
  const isLenient = cursor.take('if', 'not', 'exists');
  const name = cursor.name();
  const at = cursor.last;
  if (!at) return;
  if (!name) {
    database.mistakes.push({ message: 'CREATE TABLE without a name', token: cursor.peek() ?? at });
    return;
  }
  // Its columns are those of the table that it is a part of.
  if (cursor.isAt('partition', 'of')) return;
  const open = cursor.peek();
  const group = cursor.group();
  if (!group) {
    const message =
      open?.text === '(' ? `the parenthesis of ${name.text} never closes` : `${name.text} lists no columns`;
    const list = open?.text === '(' ? database.mistakes : database.doubts;
    list.push({ message, token: open ?? at, expected: 'columns in parentheses' });
    return;
  }
  if (database.tables.has(name.text.toLowerCase())) {
    if (!isLenient) database.mistakes.push({ message: `table ${name.text} is created twice`, token: at });
    return;
  }
  const table: DdlTable = {
    name: name.text,
    at,
    columns: [],
    constraints: [],
    formerly: new Map(),
    required: new Map(),
    fallbacks: new Map(),
  };
  for (const element of elements(group, database)) addElement(element, table, database);
  if (cursor.take('inherits')) {
    for (const parent of namesOf(cursor.group() ?? []) ?? []) {
      table.columns = [...(find(database.tables, parent)?.columns ?? []), ...table.columns];
    }
  }
  database.tables.set(name.text.toLowerCase(), table);
}

function createIndex(cursor: Cursor, database: Database, tokens: readonly Token[]): void {
  while (!cursor.isDone && !cursor.isAt('on')) cursor.next();
  cursor.take('on');
  cursor.take('only');
  const name = cursor.name()?.text;
  const table = name === undefined ? undefined : find(database.tables, name);
  if (!table) return;
  const constraint = keyOf('unique', cursor, tokens);
  const isPartial = tokens.some(({ kind, text }) => kind === 'word' && text === 'where');
  table.constraints = [...table.constraints, isPartial ? { kind: 'other', tokens } : constraint];
}

function alterType(cursor: Cursor, database: Database): void {
  const name = cursor.name()?.text.toLowerCase();
  if (name === undefined || !cursor.take('add', 'value')) return;
  cursor.take('if', 'not', 'exists');
  const token = cursor.next();
  const labels = database.enums.get(name);
  if (labels && token?.kind === 'text') database.enums.set(name, [...labels, token]);
}
