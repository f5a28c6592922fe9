/** Finds out how a CSV file is written, from its first bytes: what weir.yml says, then a line `sep=;`, then header and first rows. */
import { RecordingError } from '../../../errors.ts';
import type { RecordingFile } from '../../reader.ts';
import { FieldSplitter, linesWithin, withoutReturn } from './fields.ts';
import type { CsvOptions, Dialect, Place } from './form.ts';

export interface Beginning {
  readonly dialect: Dialect;
  /** Names of the columns. */
  readonly names: readonly string[];
  /** Where the first record may start. */
  readonly start: Place;
}

const delimiters = [',', ';', '\t', '|'];
/** Rows that are looked at, where weir.yml does not name the delimiter. */
const mostRows = 100;

/**
 * @param bytes the file's beginning, UTF-8 by now
 * @param isWhole nothing follows it
 * @throws RecordingError where there is no header, or none that can be read
 */
export function readBeginning(
  file: RecordingFile,
  bytes: Buffer,
  isWhole: boolean,
  encoding: string,
  { dialect: declared = {} }: CsvOptions,
): Beginning {
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const text = bytes.toString('utf8', mark);
  const newline = text.includes('\n') || !text.includes('\r') ? '\n' : '\r';
  const lines = linesOf(text, newline, isWhole);
  let first = 0;
  const separator = /^"?sep=(.)"?\r?$/i.exec(lines[0] ?? '')?.[1];
  if (separator !== undefined) first = 1;
  while (first < lines.length && withoutReturn(lines[first] ?? '') === '') first += 1;
  const start = { position: mark + bytesOf(lines, first), line: first + 1 };
  if (!isWhole && lines.length === 0) throw problem(file, 1, 'a first line that does not end', 'column names');
  if (first >= lines.length) throw problem(file, 1, 'an empty file', 'a line of column names');
  const quote = declared.quote ?? '"';
  const decimal = declared.decimal === ',' ? ({ decimal: ',' } as const) : {};
  const form = { encoding, newline, quote, escape: declared.escape ?? quote, ...decimal } as const;
  const delimiter = declared.delimiter ?? separator ?? likelyDelimiter(lines.slice(first, first + mostRows), form);
  const dialect = { ...form, delimiter };
  const { header = true } = declared;
  const row = readRow(lines.slice(first), dialect);
  if (!row) throw problem(file, start.line, 'a quote in the line of column names that never ends', 'names that end');
  if (row.fields.some((field) => field.includes('\uFFFD'))) {
    throw problem(file, start.line, `not ${encoding}`, 'dialect: { encoding: … } in weir.yml, such as windows-1252');
  }
  if (header === true) {
    const names = row.fields.map((name, index) => (name === '' ? `column_${index + 1}` : name));
    refuseTwins(file, start.line, names);
    const next = first + row.lines;
    return { dialect, names, start: { position: mark + bytesOf(lines, next), line: next + 1 } };
  }
  const names = header === false ? row.fields.map((_, index) => `column_${index + 1}`) : header;
  return { dialect, names, start };
}

/** The one that cuts the first rows as it cuts the header; then the one that cuts it most. */
function likelyDelimiter(lines: readonly string[], form: Omit<Dialect, 'delimiter'>): string {
  let best = ',';
  let most = 0;
  for (const delimiter of delimiters) {
    const rows = readRows(lines, { ...form, delimiter });
    const columns = rows[0]?.length ?? 0;
    if (columns < 2) continue;
    const alike = rows.filter(({ length }) => length === columns).length / rows.length;
    const score = alike + columns / 1e6;
    if (score > most) [best, most] = [delimiter, score];
  }
  return best;
}

function readRows(lines: readonly string[], dialect: Dialect): (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  for (let at = 0; at < lines.length; ) {
    const row = readRow(lines.slice(at), dialect);
    at += row?.lines ?? 1;
    if (row && row.fields.join('') !== '') rows.push(row.fields);
  }
  return rows;
}

/** The first record of these lines; undefined where its quotes are wrong. */
function readRow(lines: readonly string[], dialect: Dialect): { fields: readonly string[]; lines: number } | undefined {
  const splitter = new FieldSplitter(dialect);
  for (const [index, line] of lines.entries()) {
    const status = splitter.add(line);
    if (status === 'whole') return { fields: splitter.fields, lines: index + 1 };
    if (status === 'bad') return undefined;
  }
  return undefined;
}

function refuseTwins(file: RecordingFile, line: number, names: readonly string[]): void {
  if (new Set(names).size === names.length) return;
  const twin = names.findIndex((name, index) => names.indexOf(name) < index);
  const message = `columns ${names.indexOf(names[twin] ?? '') + 1} and ${twin + 1} are both called "${names[twin]}"`;
  throw problem(file, line, message, 'names that differ, or dialect: { header: [their names] } in weir.yml');
}

/** Without their newlines. What is cut off at the end of the beginning is left out. */
function linesOf(text: string, newline: string, isWhole: boolean): string[] {
  const lines = text.split(newline);
  const last = lines.pop();
  if (isWhole && last) lines.push(last);
  return lines.flatMap(linesWithin);
}

function bytesOf(lines: readonly string[], count: number): number {
  return lines.slice(0, count).reduce((total, line) => total + Buffer.byteLength(line) + 1, 0);
}

function problem(file: RecordingFile, line: number, message: string, expected: string): RecordingError {
  return new RecordingError([{ file: file.name, line, message, expected }]);
}
