/**
 * Makes records of the lines of a CSV file: a quoted field may go on over several of them. A quote that is wrong costs its
 * record alone: reading goes on at the next line, so that what follows is read as if the broken line was not there.
 */
import { FieldSplitter, withoutReturn } from './fields.ts';
import type { Dialect, Place } from './form.ts';

/** What becomes of the records. */
export interface RecordSink {
  /** Asked once for every record, broken ones too, in the order of the file. `mayCut`: it could be read from here on. */
  takes(place: Place, mayCut: boolean): boolean;
  /** A record with as many fields as there are columns, that was taken. */
  record(fields: readonly string[], place: Place): void;
  malformed(message: string, place: Place): void;
  readonly isFull: boolean;
}

/** A record of several lines that is longer is taken for a quote that never ends. */
const mostEnclosedBytes = 16 * 1024 * 1024;

interface Line extends Place {
  readonly text: string;
  /** What the line before it ended in. */
  readonly before: string;
}

export class RecordJoiner {
  private readonly dialect: Dialect;
  private readonly columns: number;
  private readonly sink: RecordSink;
  /** A record whose enclosed field goes on. */
  private pending: { readonly splitter: FieldSplitter; readonly lines: Line[]; bytes: number } | undefined;

  constructor(dialect: Dialect, columns: number, sink: RecordSink) {
    this.dialect = dialect;
    this.columns = columns;
    this.sink = sink;
  }

  /** The next line goes on with a record. */
  get isOpen(): boolean {
    return this.pending !== undefined;
  }

  /** Gives the record up that is open, and whatever its lines open when they are read again. */
  close(message: string): void {
    while (this.pending) this.giveUp(this.pending.lines, message);
  }

  /** `mayCut`: false for a line that is read again, since a quote before it may be wrong. */
  takeLine(text: string, position: number, line: number, mayCut: boolean, before: string = this.dialect.newline): void {
    if (this.pending) this.extend({ text, position, line, before });
    else if (this.dialect.quote === '' || !text.includes(this.dialect.quote))
      this.takePlain(text, position, line, mayCut);
    else {
      const splitter = new FieldSplitter(this.dialect);
      const status = splitter.add(text);
      if (status === 'open') this.pending = { splitter, lines: [{ text, position, line, before }], bytes: text.length };
      else if (status === 'bad' || (splitter.hasStrayQuote && !mayCut))
        this.reject('a quote that does not end where the field does', { position, line }, mayCut);
      else this.settle(splitter.fields, { position, line }, mayCut);
    }
  }

  /** A line without any quote, where no record is open. Empty ones are no records. */
  takePlain(line: string, position: number, number: number, mayCut = true): void {
    const text = withoutReturn(line);
    if (text === '') return;
    const place = { position, line: number };
    if (this.sink.takes(place, mayCut)) this.hand(text.split(this.dialect.delimiter), place);
  }

  private extend(line: Line): void {
    const { pending } = this;
    if (!pending) return;
    pending.lines.push(line);
    pending.bytes += line.text.length;
    const [first] = pending.lines;
    const status = pending.splitter.add(line.text, line.before);
    if (status === 'bad') this.giveUp(pending.lines, 'a quote that does not end where the field does');
    else if (pending.bytes > mostEnclosedBytes) this.giveUp(pending.lines, 'a quote that never ends');
    else if (status === 'whole' && first) {
      const { fields } = pending.splitter;
      // Lines that would each be a record were swallowed by a quote that is too much.
      if (fields.length !== this.columns && pending.lines.slice(1).every(({ text }) => this.isRecord(text))) {
        this.giveUp(pending.lines, 'a quote that does not end where the field does');
      } else {
        this.pending = undefined;
        this.settle(fields, first, true);
      }
    }
  }

  private isRecord(text: string): boolean {
    const splitter = new FieldSplitter(this.dialect);
    return splitter.add(text) === 'whole' && splitter.fields.length === this.columns;
  }

  /** The first line is broken; the others are read again. */
  private giveUp([first, ...others]: readonly Line[], message: string): void {
    this.pending = undefined;
    if (first) this.reject(message, first, true);
    for (const { text, position, line, before } of others) this.takeLine(text, position, line, false, before);
  }

  private settle(fields: readonly string[], place: Place, mayCut: boolean): void {
    if (this.sink.takes(place, mayCut)) this.hand(fields, place);
  }

  private hand(fields: readonly string[], place: Place): void {
    if (fields.length === this.columns) this.sink.record(fields, place);
    else
      this.sink.malformed(`${fields.length > this.columns ? 'more' : 'fewer'} fields than the file has columns`, place);
  }

  /** A record that is broken. */
  reject(message: string, place: Place, mayCut: boolean): void {
    if (this.sink.takes(place, mayCut)) this.sink.malformed(message, place);
  }
}
