/** A column of CREATE TABLE. */
import type { Scalar } from '../table/model.ts';
import { Cursor, namesOf, textOf } from './cursor.ts';
import type { Token } from './tokens.ts';

/** As it is written, with what it says of itself. */
export interface DdlColumn {
  readonly name: string;
  readonly isQuoted: boolean;
  /** From its name to its end. */
  readonly tokens: readonly Token[];
  readonly type?: { readonly text: string; readonly tokens: readonly Token[] };
  readonly isRequired?: Token;
  readonly isUnique?: Token;
  readonly isPrimary?: Token;
  readonly fallback?: { readonly text: string; readonly value?: Scalar | null; readonly token: Token };
  readonly checks: readonly (readonly Token[])[];
  readonly reference?: { readonly to: string; readonly token: Token };
  /** Of MySQL's ENUM. */
  readonly values?: readonly Token[];
}

/** What ends a type, and begins what is said of a column. */
const AFTER_TYPE: ReadonlySet<string> = new Set([
  ...['not', 'null', 'default', 'primary', 'unique', 'references', 'check', 'constraint', 'collate', 'generated', 'as'],
  ...['auto_increment', 'autoincrement', 'identity', 'comment', 'on', 'encode', 'distkey', 'sortkey', 'charset', 'key'],
  ...[
    'stored',
    'virtual',
    'invisible',
    'visible',
    'storage',
    'compression',
    'options',
    'masking',
    'with_tag',
    'rowguidcol',
  ],
  ...[
    'deferrable',
    'initially',
    'sparse',
    'persisted',
    'using',
    'srid',
    'codec',
    'ttl',
    'materialized',
    'alias',
    'first',
    'after',
  ],
]);

/** Undefined where no name begins it. */
export function readColumn(tokens: readonly Token[]): DdlColumn | undefined {
  const cursor = new Cursor(tokens);
  const name = cursor.name();
  if (!name) return undefined;
  const type = typeTokens(cursor);
  const column: { -readonly [K in keyof DdlColumn]: DdlColumn[K] } = {
    name: name.text,
    isQuoted: name.isQuoted,
    tokens,
    checks: [],
    ...(type.length > 0 && { type: { text: textOf(type), tokens: type } }),
  };
  const values = enumValues(type);
  if (values) column.values = values;
  const [first] = type;
  // https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-SERIAL: NOT NULL with a default.
  if (first && /^(?:small|big)?serial[248]?$/.test(first.text)) {
    column.isRequired = first;
    column.fallback = { text: 'the next number', token: first };
  }
  while (!cursor.isDone) readClause(cursor, column);
  return column;
}

function typeTokens(cursor: Cursor): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  for (let token = cursor.peek(); token; token = cursor.peek()) {
    const isFirst = tokens.length === 0;
    const isEnd =
      token.kind === 'word' && (AFTER_TYPE.has(token.text) || (!isFirst && cursor.isAt('character', 'set')));
    if (depth === 0 && isEnd) break;
    if (depth === 0 && token.kind === 'text') break;
    if (token.kind === 'sign' && '(<'.includes(token.text)) depth += 1;
    if (token.kind === 'sign' && ')>'.includes(token.text)) depth -= 1;
    tokens.push(token);
    cursor.next();
  }
  return tokens;
}

/** https://dev.mysql.com/doc/refman/8.4/en/enum.html */
function enumValues([first, ...rest]: readonly Token[]): readonly Token[] | undefined {
  if (first?.kind !== 'word' || first.text !== 'enum') return undefined;
  return rest.filter(({ kind }) => kind === 'text');
}

type Open = { -readonly [K in keyof DdlColumn]: DdlColumn[K] };

function readClause(cursor: Cursor, column: Open): void {
  const token = cursor.peek();
  if (!token) return;
  if (cursor.take('not', 'null')) column.isRequired = token;
  else if (cursor.take('primary', 'key')) column.isPrimary = token;
  else if (cursor.take('unique')) column.isUnique = token;
  else if (cursor.take('constraint')) cursor.name();
  else if (cursor.take('default')) column.fallback = fallbackOf(expressionTokens(cursor), token);
  else if (cursor.take('check')) column.checks = [...column.checks, cursor.group() ?? []];
  else if (cursor.take('references')) column.reference = { to: targetOf(cursor), token };
  else if (cursor.take('collate') || cursor.take('charset') || cursor.take('character', 'set')) cursor.name();
  else if (cursor.take('auto_increment') || cursor.take('autoincrement') || cursor.take('identity')) {
    column.fallback = { text: 'the next number', token };
    cursor.group();
  } else if (cursor.take('generated') || cursor.take('as')) {
    // `GENERATED ALWAYS AS IDENTITY (…)`, `GENERATED ALWAYS AS (a + b) STORED`, SQL Server's `AS (a + b)`.
    column.fallback = { text: 'a generated value', token };
    while (
      cursor.take('always') ||
      cursor.take('by') ||
      cursor.take('default') ||
      cursor.take('as') ||
      cursor.take('identity')
    );
    cursor.group();
  } else if (cursor.take('on')) {
    // `ON UPDATE CURRENT_TIMESTAMP(6)`, `ON DELETE SET NULL`, `ON DELETE SET DEFAULT`.
    cursor.next();
    if (!cursor.take('set', 'null') && !cursor.take('set', 'default') && !cursor.take('no', 'action')) cursor.next();
    cursor.group();
  } else if (cursor.take('comment')) cursor.next();
  else if (!cursor.group()) cursor.next();
}

/** `customers(id)`, of what stands behind REFERENCES. */
export function targetOf(cursor: Cursor): string {
  const name = cursor.name()?.text ?? '';
  const columns = namesOf(cursor.group() ?? []) ?? [];
  return columns.length > 0 ? `${name}(${columns.join(', ')})` : name;
}

/** Up to the next clause. */
function expressionTokens(cursor: Cursor): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  for (let token = cursor.peek(); token; token = cursor.peek()) {
    const isClause =
      token.kind === 'word' && AFTER_TYPE.has(token.text) && !(tokens.length === 0 && token.text === 'null');
    if (depth === 0 && isClause) break;
    if (token.kind === 'sign' && token.text === '(') depth += 1;
    if (token.kind === 'sign' && token.text === ')') depth -= 1;
    tokens.push(token);
    cursor.next();
  }
  return tokens;
}

/** A literal is known; what a function gives, only the database knows. DEFAULT NULL is as good as none. */
export function fallbackOf(tokens: readonly Token[], token: Token): DdlColumn['fallback'] {
  const text = textOf(tokens);
  const [first, second] = tokens[0]?.text === '(' ? tokens.slice(1) : tokens;
  const isAlone = second === undefined || ['::', ')'].includes(second.text);
  if (first?.kind === 'word' && first.text === 'null') return undefined;
  if (first?.text === '-' && second?.kind === 'number') return { text, value: -Number(second.text), token };
  if (!first || !isAlone) return { text, token };
  if (first.kind === 'text') return { text, value: first.text, token };
  if (first.kind === 'number') return { text, value: Number(first.text), token };
  if (first.text === 'true' || first.text === 'false') return { text, value: first.text === 'true', token };
  return { text, token };
}
