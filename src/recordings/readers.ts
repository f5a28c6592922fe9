/** The registry of readers: one line a format. */
import { withPartitions } from './partitions.ts';
import type { Format, Reader } from './reader.ts';
import { csv } from './readers/csv.ts';
import { json } from './readers/json.ts';
import { jsonl } from './readers/jsonl.ts';
import { parquet } from './readers/parquet.ts';

const readers: Readonly<Record<Format, Reader>> = {
  jsonl: withPartitions(jsonl),
  json: withPartitions(json),
  csv: withPartitions(csv),
  parquet: withPartitions(parquet),
};

export function readerFor(format: Format): Reader {
  return readers[format];
}
