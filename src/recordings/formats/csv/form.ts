/** How a CSV file is written and what its columns hold: found out once for all files of a recording, before any is cut. */

import type { RecordingFile } from '../../reader.ts';
import type { DayOrder } from './days.ts';

export type ColumnType = 'text' | 'number' | 'boolean' | DayOrder;

/** What a field of it is called in messages. */
export const CALLED: Readonly<Record<ColumnType, string>> = {
  ...{ text: 'text', number: 'number', boolean: 'boolean' },
  ...{ dmy: 'day.month.year', mdy: 'month/day/year' },
};

export interface Dialect {
  /** As TextDecoder calls it: `utf-8`, `utf-16le`. */
  readonly encoding: string;
  /** What ends lines: `\n`, also behind `\r`, and `\r` alone here and there; or `\r` where there is no `\n`. */
  readonly newline: '\n' | '\r';
  readonly delimiter: string;
  /** Empty: nothing encloses a field. */
  readonly quote: string;
  /** Stands before a quote that belongs to the field; the quote itself where it is doubled. */
  readonly escape: string;
  /** What stands before decimals in columns that are declared as numbers; a dot where it is absent. */
  readonly decimal?: ',';
}

/** Where a record starts: its byte offset in the unpacked file, as UTF-8, and its line, from 1. */
export interface Place {
  readonly position: number;
  readonly line: number;
}

/** Plain data, since it goes to other processes with the file. */
export interface CsvForm {
  readonly dialect: Dialect;
  readonly columns: readonly Column[];
  /** Where the first record may start. */
  readonly start: Place;
  /** Starts of some records, evenly spread: a file may be cut there and nowhere else. */
  readonly places: readonly Place[];
  /** Well-formed ones. */
  readonly records: number;
}

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** weir.yml says so; a field of another type is then malformed. */
  readonly isDeclared: boolean;
  /** What a column of text looks like though JSON would write it otherwise: 1.0, 12.50, True. */
  readonly meant?: ColumnType;
  /** Of text that looks like days: whether the day or the month stands first, or which year two digits are. */
  readonly doubt?: 'order' | 'year';
  /** Of one that is meant as numbers: all can be read with a decimal comma, and not all without. */
  readonly meantDecimal?: ',';
}

/** What weir.yml says about a recording's CSV files. */
export interface CsvOptions {
  readonly types?: Readonly<Record<string, ColumnType>>;
  readonly dialect?: {
    readonly delimiter?: string;
    readonly quote?: string;
    readonly escape?: string;
    readonly header?: boolean | readonly string[];
    readonly encoding?: string;
    readonly decimal?: '.' | ',';
  };
}

/** What was found out about a file, where that was done. */
export function formOf({ form }: RecordingFile): CsvForm | undefined {
  return isForm(form) ? form : undefined;
}

/** A file carries what its own format has found. */
function isForm(form: unknown): form is CsvForm {
  return typeof form === 'object' && form !== null && 'dialect' in form;
}

/** Whether a record may be read without those before it. */
export function canBeEntered({ compression }: RecordingFile, { dialect }: CsvForm): boolean {
  return compression === 'none' && dialect.encoding === 'utf-8';
}
