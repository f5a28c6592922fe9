/** Every format there is, one line a plug. Nothing else knows which there are. */
import { avro } from './avro/index.ts';
import { csv } from './csv/index.ts';
import type { Format } from './format.ts';
import { json } from './json/index.ts';
import { jsonl } from './jsonl/index.ts';
import { parquet } from './parquet/index.ts';

export const formats: readonly Format[] = [jsonl, json, csv, parquet, avro];

const byId = new Map(formats.map((format) => [format.id, format]));

/** The format of that id, which a file's own always is. */
export function formatFor(id: string): Format {
  const format = byId.get(id);
  if (!format) throw new Error(`no format is called ${id}`);
  return format;
}
