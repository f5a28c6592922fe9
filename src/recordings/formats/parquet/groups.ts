/**
 * Has DuckDB count the rows that are alike in all that is read of them. SQL takes some values for one that JSON tells apart, so
 * the sign of zero is a part of what has to be alike, and what holds a double deeper is not counted.
 */
import type { DuckDBType } from '@duckdb/node-api';
import type { Wanted } from '../../screen/wanted.ts';
import { weekStarts } from '../../window/week-starts.ts';
import { type Database, rows } from './duckdb.ts';
import { type Cell, cellAt, cellsOf, type Selection } from './leaves.ts';
import { isTime, timeSql } from './times.ts';

export interface Grouping {
  /** Cells of doubles, in the order of their signs among a row's columns. */
  readonly doubles: readonly number[];
  /** The cell that tells when a row was, where only its week and its first and last count. */
  readonly time: Cell | undefined;
  /** SQL of the counted rows of a query whose columns are called as cells are (`c0`), and `row`. */
  sql(from: string): string;
  /** SQL of one row: about how many `kinds` there are among rows, of how many `bytes` each, which takes no memory to tell. */
  look(from: string): string;
}

const FIRST_ROWS = 5;

/** What DuckDB holds of a kind beside its texts. */
const BYTES_OF_NONE = 200;

/** More weeks than these are not told apart one by one. */
const MOST_WEEKS = 300;

/**
 * Undefined where rows cannot be counted exactly.
 * @param source SQL of the rows, with `cell(index)` as their columns
 * @param zone in which weeks are told apart; undefined: not at all
 */
export async function groupingOf(
  database: Database,
  source: string,
  selection: Selection,
  wanted: readonly Wanted[],
  zone: string | undefined,
): Promise<Grouping | undefined> {
  const cells = cellsOf(selection.parts);
  if (cells.some(({ type }) => !isGroupable(type))) return undefined;
  const time = timeCell(selection, wanted);
  const week = time && (await weekOf(database, source, time, zone));
  const kept = week === undefined ? undefined : time;
  const doubles = cells.filter(({ type }) => isDouble(type)).map(({ at }) => at);
  const names = selection.expressions.map((_, at) => cell(at));
  const when = kept && cell(kept.at);
  const times = kept && timeSql(cell(kept.at), kept.type);
  const keys = [
    ...names.filter((name) => name !== when),
    ...doubles.map((at) => `signbit(${cell(at)})`),
    ...(times === undefined ? [] : [`CASE WHEN ${times.isUsual} THEN ${week} END`, times.unusual]),
  ];
  if (keys.length === 0) return undefined;
  const columns = [
    ...names.map((name) => (times && name === when ? times.first : name)),
    ...doubles.map((at) => `signbit(${cell(at)})`),
    times?.last ?? 'NULL',
    'count(*)::DOUBLE',
    `min(row, ${FIRST_ROWS})`,
  ];
  const bytes = bytesOf(cells);
  return {
    doubles,
    time: kept,
    sql: (from) => `SELECT ${columns.join(', ')} FROM ${from} GROUP BY ${keys.join(', ')}`,
    look: (from) =>
      `SELECT approx_count_distinct(hash(${keys.join(', ')}))::DOUBLE AS kinds, ${bytes} AS bytes FROM ${from}`,
  };
}

/** SQL of about what a row takes among those that are told apart. */
function bytesOf(cells: readonly Cell[]): string {
  const long = cells.filter(({ type }) => /^(?:VARCHAR|BLOB|STRUCT)|\]$/.test(String(type)));
  const lengths = long.map(({ at }) => `coalesce(avg(strlen(${cell(at)}::VARCHAR)), 0)`);
  return [BYTES_OF_NONE, ...lengths].join(' + ');
}

/** What a cell is called in SQL. */
export function cell(at: number): string {
  return `c${at}`;
}

/** The time, unless its value counts beside it. */
function timeCell(selection: Selection, wanted: readonly Wanted[]): Cell | undefined {
  const time = wanted.find(({ sees }) => sees === 'time')?.path;
  if (!time) return undefined;
  const isSeen = wanted.some(
    ({ path, sees }) => sees !== 'time' && sees !== 'type' && path.every((name, index) => name === time[index]),
  );
  const found = isSeen ? undefined : cellAt(selection, time);
  return found && isTime(found.type) ? found : undefined;
}

/** SQL of a number that is another one for each week; undefined where there are too many. */
async function weekOf(
  database: Database,
  source: string,
  { at, type }: Cell,
  zone: string | undefined,
): Promise<string | undefined> {
  if (zone === undefined) return '0';
  const { micros, isUsual } = timeSql(cell(at), type);
  const [range] = await rows(
    database,
    `SELECT min(${micros})::DOUBLE AS first, max(${micros})::DOUBLE AS last FROM ${source} WHERE ${isUsual}`,
  );
  const [first, last] = [Number(range?.first ?? 0) / 1000, Number(range?.last ?? 0) / 1000];
  if (last - first > MOST_WEEKS * 7 * 86_400_000) return undefined;
  const starts = weekStarts(zone, first, last).filter((start) => start > first && start <= last);
  return ['0', ...starts.map((start) => `(${micros} >= ${start * 1000})::INTEGER`)].join(' + ');
}

function isDouble(type: DuckDBType): boolean {
  return /^(?:DOUBLE|FLOAT)$/.test(String(type));
}

/** Of other types, such as intervals, SQL takes values for equal that are written otherwise. */
function isGroupable(type: DuckDBType): boolean {
  const name = String(type);
  if (isDouble(type)) return true;
  if (
    /^(?:BOOLEAN|U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|VARCHAR|DATE|UUID|BLOB|DECIMAL\([\d, ]+\)|ENUM\(.*\))$/s.test(
      name,
    )
  )
    return true;
  if (/^TIMESTAMP/.test(name)) return true;
  // Names of members may look like a type: then nothing is counted.
  return /^STRUCT|\]$/.test(name) && !/DOUBLE|FLOAT|INTERVAL|TIME(?!STAMP)|MAP|UNION|BIT|VARIANT|GEOMETRY/.test(name);
}
