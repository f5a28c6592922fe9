/** Reads a table of kinds as batches of records that stand for others. */
import type { Batch, Count } from '../reader.ts';
import { unpackKinds } from './table.ts';

const MOST = 1024;

export function* readKinds(table: Uint8Array): Generator<Batch> {
  const { records, positions, times, spans, weeks, malformed } = unpackKinds(table);
  for (let from = 0; from === 0 || from < records.length; from += MOST) {
    const to = from + MOST;
    const counts = times.slice(from, to).map((count, index): Count => {
      const own = from + index;
      return { times: count, spans: spans[own] ?? [], weeks: weeks[own] ?? [] };
    });
    yield {
      records: records.slice(from, to),
      positions: positions.slice(from, to),
      counts,
      skipped: 0,
      malformed: from === 0 ? malformed : [],
    };
  }
}
