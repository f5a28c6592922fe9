/**
 * Members that folders name: `origin=JFK/` gives origin to every record below it, where weir.yml asks for that. What a
 * file holds is what is read, so a record's own member of that name stays.
 */
import { decoded } from '../document/decoded.ts';
import type { ColumnType } from './formats/csv/form.ts';
import { fieldValue } from './formats/csv/types.ts';
import type { Batch, Reader, ReadOptions, RecordFilter, Shard } from './reader.ts';

/** How Hive and Spark write null into a folder's name. */
const NOTHING = '__HIVE_DEFAULT_PARTITION__';

/** Values by column, or the first column that the path lacks, or whose value is not of its type. */
export function partitionsOf(
  path: string,
  columns: readonly string[],
  types: Readonly<Record<string, ColumnType>> = {},
): { readonly values: Record<string, unknown>; readonly missing?: undefined } | { readonly missing: string } {
  const folders = path.split('/').slice(0, -1);
  const values: [string, unknown][] = [];
  for (const column of columns) {
    const folder = folders.findLast((name) => decoded(name).startsWith(`${column}=`));
    const type = (Object.hasOwn(types, column) ? types[column] : undefined) ?? 'text';
    const text = folder === undefined ? undefined : decoded(folder).slice(column.length + 1);
    const value = text === undefined || text === NOTHING ? text && null : fieldValue({ type, isDeclared: true })(text);
    if (value === undefined) return { missing: column };
    values.push([column, value]);
  }
  return { values: Object.fromEntries(values) };
}

/** The reader, whose records have what their folders say as well. */
export function withPartitions(reader: Reader): Reader {
  return {
    shards: reader.shards,
    read(shard, accepts, options) {
      const { partitions } = shard.file;
      return partitions === undefined
        ? reader.read(shard, accepts, options)
        : readWith(reader, Object.entries(partitions), shard, accepts, options);
    },
  };
}

async function* readWith(
  reader: Reader,
  partitions: readonly (readonly [string, unknown])[],
  shard: Shard,
  accepts: RecordFilter,
  options?: ReadOptions,
): AsyncGenerator<Batch> {
  for await (const batch of reader.read(shard, accepts, options)) {
    for (const record of batch.records) {
      if (typeof record !== 'object' || record === null || Array.isArray(record)) continue;
      for (const [name, value] of partitions) {
        if (Object.hasOwn(record, name)) continue;
        Object.defineProperty(record, name, { value, enumerable: true, writable: true, configurable: true });
      }
    }
    yield batch;
  }
}
