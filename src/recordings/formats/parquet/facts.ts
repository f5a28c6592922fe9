/** What `weir validate` says of Parquet files: what their columns hold, and which texts are JSON that nobody can point into. */
import type { RecordingFile } from '../../reader.ts';
import { columnNames } from '../column-names.ts';
import { columnsOf, isJson, rowsAtOnce, USUAL_ROWS } from './by-duckdb.ts';
import { type Leaf, leavesOf, rowBytes } from './chunks.ts';
import { type Database, identifier, literal, openDatabase, rows } from './duckdb.ts';
import type { Column } from './leaves.ts';
import { pagedFile } from './pages/paged-file.ts';
import { pagingOf } from './pages/read.ts';

/** Files of one recording are written by one program: the first ones tell of all. */
const MOST_FILES = 5;
const TRIED_ROWS = 100;

/** Lines of facts; none where no file is Parquet. Throws a RecordingError where one cannot be read. */
export async function parquetFacts(files: readonly RecordingFile[]): Promise<string[]> {
  const columns = await inFiles(files, (database, file) => columnsOf(database, file));
  return (['number', 'boolean', 'text', 'time', 'JSON', 'nested', 'other'] as const).flatMap((kind) => {
    const names = columns.filter(({ type }) => kindOf(type) === kind).map(({ name }) => name);
    return names.length === 0 ? [] : [`${kind}: ${columnNames(names)}`];
  });
}

/**
 * Columns of text whose values all are objects or lists of JSON, and those whose values are so long that reading them takes
 * much memory. Throws as `parquetFacts` does.
 */
export async function parquetWarnings(files: readonly RecordingFile[]): Promise<string[]> {
  return [...jsonWarning(await inFiles(files, textsOfJson)), ...longWarning(await inFiles(files, longColumns))];
}

function longWarning(columns: readonly Named[]): string[] {
  if (columns.length === 0) return [];
  const [names, values] = columns.length === 1 ? ['column', 'its values are'] : ['columns', 'their values are'];
  return [
    `${names} ${columnNames(columns.map(({ name }) => name))}: ${values} so long that large row groups take much time and memory to read. Write row groups of 2,048 rows (in DuckDB: ROW_GROUP_SIZE 2048)`,
  ];
}

/** Of values of this many bytes, DuckDB is asked for few rows at once, and reads a group's pages again for the next ones. Of columns that only it reads. */
async function longColumns(database: Database, file: RecordingFile): Promise<Named[]> {
  const leaves = await leavesOf(database, file);
  const paged = await pagedFile(file);
  const isPaged = ({ path }: Leaf): boolean =>
    paged !== undefined && pagingOf(paged, { columns: path.split(', ', 1) }) !== undefined;
  return leaves
    .filter((leaf) => leaf.rows > USUAL_ROWS && rowsAtOnce(rowBytes([leaf])) < USUAL_ROWS && !isPaged(leaf))
    .map(({ path }) => ({ name: path.replaceAll(', ', '.') }));
}

type Named = Pick<Column, 'name'>;

function jsonWarning(columns: readonly Named[]): string[] {
  const names = columns.map(({ name }) => name);
  if (names.length === 0) return [];
  return [
    `${names.length === 1 ? 'column' : 'columns'} ${columnNames(names)}: read as text, though it is JSON, so that no pointer leads into it. Write it with Parquet's logical type JSON (in DuckDB: ${identifier(names[0] ?? '')}::JSON) or as a struct, and it is read as what it holds`,
  ];
}

/** Of the first files, each name once. */
async function inFiles<C extends Named>(
  files: readonly RecordingFile[],
  look: (database: Database, file: RecordingFile) => Promise<C[]>,
): Promise<C[]> {
  const found = new Map<string, C>();
  for (const file of files.filter(({ format }) => format === 'parquet').slice(0, MOST_FILES)) {
    const database = await openDatabase(file);
    try {
      for (const column of await look(database, file)) found.set(column.name, column);
    } finally {
      database.close();
    }
  }
  return [...found.values()];
}

async function textsOfJson(database: Database, file: RecordingFile): Promise<Column[]> {
  const texts = (await columnsOf(database, file)).filter(({ type }) => kindOf(type) === 'text');
  if (texts.length === 0) return [];
  const selected = texts.map(({ name }) => identifier(name)).join(', ');
  const first = await rows(
    database,
    `SELECT ${selected} FROM read_parquet(${literal(file.path)}, hive_partitioning = false) LIMIT ${TRIED_ROWS}`,
  );
  return texts.filter(({ name }) => {
    const values = first.map((row) => row[name]).filter((value) => value !== null);
    return values.length > 0 && values.every(holdsJson);
  });
}

/** A text that is a number or a word of JSON may as well be meant as text. */
function holdsJson(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) return false;
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

type Kind = 'number' | 'boolean' | 'text' | 'time' | 'JSON' | 'nested' | 'other';

function kindOf(type: Column['type']): Kind {
  if (isJson(type)) return 'JSON';
  const name = String(type);
  if (name === 'VARCHAR' || name.startsWith('ENUM')) return 'text';
  if (name === 'BOOLEAN') return 'boolean';
  if (/\]$|^(STRUCT|MAP|UNION)/.test(name)) return 'nested';
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$|^(FLOAT|DOUBLE|DECIMAL)/.test(name)) return 'number';
  return /^(DATE|TIME)/.test(name) ? 'time' : 'other';
}
