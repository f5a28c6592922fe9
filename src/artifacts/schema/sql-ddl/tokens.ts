/**
 * Dumps of a database as statements and their tokens. Data between them (COPY, INSERT) may be the most of a file, and is
 * passed over.
 */

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
interface Dialect {
  /** Texts in quotes. */
  readonly lex: RegExp;
  /**
   * What a statement that is of no interest is made of: whatever may hold a semicolon that does not end it, and all else.
   */
  readonly skip: RegExp;
}

const ESCAPED = String.raw`'[^'\\]*(?:(?:''|\\[\s\S])[^'\\]*)*'`;
const STANDARD = `'[^']*(?:''[^']*)*'`;
const DOLLARS = String.raw`\$(?<tag>[\p{L}_]\w*|)\$[\s\S]*?\$\k<tag>\$`;
const NAMES = String.raw`"[^"]*(?:""[^"]*)*"|\x60[^\x60]*(?:\x60\x60[^\x60]*)*\x60`;
const COMMENT = String.raw`--[^\n]*|/\*[\s\S]*?(?:\*/|$)`;

function dialect(text: string): Dialect {
  const texts = `[Ee]${ESCAPED}|${text}`;
  return {
    lex: new RegExp(
      [
        String.raw`(?<blank>\s+|${COMMENT})`,
        `(?<text>${texts}|${DOLLARS})`,
        `(?<name>${NAMES})`,
        String.raw`(?<word>[\p{L}_@#][\p{L}\p{N}_$#]*)`,
        String.raw`(?<number>\d[\w.]*|\.\d\w*)`,
        String.raw`(?<sign>::|<>|!=|<=|>=|\|\||[\s\S])`,
      ].join('|'),
      'uy',
    ),
    skip: new RegExp(String.raw`[^;'"\x60$\-/Ee]+|${texts}|${NAMES}|${DOLLARS}|${COMMENT}|[^;]`, 'uy'),
  };
}

const MYSQL = dialect(ESCAPED);
const OTHERS = dialect(STANDARD);
const IS_MYSQL = /^-- (?:MySQL|MariaDB) dump|^\s*\) ENGINE\s*=/m;

const COPY = /COPY\s[^;]*?\sFROM\s+stdin\b[^;]*;[^\n]*\n/iy;
const FIRST =
  /(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?(?:\*\/|$)|\\[^\n]*(?:\n|$)|;|#[^\n]*(?:\n|$)|GO\b(?=\s*(?:\n|$)))*/iy;
const OF_INTEREST = /(?:CREATE|ALTER|DROP)\b/iy;

/** Statements that begin with CREATE, ALTER or DROP, each as its tokens without blanks, comments and the semicolon. */
export function* statementsOf(sql: string): Generator<Token[]> {
  const own = IS_MYSQL.test(sql) ? MYSQL : OTHERS;
  let at = 0;
  while (at < sql.length) {
    at = after(FIRST, sql, at) ?? at;
    if (at >= sql.length) return;
    const data = after(COPY, sql, at);
    if (data !== undefined) {
      at = endOfData(sql, data);
    } else if (after(OF_INTEREST, sql, at) === undefined) {
      at = endOfStatement(sql, at, own);
    } else {
      const tokens: Token[] = [];
      at = lex(sql, at, tokens, own);
      yield tokens;
    }
  }
}

/** One statement, or a part of one. */
export function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  lex(sql, 0, tokens, OTHERS);
  return tokens;
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

function endOfStatement(sql: string, from: number, { skip }: Dialect): number {
  let at = from;
  while (at < sql.length && sql[at] !== ';') at = after(skip, sql, at) ?? at + 1;
  return at + 1;
}

/** Behind the semicolon, or a line with GO alone. */
function lex(sql: string, from: number, tokens: Token[], { lex: pattern }: Dialect): number {
  let at = from;
  while (at < sql.length) {
    pattern.lastIndex = at;
    const found = pattern.exec(sql);
    if (!found) return at + 1;
    const [written] = found;
    const start = at;
    at = pattern.lastIndex;
    if (written === ';') return at;
    if (/^go$/i.test(written) && isAlone(sql, start, at)) return at;
    const token = tokenOf(found.groups ?? {}, written, sql, start);
    if (!token) continue;
    at = token.end;
    tokens.push(token);
  }
  return at;
}

function tokenOf(
  groups: Readonly<Record<string, string | undefined>>,
  written: string,
  sql: string,
  start: number,
): Token | undefined {
  const place = { written, start, end: start + written.length };
  if (groups.blank !== undefined) return undefined;
  if (groups.text !== undefined) return { kind: 'text', text: unquoted(written), ...place };
  if (groups.name !== undefined) {
    const [quote = ''] = written;
    return { kind: 'name', text: written.slice(1, -1).replaceAll(quote + quote, quote), ...place };
  }
  if (groups.word !== undefined) return { kind: 'word', text: written.toLowerCase(), ...place };
  if (groups.number !== undefined) return { kind: 'number', text: written, ...place };
  // `[order date]` is a name in SQL Server; `text[]` and `text[3]` are lists, and so is `ARRAY['a']`.
  const bracketed = written === '[' ? /\[[\p{L}_][^\][\n']*\]/uy : undefined;
  if (bracketed) {
    bracketed.lastIndex = start;
    const name = bracketed.exec(sql)?.[0];
    if (name !== undefined) {
      return { kind: 'name', text: name.slice(1, -1), written: name, start, end: start + name.length };
    }
  }
  return { kind: 'sign', text: written, ...place };
}

function unquoted(written: string): string {
  if (written.startsWith('$'))
    return written.slice(written.indexOf('$', 1) + 1, written.lastIndexOf('$', written.length - 2));
  const inner = written.slice(written.indexOf("'") + 1, -1);
  return inner.replaceAll("''", "'").replace(/\\(['\\])/g, '$1');
}

function isAlone(sql: string, start: number, end: number): boolean {
  const before = sql.slice(sql.lastIndexOf('\n', start) + 1, start);
  const next = sql.indexOf('\n', end);
  return before.trim() === '' && sql.slice(end, next < 0 ? undefined : next).trim() === '';
}
