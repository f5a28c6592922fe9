/** Writes the records of some files, each with the outcome that a table has of it, in memory that the tables' sizes don't move. */
import { open, stat } from 'node:fs/promises';
import type { RecordingConfig } from '../../config/config.ts';
import { compileRead } from '../../document/pointer.ts';
import { stringify } from '../../document/stringify.ts';
import { recordLine, unusableLine } from '../envelopes/transcript.ts';
import { readerOf } from '../read.ts';
import type { Batch, LabelCounts, RecordingFile } from '../reader.ts';
import { compileRecord } from '../record.ts';
import { Outcomes, Parts } from './outcomes.ts';

/** Bytes of a table's files of which a part's outcomes are kept in memory at once. */
const PART_BYTES = 64 * 1024 * 1024;

type Labels = NonNullable<RecordingConfig['labels']>;

/** @param idAt where the recording's own records hold their id */
export async function writeLabelled(
  files: readonly RecordingFile[],
  idAt: string,
  tables: readonly RecordingFile[],
  labels: Labels,
  to: string,
  partBytes = PART_BYTES,
): Promise<LabelCounts> {
  const sizes = await Promise.all(tables.map(async ({ path }) => (await stat(path)).size));
  const count = Math.min(64, Math.max(1, Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / partBytes)));
  await using rows = new Parts(`${to}.outcomes`, count);
  await using waiting = new Parts(`${to}.records`, count);
  await using out = await open(to, 'wx');
  const counts = { matched: 0, unmatched: 0, duplicates: 0, strangers: 0, unusable: 0 };
  let broken: string | undefined;
  const first = new Outcomes();
  let lines: string[] = [];
  await readTables();
  await readRecords();
  await settle(first);
  if (count > 1) for (let part = 0; part < count; part += 1) await joinPart(part);
  return { ...counts, ...(broken !== undefined && { broken }) };

  async function readTables(): Promise<void> {
    const toRow = compileRecord({ ...ROW, id: labels.join, label: labels.label, time: labels.time });
    for await (const { batch, index } of batchesOf(tables)) {
      const name = tables[index]?.name;
      const [bad] = batch.malformed;
      if (bad) broken ??= `${[name, bad.line].filter(Boolean).join(':')}: ${bad.message}`;
      counts.unusable += batch.malformed.length;
      for (const raw of batch.records) {
        const { request, malformed } = toRow(raw);
        if (malformed !== undefined) broken ??= `${name}: ${malformed}`;
        const { id, label, time } = request ?? {};
        if (id === undefined || label === undefined) counts.unusable += 1;
        else if (count === 1) first.add({ id, label, time });
        else rows.add(id, [id, label, time]);
      }
      await flush();
    }
  }

  /** A record without an id waits for nothing; others do where not all outcomes are in memory. */
  async function readRecords(): Promise<void> {
    const idOf = compileRead(idAt);
    for await (const { batch, index } of batchesOf(files)) {
      for (const { position, line, message, origin } of batch.malformed) {
        lines.push(unusableLine({ ...(origin ?? { source: index, position }), line }, message));
      }
      for (const [at, record] of batch.records.entries()) {
        const found = idOf(record);
        const id =
          typeof found === 'string' || typeof found === 'number' || typeof found === 'bigint' ? String(found) : '';
        const position = batch.positions[at] ?? 0;
        if (count === 1 || id === '') emit(first, id, record, index, position);
        else waiting.add(id, [id, record, index, position]);
      }
      await flush();
    }
  }

  async function joinPart(part: number): Promise<void> {
    const outcomes = new Outcomes();
    for await (const line of rows.read(part)) {
      if (Array.isArray(line)) outcomes.add({ id: String(line[0]), label: line[1], time: line[2] ?? undefined });
    }
    for await (const line of waiting.read(part)) {
      if (Array.isArray(line)) emit(outcomes, String(line[0]), line[1], Number(line[2]), Number(line[3]));
      if (lines.length >= MOST_LINES) await flush();
    }
    await settle(outcomes);
  }

  function emit(outcomes: Outcomes, id: string, record: unknown, source: number, position: number): void {
    const label = id === '' ? undefined : outcomes.labelOf(id);
    counts[label === undefined ? 'unmatched' : 'matched'] += 1;
    lines.push(recordLine({ source, position }, stringify({ record, label })));
  }

  async function settle(outcomes: Outcomes): Promise<void> {
    counts.duplicates += outcomes.duplicates;
    counts.strangers += outcomes.strangers;
    await flush();
  }

  async function flush(): Promise<void> {
    if (lines.length > 0) await out.appendFile(lines.join(''));
    lines = [];
    await Promise.all([rows.flush(), waiting.flush()]);
  }
}

const MOST_LINES = 1000;
const ROW = { name: '', files: '', input: '', range: { line: 1, column: 1, endLine: 1, endColumn: 1 } };

async function* batchesOf(
  files: readonly RecordingFile[],
): AsyncGenerator<{ readonly batch: Batch; readonly index: number }> {
  for (const [index, file] of files.entries()) {
    const reader = readerOf(file);
    for (const shard of await reader.shards(file, 1)) {
      for await (const batch of reader.read(shard, () => true)) yield { batch, index };
    }
  }
}
