/** Writes native records as Parquet, by DuckDB: what may hold any value is a column of JSON, the rest has a type. */
import { loadPeer } from '../../../peer.ts';

/**
 * @param from JSON Lines of native records
 * @throws PeerError where DuckDB is not installed
 */
export async function writeParquet(from: string, to: string): Promise<void> {
  const duckdb = await loadPeer('writing parquet needs', ['@duckdb/node-api'], () => import('@duckdb/node-api'), to);
  const instance = await duckdb.DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '1GB' });
  const connection = await instance.connect();
  try {
    await connection.run(`COPY (${SELECT}) TO ${quoted(to)} (FORMAT parquet, COMPRESSION zstd)`, [from]);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** A line is a value of JSON, of which null is one: to read members as columns would lose it. */
const SELECT = `
  SELECT line->'input' AS input, line->'output' AS output, line->'label' AS label,
    line->>'id' AS id, line->>'time' AS time, coalesce((line->>'weight')::DOUBLE, 1) AS weight,
    (line->>'value')::DOUBLE AS value, line->'lacks' AS lacks
  FROM read_json_objects($1, format = 'newline_delimited', maximum_object_size = 134217728) AS lines(line)`;

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
