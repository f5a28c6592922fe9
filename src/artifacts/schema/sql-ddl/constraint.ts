/** Reads a constraint of a table: its keys, what it refers to, its checks. */
import { targetOf } from './column.ts';
import { Cursor, namesOf } from './cursor.ts';
import type { Constraint } from './state.ts';
import type { Token } from './tokens.ts';

/** Undefined for a column; `none` for what is neither: an index, LIKE. */
export function readConstraint(tokens: readonly Token[]): Constraint | 'none' | undefined {
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

export function keyOf(kind: 'primary' | 'unique', cursor: Cursor, tokens: readonly Token[]): Constraint {
  while (!cursor.isDone && !cursor.isAt('(')) cursor.next();
  const columns = namesOf(cursor.group() ?? []);
  return columns && columns.length > 0 ? { kind, columns, tokens } : { kind: 'other', tokens };
}
