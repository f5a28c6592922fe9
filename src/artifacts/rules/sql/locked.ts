/** A database in memory from which nothing outside can be reached: no files, no network, no extensions, no settings. */
import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import { CONTAINED } from '../../../duckdb.ts';
import { loadPeer } from '../../../peer.ts';

export interface Locked {
  /** Throws what DuckDB throws. */
  prepare(sql: string): Promise<Prepared>;
  /** Rows as they are computed, no more than `most`. Throws what DuckDB throws. */
  rows(sql: string, values: readonly string[], most: number): Promise<unknown[][]>;
  close(): void;
}

/** A statement that is asked again and again. */
export interface Prepared {
  readonly columns: readonly Column[];
  /** Columns of rows as they are computed, some at a time, until there are more than `most` rows. Throws what DuckDB throws. */
  chunks(values: readonly string[], most: number): AsyncIterable<readonly (readonly unknown[])[]>;
  close(): void;
}

export interface Column {
  readonly name: string;
  /** Of DuckDB: `BIGINT`, `DECIMAL(18,2)`; `JSON`, which DuckDB keeps as a text. */
  readonly type: string;
}

/** Throws a PeerError where DuckDB is not installed. */
export async function openLocked(file: string): Promise<Locked> {
  const duckdb = await loadPeer('a query in SQL needs', ['@duckdb/node-api'], () => import('@duckdb/node-api'), file);
  const instance = await duckdb.DuckDBInstance.create(':memory:', {
    ...CONTAINED,
    allow_community_extensions: 'false',
    enable_external_access: 'false',
    lock_configuration: 'true',
  });
  const connection = await instance.connect();
  return {
    prepare: (sql) => prepare(connection, sql),
    async rows(sql, values, most) {
      const statement = await prepare(connection, sql);
      try {
        const found: unknown[][] = [];
        for await (const columns of statement.chunks(values, most))
          for (const place of columns[0]?.keys() ?? []) found.push(columns.map((column) => column[place]));
        return found;
      } finally {
        statement.close();
      }
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function prepare(connection: DuckDBConnection, sql: string): Promise<Prepared> {
  const statement = await connection.prepare(sql);
  return {
    columns: columnsOf(statement),
    async *chunks(values, most) {
      for (const [index, value] of values.entries()) statement.bindVarchar(index + 1, value);
      const result = await statement.stream();
      let seen = 0;
      for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
        seen += chunk.rowCount;
        yield chunk.getColumns();
        if (seen > most) return;
      }
    },
    close: () => statement.destroySync(),
  };
}

function columnsOf(statement: DuckDBPreparedStatement): Column[] {
  return Array.from({ length: statement.columnCount }, (_, index) => {
    const type = statement.columnType(index);
    return { name: statement.columnName(index), type: type.alias ?? String(type) };
  });
}
