/** The registry of readers: one line a format. */
import type { Format, Reader } from './reader.ts';
import { csv } from './readers/csv.ts';
import { json } from './readers/json.ts';
import { jsonl } from './readers/jsonl.ts';
import { parquet } from './readers/parquet.ts';

const readers: Readonly<Record<Format, Reader>> = { jsonl, json, csv, parquet };

export function readerFor(format: Format): Reader {
  return readers[format];
}
