/**
 * The `where` of a table. It stands in weir.yml, and is run with the rights of whoever checks, so it may say what rows of this
 * table are and nothing else: columns, values, comparisons. It is taken apart and written anew; nothing of its text is SQL of
 * ours before it was understood.
 */
import type { RecordingError } from '../../errors.ts';
import { nearest } from '../../nearest.ts';
import type { Column, Dialect } from './table.ts';

interface Token {
  readonly kind: 'text' | 'number' | 'word' | 'name' | 'mark';
  /** Of a text or a name without its quotes. */
  readonly value: string;
}

const PATTERN =
  /\s+|(?<text>'(?:[^'\0]|'')*')|(?<name>"(?:[^"\0]|"")+")|(?<number>\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\p{L}\d_.]))|(?<word>[\p{L}_][\p{L}\p{M}\d_]*)|(?<mark><=|>=|<>|!=|\|\||[=<>+\-*/%(),])/iuy;

const KEYWORDS: ReadonlySet<string> = new Set([
  'AND',
  'OR',
  'NOT',
  'IN',
  'BETWEEN',
  'IS',
  'NULL',
  'TRUE',
  'FALSE',
  'LIKE',
  'ILIKE',
  'DISTINCT',
  'FROM',
]);
/** Before a text; elsewhere they are names. */
const TYPES: ReadonlySet<string> = new Set(['DATE', 'TIMESTAMP']);

export type FailCondition = (message: string, expected: string) => RecordingError;

const EXPECTED = 'columns, numbers, texts in single quotes, comparisons, and, or, not, in, between, like, is null';

/** The condition as SQL. Throws what `fail` gives. */
export function conditionOf(where: string, columns: readonly Column[], dialect: Dialect, fail: FailCondition): string {
  const tokens = tokensOf(where, fail);
  const written: string[] = [];
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    const [before, next] = [tokens[index - 1], tokens[index + 1]];
    if (token.kind === 'mark') {
      depth += token.value === '(' ? 1 : token.value === ')' ? -1 : 0;
      if (depth < 0) throw fail('where: a bracket is closed that was not opened', 'as many ( as )');
      written.push(token.value);
      continue;
    }
    if (isMark(next, '(') && !isKeyword(token)) throw fail(`where: ${shown(token)} is called`, 'no functions');
    if (token.kind === 'text') written.push(dialect.literal(token.value));
    else if (token.kind === 'number') written.push(token.value);
    else if (isKeyword(token)) written.push(keyword(token, before, next));
    else if (token.kind === 'word' && TYPES.has(upper(token)) && next?.kind === 'text') written.push(upper(token));
    else written.push(columnAt(token));
  }
  if (depth > 0) throw fail('where: a bracket is not closed', 'as many ( as )');
  if (written.length === 0) throw fail('where: it says nothing', EXPECTED);
  assertListsOfValues(tokens, fail);
  return written.join(' ');

  function keyword(token: Token, before: Token | undefined, next: Token | undefined): string {
    const word = upper(token);
    const [last, first] = [before && upper(before), next && upper(next)];
    if (word === 'DISTINCT' && !(last === 'IS' || last === 'NOT')) throw fail('where: distinct', 'is distinct from');
    if (word === 'DISTINCT' && first !== 'FROM') throw fail('where: distinct', 'is distinct from');
    if (word === 'FROM' && last !== 'DISTINCT') throw fail('where: it reads another table', 'no subqueries');
    if (word === 'IN' && !isMark(next, '(')) throw fail('where: in without a list', "in ('a', 'b')");
    return word;
  }

  function columnAt(token: Token): string {
    const name = token.kind === 'word' ? dialect.fold(token.value) : token.value;
    if (columns.some((column) => column.name === name)) return dialect.identifier(name);
    const near = nearest(
      name,
      columns.map((column) => column.name),
    );
    const message = `where: the table has no column ${shown(token)}`;
    throw fail(message, near === undefined ? EXPECTED : `${near}, or another column`);
  }
}

function tokensOf(where: string, fail: FailCondition): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(PATTERN);
  while (pattern.lastIndex < where.length) {
    const at = pattern.lastIndex;
    if (/^(?:--|\/\*)/.test(where.slice(at, at + 2))) throw fail('where: a comment', 'a condition without comments');
    const groups = pattern.exec(where)?.groups;
    if (!groups) throw fail(`where: ${JSON.stringify([...where.slice(at)][0])} is not understood`, EXPECTED);
    const { text, name, number, word, mark } = groups;
    if (text !== undefined) tokens.push({ kind: 'text', value: text.slice(1, -1).replaceAll("''", "'") });
    else if (name !== undefined) tokens.push({ kind: 'name', value: name.slice(1, -1).replaceAll('""', '"') });
    else if (number !== undefined) tokens.push({ kind: 'number', value: number });
    else if (word !== undefined) tokens.push({ kind: 'word', value: word });
    else if (mark !== undefined) tokens.push({ kind: 'mark', value: mark });
  }
  return tokens;
}

/** Some warehouses take a name in such a list for another table. */
function assertListsOfValues(tokens: readonly Token[], fail: FailCondition): void {
  for (const [index, token] of tokens.entries()) {
    if (!(isKeyword(token) && upper(token) === 'IN')) continue;
    for (let at = index + 2; at < tokens.length && !isMark(tokens[at], ')'); at += 1) {
      const one = tokens[at];
      const isValue =
        one && (one.kind === 'text' || one.kind === 'number' || isMark(one, ',') || isMark(one, '-') || isType(one));
      if (!isValue) throw fail('where: a list holds something else than values', "in ('a', 'b')");
    }
  }
}

function isType(token: Token): boolean {
  return token.kind === 'word' && [...TYPES, 'NULL', 'TRUE', 'FALSE'].includes(upper(token));
}

function isKeyword(token: Token): boolean {
  return token.kind === 'word' && KEYWORDS.has(upper(token));
}

function isMark(token: Token | undefined, value: string): boolean {
  return token?.kind === 'mark' && token.value === value;
}

function upper({ kind, value }: Token): string {
  return kind === 'word' ? value.toUpperCase() : '';
}

function shown({ value }: Token): string {
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 39)}…` : value);
}
