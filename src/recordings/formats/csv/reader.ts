/**
 * Reads CSV. Every field is the text that the file holds; what is read as a number or a boolean was decided for the
 * recording as a whole (`csv/types.ts`) or is declared in weir.yml. An empty field is null. A plain file is cut where
 * records are known to start; one that is compressed, or not UTF-8, can't be entered in the middle.
 */
import { BatchBuilder } from '../../batch.ts';
import { openForRanges } from '../../ranges.ts';
import type { Batch, Reader, ReadOptions, RecordingFile, Shard } from '../../reader.ts';
import { stripes } from '../../stripes.ts';
import { RecordCutter } from './cutter.ts';
import { hasShortYear } from './days.ts';
import { CALLED, type ColumnType, type CsvForm, canBeEntered, formOf, type Place } from './form.ts';
import type { RecordSink } from './joiner.ts';
import { surveyCsv } from './survey.ts';
import { readText } from './text.ts';
import { type FieldValue, fieldValue } from './types.ts';

export const reader: Reader = {
  async shards(file, count) {
    const form = formOf(file) ?? (await surveyed(file));
    // The places are many, and no shard needs those of others.
    const known = { ...file, form: { ...form, places: [] } };
    return canBeEntered(file, form) ? cutAtPlaces(known, form, count) : stripes(known, count);
  },
  async *read(shard, accepts, options) {
    const form = formOf(shard.file) ?? (await surveyed(shard.file));
    const rows = new Rows(new BatchBuilder(shard.stripe, accepts), form, options?.columns);
    if (canBeEntered(shard.file, form)) yield* readRange(shard, form, rows, options);
    else yield* readStripe(shard, form, rows);
  },
};

async function surveyed(file: RecordingFile): Promise<CsvForm> {
  const [form] = await surveyCsv([file]);
  if (!form) throw new Error('a file without a form');
  return form;
}

function cutAtPlaces(file: RecordingFile, { start, places }: CsvForm, count: number): Shard[] {
  const last = places.at(-1)?.position ?? start.position;
  const step = (last - start.position) / count;
  const cuts = new Map([[start.position, start]]);
  for (let part = 1; part < count; part++) {
    const place = places.find(({ position }) => position >= start.position + part * step);
    if (place) cuts.set(place.position, place);
  }
  const starts = [...cuts.values()];
  return starts.map(({ position, line }, index) => ({
    file,
    start: position,
    end: starts[index + 1]?.position ?? Number.MAX_SAFE_INTEGER,
    stripe: { index: 0, of: 1 },
    hint: String(line),
  }));
}

function* readRange(
  { file, start, end, hint }: Shard,
  form: CsvForm,
  rows: Rows,
  options?: ReadOptions,
): Generator<Batch> {
  using opened = openForRanges(file, options?.waiting);
  const cutter = new RecordCutter(form.dialect, form.columns.length, { position: start, line: Number(hint) }, rows);
  for (let at = start; at < end; ) {
    const chunk = opened.readAt(at, end - at);
    if (chunk.length === 0) break;
    for (const _ of cutter.push(chunk)) yield rows.batch.take();
    at += chunk.length;
  }
  cutter.finish();
  if (!rows.batch.isEmpty) yield rows.batch.take();
}

async function* readStripe({ file }: Shard, form: CsvForm, rows: Rows): AsyncGenerator<Batch> {
  const { start } = form;
  const cutter = new RecordCutter(form.dialect, form.columns.length, start, rows);
  let at = 0;
  for await (const chunk of readText(file, form.dialect.encoding)) {
    const bytes = at >= start.position ? chunk : chunk.subarray(Math.min(chunk.length, start.position - at));
    at += chunk.length;
    for (const _ of cutter.push(bytes)) yield rows.batch.take();
  }
  cutter.finish();
  if (!rows.batch.isEmpty) yield rows.batch.take();
}

/** A column that is wanted. */
interface Wanted {
  readonly name: string;
  readonly type: ColumnType;
  readonly place: number;
  readonly read: FieldValue;
}

/** Makes records of rows. */
class Rows implements RecordSink {
  readonly batch: BatchBuilder;
  private readonly wanted: readonly Wanted[];
  /** Assigning to this name would set an object's prototype. */
  private readonly isSafe: boolean;

  constructor(batch: BatchBuilder, { columns, dialect }: CsvForm, names: readonly string[] | undefined) {
    this.batch = batch;
    const only = names && new Set(names);
    this.wanted = columns.flatMap((column, place) =>
      only?.has(column.name) === false
        ? []
        : [{ name: column.name, type: column.type, place, read: fieldValue(column, dialect.decimal) }],
    );
    this.isSafe = columns.every(({ name }) => name !== '__proto__');
  }

  get isFull(): boolean {
    return this.batch.isFull;
  }

  takes({ position }: Place): boolean {
    return this.batch.takes(position);
  }

  record(fields: readonly string[], { position, line }: Place): void {
    const record: Record<string, unknown> = {};
    let characters = 0;
    for (const { name, type, place, read } of this.wanted) {
      const value = read(fields[place] ?? '');
      if (value === undefined) {
        this.batch.reject({
          position,
          line,
          message: `the field of column ${name} is no ${CALLED[type]}${shortYear(type, fields[place])}`,
        });
        return;
      }
      if (typeof value === 'string') characters += value.length;
      if (this.isSafe) record[name] = value;
      else Object.defineProperty(record, name, { value, enumerable: true, writable: true, configurable: true });
    }
    this.batch.add(record, position, characters);
  }

  malformed(message: string, { position, line }: Place): void {
    this.batch.reject({ position, line, message });
  }
}

function shortYear(type: ColumnType, field = ''): string {
  return (type === 'dmy' || type === 'mdy') && hasShortYear(field.trim()) ? ': its year has two digits, not four' : '';
}
