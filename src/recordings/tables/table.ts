/**
 * Tables of warehouses as recordings. A `Table` is a plug: a kind of warehouse, known by the scheme of its addresses, with an
 * `index.ts` in its folder and a line in `registry.ts`. It says how its SQL is written and how it is asked; what is asked is
 * the same for all (`count.ts`, `rows.ts`).
 */
import type { RecordingError } from '../../errors.ts';

export interface Table {
  /** Of its addresses, in lower case: `postgres`. */
  readonly scheme: string;
  /** How its addresses look, for messages: `postgres://host/database/schema.table`. */
  readonly address: string;
  /** Where its credentials are looked for, in a sentence. */
  readonly credentials: string;
  /** What reading costs by its list of prices, in USD a TiB; undefined where it is not paid for by what is read. */
  readonly price?: number;
  readonly dialect: Dialect;
  /** A session that only reads, and ends statements that take too long. Throws a RecordingError. */
  open(question: TableQuestion): Promise<Session>;
}

export interface TableQuestion {
  /** The address of the table. */
  readonly address: string;
  readonly signal?: AbortSignal;
  /** An error at `table` in weir.yml. */
  fail(message: string, expected: string): RecordingError;
}

/** Tables are asked by people who wait; a statement that takes longer is ended. */
export const STATEMENT_SECONDS = 300;

export interface Session extends AsyncDisposable {
  /** The table's name, as SQL. */
  readonly source: string;
  readonly columns: readonly Column[];
  /** Rows as they come; every cell is text, or NULL. Throws a RecordingError. */
  rows(sql: string): AsyncIterable<readonly (string | null)[]>;
  /** Bytes that statements of this session have read so far, by which they are paid for. */
  scanned?(): number;
}

export interface Column {
  readonly name: string;
  /** As the warehouse calls it. */
  readonly type: string;
  /**
   * What its values are in JSON: `text`, `integer` and `boolean` are always that, or null. `time`: a moment or a day. `json`: a
   * value of JSON that can be looked into. `other`: whatever its JSON says.
   */
  readonly kind: 'text' | 'integer' | 'boolean' | 'time' | 'json' | 'other';
}

/** SQL of a warehouse. All arguments are SQL but names and texts; all that it gives is SQL. */
export interface Dialect {
  /** The name that is meant by one without quotes. */
  fold(name: string): string;
  identifier(name: string): string;
  literal(text: string): string;
  /** Text after text. */
  concat(parts: readonly string[]): string;
  /** Text that is joined by commas; what is NULL is left out. */
  list(parts: readonly string[]): string;
  /** As text. */
  text(expression: string): string;
  /** In the order of bytes. */
  ordered(expression: string): string;
  /** What a column holds, as JSON: the text that an export writes. Never NULL. */
  json(expression: string, column: Column): string;
  /** Of a record's text: something that is no JSON, where it is not UTF-8. Undefined: it always is. */
  readonly sound?: (record: string) => string;
  /** How a column of kind `json` is looked into. */
  inside(expression: string, column: Column): Inside;
  /** Whether a time is one of the years 1990 to 2059. */
  isUsual(time: string): string;
  /** A number that is another one for each week of usual times, in a zone. */
  week(time: string, column: Column, zone: string): string;
  /** Whether a time is less than so many milliseconds before the newest, both cut to whole milliseconds. */
  isWithin(time: string, newest: string, milliseconds: number): string;
  /** Whether a row is one of so large a share, drawn by a seed and a text. */
  isDrawn(text: string, seed: number, share: number): string;
}

/** A value of JSON in a row, and what stands in it. */
export interface Inside {
  /** Its text. Never NULL. */
  readonly text: string;
  readonly isObject: string;
  /** `string`, `boolean`, `object`, `array`, or something else where only the value itself tells enough. */
  readonly type: string;
  has(name: string): string;
  member(name: string): Inside;
}
