/**
 * Dumps of a database as statements. Data between them (COPY, INSERT) may be the most of a file, and is passed over, as are
 * functions and the commands of psql.
 */
import { type Dialect, type Token, tokenAt } from './tokens.ts';

const IS_MYSQL = /^-- (?:MySQL|MariaDB) dump|^\s*\) ENGINE\s*=/m;
const COPY = /COPY\s[^;]*?\sFROM\s+stdin\b[^;]*;[^\n]*\n/iy;
/** Between statements: blanks, comments, commands of psql, GO of SQL Server. */
const BETWEEN = /[\s\uFEFF;]+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|\\[^\n]*|#[^\n]*|GO(?=\s*(?:\n|$))/iy;
const OF_INTEREST = /(?:CREATE|ALTER|DROP)\b/iy;
/** What may hold a semicolon that ends nothing begins with one of these; the rest is passed over at once. */
const PLAIN = /[^;'"`$\-/]+/y;

/** Statements that begin with CREATE, ALTER or DROP, each as its tokens without the semicolon. */
export function* statementsOf(sql: string): Generator<Token[]> {
  const dialect = { escapes: IS_MYSQL.test(sql) };
  let at = 0;
  while (at < sql.length) {
    const next = after(BETWEEN, sql, at);
    if (next !== undefined) {
      at = next;
      continue;
    }
    const data = after(COPY, sql, at);
    if (data !== undefined) at = endOfData(sql, data);
    else if (after(OF_INTEREST, sql, at) === undefined) at = endOfStatement(sql, at, dialect);
    else {
      const tokens: Token[] = [];
      at = readStatement(sql, at, tokens, dialect);
      yield tokens;
    }
  }
}

function after(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** Rows end with a line of a backslash and a dot. */
function endOfData(sql: string, from: number): number {
  if (sql.startsWith('\\.', from)) return from + 2;
  const end = sql.indexOf('\n\\.', from);
  return end < 0 ? sql.length : end + 3;
}

function endOfStatement(sql: string, from: number, dialect: Dialect): number {
  let at = from;
  while (at < sql.length) {
    at = after(PLAIN, sql, at) ?? at;
    if (at >= sql.length || sql[at] === ';') break;
    const token = tokenAt(sql, withPrefix(sql, at), dialect);
    at = typeof token === 'number' ? token : Math.max(token.end, at + 1);
  }
  return at + 1;
}

/** `E'…'` is read with its letter. */
function withPrefix(sql: string, at: number): number {
  return sql[at] === "'" && /[Ee]/.test(sql[at - 1] ?? '') && !/\w/.test(sql[at - 2] ?? '') ? at - 1 : at;
}

/** Behind the semicolon, or a line with GO alone. */
function readStatement(sql: string, from: number, tokens: Token[], dialect: Dialect): number {
  let at = from;
  while (at < sql.length) {
    const token = tokenAt(sql, at, dialect);
    if (typeof token === 'number') {
      at = token;
      continue;
    }
    at = token.end;
    if (token.text === ';' && token.kind === 'sign') return at;
    if (token.text === 'go' && token.kind === 'word' && isAlone(sql, token)) return at;
    tokens.push(token);
  }
  return at;
}

function isAlone(sql: string, { start, end }: Token): boolean {
  const before = sql.slice(sql.lastIndexOf('\n', start) + 1, start);
  const next = sql.indexOf('\n', end);
  return before.trim() === '' && sql.slice(end, next < 0 ? undefined : next).trim() === '';
}
