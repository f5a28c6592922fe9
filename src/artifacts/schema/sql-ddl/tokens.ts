/** The tokens of SQL as dialects have in common, without blanks and comments. A dump may be large, so nothing is read twice. */

export interface Token {
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'sign';
  /** Of a word in lower case; of a name or a text what stands between its quotes. */
  readonly text: string;
  /** As it is written. */
  readonly written: string;
  readonly start: number;
  readonly end: number;
}

/** MySQL alone reads a backslash in any text as an escape; elsewhere `'C:\'` is whole. */
export interface Dialect {
  readonly escapes: boolean;
}

const STANDARD_TEXT = /'[^']*(?:''[^']*)*'/y;
const ESCAPED_TEXT = /'[^'\\]*(?:(?:''|\\[\s\S])[^'\\]*)*'/y;
const DOLLAR_TEXT = /\$([\p{L}_][\p{L}\p{N}_]*|)\$[\s\S]*?\$\1\$/uy;
const QUOTED_NAME = /"[^"]*(?:""[^"]*)*"|`[^`]*(?:``[^`]*)*`/y;
/** `[order date]` in SQL Server; `text[]` and `text[3]` are lists, and `ARRAY['a']` is one. */
const BRACKETED_NAME = /\[[\p{L}_][^\][\n']*\]/uy;
const WORD = /[\p{L}_@#][\p{L}\p{N}_$#@]*/uy;
const NUMBER = /\d[\w.]*|\.\d\w*/y;
const SIGN = /::|<>|!=|<=|>=|\|\||[\s\S]/y;
const BLANK = /[\s\uFEFF]+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
/** Before a quote: `E'…'` has escapes in any dialect; national, bits, hexadecimal. */
const PREFIXES = 'EeNnBbXx';

/** All of the tokens, of one statement or of a part of one. */
export function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < sql.length; ) {
    const token = tokenAt(sql, at, { escapes: false });
    if (typeof token === 'number') at = token;
    else {
      tokens.push(token);
      at = token.end;
    }
  }
  return tokens;
}

/** The token that begins there, or where a blank or a comment that begins there ends. */
export function tokenAt(sql: string, at: number, { escapes }: Dialect): Token | number {
  const blank = endOf(BLANK, sql, at);
  if (blank !== undefined) return blank;
  const first = sql[at] ?? '';
  const isPrefixed = PREFIXES.includes(first) && sql[at + 1] === "'";
  if (first === "'" || isPrefixed) {
    const quote = isPrefixed ? at + 1 : at;
    const isEscaped = escapes || first === 'E' || first === 'e';
    const end = endOf(isEscaped ? ESCAPED_TEXT : STANDARD_TEXT, sql, quote);
    if (end !== undefined) return make('text', sql, at, end, unescaped(sql.slice(quote + 1, end - 1), isEscaped));
  }
  if (first === '$') {
    const end = endOf(DOLLAR_TEXT, sql, at);
    const tag = sql.indexOf('$', at + 1) + 1 - at;
    if (end !== undefined) return make('text', sql, at, end, sql.slice(at + tag, end - tag));
  }
  if (first === '"' || first === '`') {
    const end = endOf(QUOTED_NAME, sql, at);
    if (end !== undefined)
      return make('name', sql, at, end, sql.slice(at + 1, end - 1).replaceAll(first + first, first));
  }
  if (first === '[') {
    const end = endOf(BRACKETED_NAME, sql, at);
    if (end !== undefined) return make('name', sql, at, end, sql.slice(at + 1, end - 1));
  }
  const word = endOf(WORD, sql, at);
  if (word !== undefined) return make('word', sql, at, word, sql.slice(at, word).toLowerCase());
  const number = endOf(NUMBER, sql, at);
  if (number !== undefined) return make('number', sql, at, number, sql.slice(at, number));
  const end = endOf(SIGN, sql, at) ?? at + 1;
  return make('sign', sql, at, end, sql.slice(at, end));
}

function endOf(pattern: RegExp, sql: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(sql) ? pattern.lastIndex : undefined;
}

function make(kind: Token['kind'], sql: string, start: number, end: number, text: string): Token {
  return { kind, text, written: sql.slice(start, end), start, end };
}

function unescaped(inner: string, isEscaped: boolean): string {
  const plain = inner.replaceAll("''", "'");
  return isEscaped ? plain.replace(/\\(['"\\])/g, '$1') : plain;
}
