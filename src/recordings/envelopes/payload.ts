/** Bodies of requests and answers as their server saw them: JSON parsed, CSV as rows of values. */
import { isUtf8 } from 'node:buffer';
import { exactInteger } from '../exact-integer.ts';
import { FieldSplitter } from '../formats/csv/fields.ts';
import { RecordParser, Unparsable } from '../parse-record.ts';

export { isObject } from '../../document/is-object.ts';

/** `why` is a sentence's end, without the content: `no JSON`. */
export type Decoded<T = unknown> = { readonly value: T; readonly why?: undefined } | { readonly why: string };

export function decodeJson(text: string): Decoded {
  const value = parser.parse(text);
  return value instanceof Unparsable ? { why: value.message } : { value };
}

const parser = new RecordParser();

/** One value a line; empty lines hold none. */
export function decodeJsonLines(text: string): Decoded<unknown[]> {
  const values: unknown[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const decoded = decodeJson(line);
    if (decoded.why !== undefined) return decoded;
    values.push(decoded.value);
  }
  return { value: values };
}

/** Rows without a header. What JSON could write as a number is one, as a model server takes it (1.0 is 1); the rest is text. */
export function decodeCsv(text: string): Decoded<unknown[][]> {
  const rows: unknown[][] = [];
  let row: FieldSplitter | undefined;
  for (const line of text.split('\n')) {
    if (!row && line.trim() === '') continue;
    row ??= new FieldSplitter(dialect);
    const status = row.add(line);
    if (status === 'bad') return { why: 'no CSV: a quote that ends where its field does not' };
    if (status === 'open') continue;
    rows.push(row.fields.map(cellOf));
    row = undefined;
  }
  return row ? { why: 'no CSV: a quote that never ends' } : { value: rows };
}

const dialect = { encoding: 'utf-8', newline: '\n', delimiter: ',', quote: '"', escape: '"' } as const;

function cellOf(field: string): unknown {
  if (/^-?(0|[1-9]\d{0,308})$/.test(field)) return exactInteger(field);
  return /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(field) ? Number(field) : field;
}

/** The text that base64 stands for; Node itself takes what is no base64 for some. */
export function decodeBase64(text: string): Decoded<string> {
  // Without the blanks at its end, among which an expression could look for its own end again and again.
  if (!/^[A-Za-z0-9+/\r\n]*={0,2}$/.test(text.trimEnd())) return { why: 'no base64' };
  const bytes = Buffer.from(text, 'base64');
  return isUtf8(bytes) ? { value: bytes.toString('utf8') } : { why: 'no UTF-8' };
}
