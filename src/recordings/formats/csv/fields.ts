/** Splits the lines of one record into its fields, as RFC 4180 says; a quote within a field that is not enclosed is a character. */
import type { Dialect } from './form.ts';

/** `open`: the record goes on in the next line. `bad`: a quote ends where its field does not. */
export type SplitStatus = 'whole' | 'open' | 'bad';

export class FieldSplitter {
  readonly fields: string[] = [];
  /** A quote stood in a field that is not enclosed. */
  hasStrayQuote = false;
  private readonly dialect: Dialect;
  /** The enclosed field under way, as far as it is read; undefined between fields. */
  private open: string | undefined;

  constructor(dialect: Dialect) {
    this.dialect = dialect;
  }

  /** Takes the next line, without its newline but with each `\r` before that. `before`: what the line before it ended in. */
  add(line: string, before: string = this.dialect.newline): SplitStatus {
    const { quote, delimiter } = this.dialect;
    let at = 0;
    if (this.open !== undefined) {
      this.open += before;
      at = this.readEnclosed(line, 0);
      if (at < 0) return at === OPEN ? 'open' : 'bad';
    }
    while (at <= line.length) {
      if (quote !== '' && line[at] === quote) {
        this.open = '';
        at = this.readEnclosed(line, at + 1);
        if (at < 0) return at === OPEN ? 'open' : 'bad';
      } else {
        const stop = line.indexOf(delimiter, at);
        const field = stop === -1 ? withoutReturn(line.slice(at)) : line.slice(at, stop);
        if (quote !== '' && field.includes(quote)) this.hasStrayQuote = true;
        this.fields.push(field);
        at = stop === -1 ? line.length + 1 : stop + 1;
      }
    }
    return 'whole';
  }

  /** From inside an enclosed field to the start of the next field, behind the line's end after the last; or OPEN, BAD. */
  private readEnclosed(line: string, from: number): number {
    const { quote, escape: mark, delimiter } = this.dialect;
    for (let at = from; ; ) {
      const stop = firstOf(line, quote, mark, at);
      if (stop === -1) {
        this.open += line.slice(at);
        return OPEN;
      }
      const next = line[stop + 1];
      if (next === quote || (line[stop] !== quote && next === mark)) {
        this.open += line.slice(at, stop) + next;
        at = stop + 2;
      } else if (line[stop] !== quote) {
        this.open += line.slice(at, stop + 1);
        at = stop + 1;
      } else {
        const isLast = next === undefined || (next === '\r' && withoutReturn(line).length === stop + 1);
        if (!isLast && next !== delimiter) return BAD;
        this.fields.push(this.open + line.slice(at, stop));
        this.open = undefined;
        return isLast ? line.length + 1 : stop + 2;
      }
    }
  }
}

const OPEN = -1;
const BAD = -2;

/** Where either of two characters stands first. */
function firstOf(line: string, quote: string, mark: string, from: number): number {
  const first = line.indexOf(quote, from);
  if (mark === quote) return first;
  const other = line.indexOf(mark, from);
  return first === -1 || (other !== -1 && other < first) ? other : first;
}

/** Without the `\r` of `\r\n`, and those of `\r\r\n`, as programs leave it that translate line ends twice. */
export function withoutReturn(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === 0x0d) end -= 1;
  return end === text.length ? text : text.slice(0, end);
}

/** A line ends in a `\r` too that does not stand before a `\n`. Of text without newlines. */
export function linesWithin(text: string): string[] {
  const last = withoutReturn(text);
  if (!last.includes('\r')) return [text];
  const lines = last.split('\r');
  return [...lines.slice(0, -1), (lines.at(-1) ?? '') + text.slice(last.length)];
}
