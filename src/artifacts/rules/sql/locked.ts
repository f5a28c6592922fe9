/** A database in memory from which nothing outside can be reached: no files, no network, no extensions, no settings. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { CONTAINED } from '../../../duckdb.ts';
import { loadPeer } from '../../../peer.ts';

export interface Locked {
  /** Rows as they are computed, no more than `most`. Throws what DuckDB throws. */
  rows(sql: string, values: readonly string[], most: number): Promise<unknown[][]>;
  close(): void;
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
    rows: (sql, values, most) => rows(connection, sql, values, most),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function rows(
  connection: DuckDBConnection,
  sql: string,
  values: readonly string[],
  most: number,
): Promise<unknown[][]> {
  const statement = await connection.prepare(sql);
  try {
    for (const [index, value] of values.entries()) statement.bindVarchar(index + 1, value);
    const result = await statement.stream();
    const found: unknown[][] = [];
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      found.push(...chunk.getRows());
      if (found.length > most) break;
    }
    return found;
  } finally {
    statement.destroySync();
  }
}
