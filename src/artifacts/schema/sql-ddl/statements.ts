/** What CREATE, ALTER and DROP do to tables and types. Statements about anything else are passed over. */
import { type DdlColumn, fallbackOf, readColumn, targetOf } from './column.ts';
import { Cursor, namesOf, parted, withCommas } from './cursor.ts';
import { type Constraint, type Database, type DdlTable, find } from './state.ts';
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

/** An element that is empty is a comma too many. */
function elements(group: readonly Token[], database: Database): Token[][] {
  let isOpen = true;
  for (const [token, isComma] of withCommas(group)) {
    if (isComma && isOpen) database.mistakes.push({ message: 'a comma without a column before it', token });
    isOpen = isComma;
  }
  return parted(group);
}

function addElement(tokens: readonly Token[], table: DdlTable, database: Database): void {
  const constraint = readConstraint(tokens);
  if (constraint === 'none') return;
  if (constraint) {
    table.constraints = [...table.constraints, constraint];
    return;
  }
  const column = readColumn(tokens);
  const [token] = tokens;
  if (!token) return;
  if (!column) database.mistakes.push({ message: `no column of ${table.name}`, token, expected: 'a name and a type' });
  else if (hasColumn(table, column)) {
    database.mistakes.push({
      message: `column ${column.name} stands twice in ${table.name}`,
      token,
      expected: 'each column once',
    });
  } else table.columns.push(column);
}

function hasColumn({ columns }: DdlTable, column: DdlColumn): boolean {
  return columns.some((other) => other.name.length === column.name.length && isSame(other, column));
}

function isSame(one: DdlColumn, other: DdlColumn): boolean {
  if (one.isQuoted && other.isQuoted) return one.name === other.name;
  return one.name.toLowerCase() === other.name.toLowerCase();
}

/** Undefined for a column; `none` for what is neither: an index, LIKE. */
function readConstraint(tokens: readonly Token[]): Constraint | 'none' | undefined {
  const cursor = new Cursor(tokens);
  // A column may be called `key`, or `primary` in quotes.
  if (cursor.take('constraint')) {
    if (!['primary', 'unique', 'foreign', 'check', 'exclude'].some((word) => cursor.isAt(word))) cursor.name();
  }
  if (cursor.take('primary', 'key')) return keyOf('primary', cursor, tokens);
  if (cursor.isAt('unique') && isKey(cursor, 1)) {
    cursor.next();
    return keyOf('unique', cursor, tokens);
  }
  if (cursor.take('foreign', 'key')) {
    if (!cursor.isAt('(')) cursor.name();
    const columns = namesOf(cursor.group() ?? []) ?? [];
    cursor.take('references');
    return { kind: 'foreign', columns, to: targetOf(cursor), tokens };
  }
  if (cursor.isAt('check', '(')) {
    cursor.next();
    return { kind: 'check', check: cursor.group() ?? [], tokens };
  }
  if (cursor.isAt('exclude')) return { kind: 'other', tokens };
  const isIndex = ['key', 'index', 'fulltext', 'spatial'].some((word) => cursor.isAt(word)) && isKey(cursor, 1);
  return isIndex || cursor.isAt('like') || cursor.isAt('period', 'for') ? 'none' : undefined;
}

/** Names of columns follow in parentheses, perhaps behind a name; behind a type it is a number. */
function isKey(cursor: Cursor, from: number): boolean {
  let ahead = from;
  while (
    ['key', 'index', 'clustered', 'nonclustered', 'nulls', 'not', 'distinct', 'using', 'btree', 'hash'].includes(
      cursor.peek(ahead)?.text ?? '',
    )
  )
    ahead += 1;
  const isNamed = cursor.peek(ahead)?.text !== '(';
  if (isNamed) ahead += 1;
  while (['using', 'btree', 'hash'].includes(cursor.peek(ahead)?.text ?? '')) ahead += 1;
  return cursor.peek(ahead)?.text === '(' && cursor.peek(ahead + 1)?.kind !== 'number';
}

function keyOf(kind: 'primary' | 'unique', cursor: Cursor, tokens: readonly Token[]): Constraint {
  while (!cursor.isDone && !cursor.isAt('(')) cursor.next();
  const columns = namesOf(cursor.group() ?? []);
  return columns && columns.length > 0 ? { kind, columns, tokens } : { kind: 'other', tokens };
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

function alterTable(cursor: Cursor, database: Database): void {
  cursor.take('if', 'exists');
  cursor.take('only');
  const name = cursor.name()?.text;
  const table = name === undefined ? undefined : find(database.tables, name);
  if (!table) return;
  const rest: Token[] = [];
  for (let token = cursor.next(); token; token = cursor.next()) rest.push(token);
  for (const action of parted(rest)) alter(new Cursor(action), action, table, database);
}

function alter(cursor: Cursor, tokens: readonly Token[], table: DdlTable, database: Database): void {
  if (cursor.take('add')) {
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
  } else if (cursor.take('drop')) {
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
    const type = readColumn([named, ...restOf(cursor).slice(0)])?.type;
    if (type) table.columns = table.columns.map((column) => (column === own ? { ...own, type } : column));
  }
}

function restOf(cursor: Cursor): Token[] {
  const rest: Token[] = [];
  for (let token = cursor.next(); token; token = cursor.next()) rest.push(token);
  return rest;
}
