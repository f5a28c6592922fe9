/** Cells of a small CSV (RFC 4180) with the lines that each record stands on. Recordings have a reader of their own, for speed. */
import { ArtifactError } from '../../../errors.ts';

export interface CsvRecord {
  /** Without blanks around them. */
  readonly cells: readonly string[];
  /** The line, or several where a cell goes on. */
  readonly lines: readonly [number, number];
}

/** A cell, quoted or not, and what ends it. */
const CELL = /[^\S\n]*(?:"((?:[^"]|"")*)"[^\S\n]*|([^\n"]*?))(DELIMITER|\r?\n|$)/y;

/** Records that hold something, the heading first. Throws ArtifactError. */
export function readRecords(text: string, file: string): CsvRecord[] {
  const delimiter = delimiterOf(text);
  const plain = `[^\\n"${delimiter}]*?`;
  const cell = new RegExp(CELL.source.replace('[^\\n"]*?', plain).replace('DELIMITER', delimiter), 'y');
  const records: CsvRecord[] = [];
  let line = 1;
  let first = 1;
  let cells: string[] = [];
  for (let at = 0; at <= text.length; ) {
    cell.lastIndex = at;
    const found = cell.exec(text);
    if (!found) throw mistake(text.slice(at), file, line);
    const [whole, quoted, bare = '', end] = found;
    cells.push((quoted?.replaceAll('""', '"') ?? bare).trim());
    line += whole.split('\n').length - 1;
    at = cell.lastIndex;
    if (end === delimiter) continue;
    const last = end === '' ? line : line - 1;
    if (cells.some((one) => one !== '')) records.push({ cells, lines: [first, last] });
    if (end === '') break;
    [cells, first] = [[], line];
  }
  return records;
}

function mistake(rest: string, file: string, line: number): ArtifactError {
  const isOpen = /^[^\S\n]*"/.test(rest) && !/^[^\S\n]*"(?:[^"]|"")*"/.test(rest);
  const message = isOpen
    ? 'a cell that begins with a quote and does not end with one'
    : 'a quote in the midst of a cell';
  const expected = isOpen ? 'one more "' : 'quotes around all of the cell, and "" for a quote in it';
  return new ArtifactError([{ file, line, column: 1, message, expected }]);
}

/** Spreadsheets of some countries write semicolons. */
function delimiterOf(text: string): string {
  const [heading = ''] = text.split('\n', 1);
  const counts = [',', ';', '\t'].map((one) => [one, heading.split(one).length] as const);
  return counts.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}
