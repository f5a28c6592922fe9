/** How a Parquet file is parted, as it says itself. */
import type { RecordingFile } from '../../reader.ts';
import { type Database, literal, rows } from './duckdb.ts';

/** Rows of each group, in the file's order. */
export async function rowGroups(database: Database, file: RecordingFile): Promise<number[]> {
  const groups = await rows(
    database,
    `SELECT any_value(row_group_num_rows)::DOUBLE AS size FROM parquet_metadata(${literal(file.path)})
     GROUP BY row_group_id ORDER BY row_group_id`,
  );
  return groups.map(({ size }) => Number(size));
}
