/** What a query may not do, as DuckDB's own parser sees it: read other tables, call what reaches outside, change anything. */
import { placeAt } from '../../../document/place-at.ts';
import { ArtifactError, type Problem } from '../../../errors.ts';
import type { Locked } from './locked.ts';
import { ROW, ROWS } from './row-by-row.ts';

/** What is known of a query before any record is seen. */
export interface Parsed {
  /** Names of columns in lower case, some more among them; undefined where it takes them all. */
  readonly reads: ReadonlySet<string> | undefined;
  /** It reads the table `params`. */
  readonly readsParams: boolean;
  /** Why no record can be replayed; undefined where they can. */
  readonly unreplayable: string | undefined;
  /** As DuckDB's own parser sees it. */
  readonly statement: unknown;
}

/** Functions that give a table without reading one. */
const TABLES: ReadonlySet<string> = new Set(['unnest', 'range', 'generate_series', 'json_each', 'json_tree']);
const FROM: ReadonlySet<string> = new Set([
  'BASE_TABLE',
  'SUBQUERY',
  'JOIN',
  'TABLE_FUNCTION',
  'EMPTY',
  'EXPRESSION_LIST',
  'PIVOT',
  'COLUMN_DATA',
  'CTE',
]);
const CLOCK =
  /^(?:now|today|current_(?:date|time|timestamp)|get_current_time(?:stamp)?|transaction_timestamp|localtime(?:stamp)?|age)$/;
const WORDS = /^(?:current_(?:date|time|timestamp)|localtime(?:stamp)?)$/;
const CHANCE = /^(?:random|setseed|uuid|uuidv4|uuidv7|gen_random_uuid|nextval|currval)$/;
const OUTSIDE =
  /^(?:current_setting|getenv|getvariable|query|query_table|read_\w+|glob|current_user|current_query|txid_current)$/;

/** Throws ArtifactError, at its line, for what is no SELECT or does what a query may not. */
export async function checkQuery(database: Locked, query: string, file: string): Promise<Parsed> {
  const nothing = query.indexOf('\0');
  if (nothing !== -1)
    throw new ArtifactError([{ file, ...placeAt(query, nothing), message: 'a character that ends every text (NUL)' }]);
  const [[said] = []] = await database.rows(`SELECT json_serialize_sql('${query.replaceAll("'", "''")}')`, [], 1);
  const tree: unknown = JSON.parse(String(said));
  const { error, error_message: message, position, statements } = members(tree);
  if (error === true) {
    const other = String(message).startsWith('Only SELECT');
    const said = other
      ? { message: 'a statement that is no SELECT', expected: 'one SELECT' }
      : { message: String(message) };
    throw new ArtifactError([{ file, ...placeAt(query, Number(position ?? 0)), ...said }]);
  }
  const all = Array.isArray(statements) ? statements : [];
  if (all.length !== 1)
    throw new ArtifactError([
      { file, line: 1, column: 1, message: `${all.length} statements`, expected: 'one SELECT' },
    ]);
  const found: Found = {
    tables: new Set(),
    columns: new Set(),
    takesAll: false,
    alone: new Set(),
    aliases: new Set(['input']),
    unreplayable: undefined,
    problems: [],
  };
  walk(all[0], new Set(), found, (offset) => ({ file, ...placeAt(query, offset) }));
  if (found.problems.length > 0) throw new ArtifactError(found.problems);
  return {
    reads: found.takesAll || found.alone.intersection(found.aliases).size > 0 ? undefined : found.columns,
    readsParams: found.tables.has('params'),
    unreplayable: found.unreplayable,
    statement: all[0],
  };
}

interface Found {
  readonly tables: Set<string>;
  readonly columns: Set<string>;
  takesAll: boolean;
  /** Names without a table before them, and of tables: where one is both, it is all of the table. */
  readonly alone: Set<string>;
  readonly aliases: Set<string>;
  unreplayable: string | undefined;
  readonly problems: Problem[];
}

type Place = (offset: number) => Pick<Problem, 'file' | 'line' | 'column'>;

/** @param named by a WITH around it */
function walk(node: unknown, named: ReadonlySet<string>, found: Found, place: Place): void {
  if (Array.isArray(node)) {
    for (const part of node) walk(part, named, found, place);
    return;
  }
  const own = members(node);
  const inner = new Set([...named, ...namesIn(own.cte_map)]);
  const at = Number(own.query_location ?? 0);
  if (own.type === 'BASE_TABLE') {
    const name = String(own.table_name).toLowerCase();
    const isOther =
      own.schema_name !== '' || own.catalog_name !== '' || (!inner.has(name) && name !== 'input' && name !== 'params');
    if (isOther)
      found.problems.push({ ...place(at), message: `the table ${name}`, expected: 'the table input, or params' });
    found.tables.add(name);
    found.aliases.add(String(own.alias).toLowerCase());
  } else if (isSource(own) && !FROM.has(String(own.type))) {
    found.problems.push({
      ...place(at),
      message: `${String(own.type).toLowerCase()} in FROM`,
      expected: 'the table input',
    });
  }
  if (own.type === 'TABLE_FUNCTION') {
    const name = String(members(own.function).function_name).toLowerCase();
    if (!TABLES.has(name))
      found.problems.push({
        ...place(at),
        message: `the function ${name} gives a table from elsewhere`,
        expected: [...TABLES].join(', '),
      });
  } else if (own.class === 'FUNCTION') checkFunction(String(own.function_name).toLowerCase(), at, found, place);
  // TABLESAMPLE and USING SAMPLE; a seed makes it the same for the same rows beside it alone.
  if ('sample' in own && own.sample !== null)
    found.unreplayable ??= 'a sample of rows is another one at each run, so no record can be replayed';
  if (own.class === 'PARAMETER')
    found.problems.push({ ...place(at), message: 'a parameter, and nobody gives it a value' });
  if (own.class === 'COLUMN_REF') {
    noteColumn(own.column_names, found);
    const taken = namesOf(own.column_names).find((name) => name === ROW || name === ROWS);
    if (taken) found.problems.push({ ...place(at), message: `the column ${taken}, a name that Weir uses itself` });
  }
  // `*`, `COLUMNS(…)`, a join by names.
  if (own.class === 'STAR' || own.ref_type === 'NATURAL') found.takesAll = true;
  if (Array.isArray(own.using_columns))
    for (const name of own.using_columns) found.columns.add(String(name).toLowerCase());
  for (const part of Object.values(own)) if (typeof part === 'object' && part !== null) walk(part, inner, found, place);
}

function checkFunction(name: string, at: number, found: Found, place: Place): void {
  if (OUTSIDE.test(name))
    found.problems.push({ ...place(at), message: `the function ${name} reaches outside of the table` });
  else if (CHANCE.test(name))
    found.unreplayable ??= `${name}() gives another value at each run, so no record can be replayed`;
  else if (CLOCK.test(name)) found.unreplayable ??= `${name}() reads the clock, so no record can be replayed`;
}

/** Names of tables and members of structures are among them. `current_date` is a function without parentheses. */
function noteColumn(names: unknown, found: Found): void {
  const all = namesOf(names);
  for (const name of all) found.columns.add(name);
  const [only = ''] = all;
  if (all.length === 1) found.alone.add(only);
  if (all.length === 1 && WORDS.test(only))
    found.unreplayable ??= `${only} reads the clock, so no record can be replayed`;
}

function namesOf(names: unknown): string[] {
  return Array.isArray(names) ? names.map((name) => String(name).toLowerCase()) : [];
}

/** Of what stands in FROM only such have an alias for columns, or are a join. */
function isSource(node: Readonly<Record<string, unknown>>): boolean {
  return 'sample' in node && 'alias' in node && typeof node.type === 'string';
}

function namesIn(map: unknown): string[] {
  const { map: entries } = members(map);
  return Array.isArray(entries) ? entries.map((entry) => String(members(entry).key).toLowerCase()) : [];
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
