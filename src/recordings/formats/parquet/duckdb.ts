/**
 * The one door to DuckDB: a database in memory that may read one file and nothing else. It is loaded on first use, so
 * that whoever has no Parquet needs no DuckDB.
 */
import { createRequire } from 'node:module';
import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api';
import { CONTAINED } from '../../../duckdb.ts';
import { loadPeer } from '../../../peer.ts';
import { unreadable } from '../../bytes.ts';
import type { RecordingFile } from '../../reader.ts';
import { type Convert, valueConverter } from './values.ts';

export interface Database {
  /** Rows as they are computed; memory does not depend on their number. Throws a RecordingError. */
  stream(sql: string): Promise<RowStream>;
  readonly convert: Convert;
  close(): void;
}

export interface RowStream {
  readonly result: DuckDBResult;
  /** The next rows, at most 2,048, in place of the ones before, which are gone then; undefined after the last. Throws a RecordingError. */
  next(): Promise<DuckDBDataChunk | undefined>;
}

/**
 * Throws a PeerError where DuckDB is not installed.
 * @param pageBytes of the file's pages that need room beside what is counted
 */
export async function openDatabase(file: RecordingFile, pageBytes = 0): Promise<Database> {
  const duckdb = await load(file, () => import('@duckdb/node-api'));
  const memory_limit = `${COUNTED_MEGABYTES + Math.ceil((ROOM_FOR_PAGES * pageBytes) / 1e6)}MB`;
  const instance = await duckdb.DuckDBInstance.create(':memory:', { ...CONTAINED, memory_limit });
  const connection = await instance.connect();
  await lockDown(connection, file);
  return {
    convert: valueConverter(duckdb),
    async stream(sql) {
      const result = await attempt(file, () => connection.stream(sql));
      let before: DuckDBDataChunk | null = null;
      return {
        result,
        async next() {
          // The collector does not know what texts it holds outside of JavaScript.
          before?.reset();
          before = await attempt(file, () => result.fetchChunk());
          return before && before.rowCount > 0 ? before : undefined;
        },
      };
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** What DuckDB may take where pages are small. */
const COUNTED_MEGABYTES = 256;
/** It counts the next power of two, and holds a page while rows of the one before are handed out. */
const ROOM_FOR_PAGES = 4;

/** Looks for DuckDB without loading it. Throws a PeerError where it is not there. */
export async function assertInstalled(file: RecordingFile): Promise<void> {
  await load(file, async () => createRequire(import.meta.url).resolve('@duckdb/node-api'));
}

function load<T>(file: RecordingFile, loading: () => Promise<T>): Promise<T> {
  return loadPeer(`reading ${file.format} needs`, ['@duckdb/node-api'], loading, file.name);
}

/** All rows of a short answer, each with its columns by name. */
export async function rows(database: Database, sql: string): Promise<Record<string, unknown>[]> {
  const stream = await database.stream(sql);
  const names = stream.result.columnNames();
  const found: Record<string, unknown>[] = [];
  for (let chunk = await stream.next(); chunk; chunk = await stream.next()) found.push(...chunk.getRowObjects(names));
  return found;
}

/** A text as an SQL literal. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * A file as an SQL literal. DuckDB takes every name for a pattern, so characters that mean something in one stand in
 * brackets.
 */
export function literal(path: string): string {
  // Where there are none, a backslash is itself.
  if (!/[*?[]/.test(path)) return quoted(path);
  return quoted(path.replace(/[*?[]/g, '[$&]'));
}

/** A name as an SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

async function lockDown(connection: DuckDBConnection, file: RecordingFile): Promise<void> {
  await connection.run(`SET allowed_paths = [${quoted(file.path)}, ${literal(file.path)}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
}

async function attempt<T>(file: RecordingFile, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw unreadable(file, new Error(firstSentence(cause.message, file), { cause }));
  }
}

/** DuckDB adds the statement and hints on following lines, and calls the file by its local path. */
function firstSentence(message: string, file: RecordingFile): string {
  const [first = ''] = message.split('\n');
  return first.replaceAll(file.path, file.name).replaceAll(literal(file.path).slice(1, -1), file.name);
}
