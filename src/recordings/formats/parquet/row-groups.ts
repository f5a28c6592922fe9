/** How a Parquet file is parted, as it says itself. */
import { unreadable } from '../../bytes.ts';
import type { RecordingFile } from '../../reader.ts';
import { assertInstalled, literal, openDatabase, rows } from './duckdb.ts';
import { groupsInFooter } from './footer.ts';

/** Rows of each group, in the file's order. Throws a RecordingError where it cannot be read, and a PeerError where DuckDB is not installed. */
export async function rowGroups(file: RecordingFile): Promise<number[]> {
  await assertInstalled(file);
  return (await groupsInFooter(file.path).catch(() => undefined)) ?? (await groupsByDuckDB(file));
}

/** What else there is, and what is wrong with a file, DuckDB knows; but it reads as many rows as groups say, whatever the file says. */
async function groupsByDuckDB(file: RecordingFile): Promise<number[]> {
  const database = await openDatabase(file);
  try {
    const groups = await rows(
      database,
      `SELECT any_value(row_group_num_rows)::DOUBLE AS size FROM parquet_metadata(${literal(file.path)})
       GROUP BY row_group_id ORDER BY row_group_id`,
    );
    const sizes = groups.map(({ size }) => Number(size));
    const [whole] = await rows(
      database,
      `SELECT num_rows::DOUBLE AS rows FROM parquet_file_metadata(${literal(file.path)})`,
    );
    const [said, found] = [Number(whole?.rows), sizes.reduce((sum, size) => sum + size, 0)];
    if (said !== found || sizes.some((size) => !(size >= 0)))
      throw unreadable(file, new Error(`it says that it has ${said} rows, and its row groups that they have ${found}`));
    return sizes;
  } finally {
    database.close();
  }
}
