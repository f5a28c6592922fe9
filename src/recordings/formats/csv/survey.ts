/**
 * Reads the CSV files of a recording once, before any is cut: how each is written, where it can be cut, and what the
 * columns of all of them hold.
 */
import { RecordingError } from '../../../errors.ts';
import { readBytes } from '../../bytes.ts';
import type { RecordingFile } from '../../reader.ts';
import { RecordCutter } from './cutter.ts';
import { type Beginning, readBeginning } from './dialect.ts';
import type { CsvForm, CsvOptions, Place } from './form.ts';
import type { RecordSink } from './joiner.ts';
import { encodingOf, readText } from './text.ts';
import { ColumnEvidence } from './types.ts';

/** The form of each file, in their order. Throws a RecordingError where one can't be read. */
export async function surveyCsv(files: readonly RecordingFile[], options: CsvOptions = {}): Promise<CsvForm[]> {
  const evidence = new Map<string, ColumnEvidence>();
  const found: (Beginning & { places: Place[]; records: number })[] = [];
  for (const file of files) found.push(await surveyFile(file, options, evidence));
  return found.map(({ names, ...form }) => ({ ...form, columns: names.map(columnOf) }));

  function columnOf(name: string): CsvForm['columns'][number] {
    const declared = Object.hasOwn(options.types ?? {}, name) ? options.types?.[name] : undefined;
    const column = evidence.get(name);
    const meant = declared === undefined ? column?.meant : undefined;
    return {
      name,
      type: declared ?? column?.type ?? 'text',
      isDeclared: declared !== undefined,
      ...(meant && { meant }),
      ...(declared === undefined && column?.doubt && { doubt: column.doubt }),
      ...(meant && column?.meantDecimal && { meantDecimal: column.meantDecimal }),
    };
  }
}

async function surveyFile(
  file: RecordingFile,
  options: CsvOptions,
  evidence: Map<string, ColumnEvidence>,
): Promise<Beginning & { places: Place[]; records: number }> {
  const encoding = options.dialect?.encoding ?? encodingOf(file, await firstBytes(file));
  const gathered: Buffer[] = [];
  let bytes = 0;
  let beginning: Beginning | undefined;
  let cutter: RecordCutter | undefined;
  let sink: Survey | undefined;
  for await (const chunk of readText(file, encoding)) {
    if (cutter) {
      for (const _ of cutter.push(chunk));
      continue;
    }
    gathered.push(chunk);
    bytes += chunk.length;
    if (bytes >= mostBeginning) begin(false);
  }
  if (!beginning) begin(true);
  cutter?.finish();
  if (!beginning || !sink) throw new Error('a file without a beginning');
  return { ...beginning, places: sink.places, records: sink.records };

  function begin(isWhole: boolean): void {
    const all = Buffer.concat(gathered);
    beginning = readBeginning(file, all, isWhole, encoding, options);
    const { dialect, names, start } = beginning;
    sink = new Survey(names.map((name) => evidenceOf(name)));
    cutter = new RecordCutter(dialect, names.length, start, sink);
    for (const _ of cutter.push(all.subarray(start.position)));
  }

  function evidenceOf(name: string): ColumnEvidence {
    const known = evidence.get(name) ?? new ColumnEvidence();
    evidence.set(name, known);
    return known;
  }
}

/** The header and the first rows must stand in so many bytes. */
const mostBeginning = 1024 * 1024;

async function firstBytes(file: RecordingFile): Promise<Buffer> {
  for await (const chunk of readBytes(file)) return chunk;
  throw new RecordingError([{ file: file.name, message: 'an empty file', expected: 'a line of column names' }]);
}

/** How many places are kept of a file, whatever its size. */
const mostPlaces = 1024;

class Survey implements RecordSink {
  readonly isFull = false;
  readonly places: Place[] = [];
  records = 0;
  private readonly columns: readonly ColumnEvidence[];
  /** Bytes between two places: doubled when there are too many of them. */
  private spacing = 64 * 1024;

  constructor(columns: readonly ColumnEvidence[]) {
    this.columns = columns;
  }

  takes(place: Place, mayCut: boolean): boolean {
    if (mayCut && place.position >= (this.places.at(-1)?.position ?? 0) + this.spacing) this.keep(place);
    return true;
  }

  record(fields: readonly string[]): void {
    this.records++;
    for (let at = 0; at < fields.length; at++) this.columns[at]?.add(fields[at] ?? '');
  }

  /** A row that does not fit says nothing of the columns. */
  malformed(): void {}

  private keep({ position, line }: Place): void {
    this.places.push({ position, line });
    if (this.places.length < mostPlaces) return;
    this.spacing *= 2;
    this.places.splice(0, this.places.length, ...this.places.filter((_, index) => index % 2 === 1));
  }
}
