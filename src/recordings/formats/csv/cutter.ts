/**
 * Cuts chunks of a CSV file into records. A quote that is wrong costs its record alone: reading goes on at the next
 * line, so that what follows is read as if the broken line was not there. What comes out depends on nothing but the
 * bytes from a record's start on, so a file can be cut wherever a record starts.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import { maxRecordBytes } from '../../batch.ts';
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
/** Longer strings would stay until everything is collected. */
const pieceBytes = 64 * 1024;

interface Line extends Place {
  readonly text: string;
}

export class RecordCutter {
  private readonly dialect: Dialect;
  private readonly columns: number;
  private readonly sink: RecordSink;
  private readonly terminator: number;
  private position: number;
  private line: number;
  /** The beginning of a line whose end is in a later chunk; given up once it is too long. */
  private carried: Buffer[] = [];
  private carriedBytes = 0;
  /** A record whose enclosed field goes on. */
  private pending: { readonly splitter: FieldSplitter; readonly lines: Line[]; bytes: number } | undefined;

  constructor(dialect: Dialect, columns: number, start: Place, sink: RecordSink) {
    this.dialect = dialect;
    this.columns = columns;
    this.sink = sink;
    this.terminator = dialect.newline.charCodeAt(0);
    this.position = start.position;
    this.line = start.line;
  }

  /** Takes the next bytes, UTF-8; the caller may use the chunk again afterwards. Yields whenever the sink is full. */
  *push(chunk: Buffer): Generator<undefined> {
    let from = 0;
    if (this.carriedBytes > 0) {
      const stop = chunk.indexOf(this.terminator);
      this.carry(stop === -1 ? chunk : chunk.subarray(0, stop));
      if (stop === -1) return;
      this.endCarried();
      from = stop + 1;
    }
    const stop = chunk.lastIndexOf(this.terminator) + 1;
    while (from < stop) {
      const to = this.pieceEnd(chunk, from, stop);
      yield* this.cutLines(chunk.subarray(from, to));
      from = to;
    }
    if (chunk.length > from) this.carry(chunk.subarray(from));
  }

  /** Says that nothing follows: the last line needs no newline. */
  finish(): void {
    if (this.carriedBytes > 0) this.endCarried();
    while (this.pending) this.giveUp(this.pending.lines, 'a quote that never ends');
  }

  /** The bytes are whole lines, each with its newline. */
  private *cutLines(bytes: Buffer): Generator<undefined> {
    const isOneByte = isAscii(bytes);
    const text = isOneByte ? bytes.toString('latin1') : isUtf8(bytes) ? bytes.toString('utf8') : undefined;
    const { newline, quote } = this.dialect;
    const hasQuote = quote !== '' && (text === undefined || text.includes(quote));
    /** Where the line begins in the text, whose characters are not always bytes. */
    let from = 0;
    for (let at = 0; at < bytes.length; ) {
      const end = text === undefined ? at : text.indexOf(newline, from);
      const stop = isOneByte ? end : bytes.indexOf(this.terminator, at);
      if (text === undefined) this.takeBytes(bytes.subarray(at, stop));
      else if (hasQuote || this.pending) this.takeLine(text.slice(from, end), this.position, this.line, true);
      else this.takePlain(text.slice(from, end), this.position, this.line);
      this.position += stop + 1 - at;
      this.line++;
      at = stop + 1;
      from = end + 1;
      if (this.sink.isFull) yield;
    }
  }

  private takeBytes(bytes: Buffer): void {
    const { position, line } = this;
    if (isUtf8(bytes)) this.takeLine(bytes.toString('utf8'), position, line, true);
    else {
      const mayCut = this.pending === undefined;
      while (this.pending) this.giveUp(this.pending.lines, 'not UTF-8');
      this.reject('not UTF-8', { position, line }, mayCut);
    }
  }

  /** `mayCut`: false for a line that is read again, since a quote before it may be wrong. */
  private takeLine(text: string, position: number, line: number, mayCut: boolean): void {
    if (this.pending) this.extend(text, position, line);
    else if (this.dialect.quote === '' || !text.includes(this.dialect.quote))
      this.takePlain(text, position, line, mayCut);
    else {
      const splitter = new FieldSplitter(this.dialect);
      const status = splitter.add(text);
      if (status === 'open') this.pending = { splitter, lines: [{ text, position, line }], bytes: text.length };
      else if (status === 'bad' || (splitter.hasStrayQuote && !mayCut))
        this.reject('a quote that does not end where the field does', { position, line }, mayCut);
      else this.settle(splitter.fields, { position, line }, mayCut);
    }
  }

  /** A line without any quote. Empty ones are no records. */
  private takePlain(line: string, position: number, number: number, mayCut = true): void {
    const text = withoutReturn(line);
    if (text === '') return;
    const place = { position, line: number };
    if (this.sink.takes(place, mayCut)) this.hand(text.split(this.dialect.delimiter), place);
  }

  private extend(text: string, position: number, line: number): void {
    const { pending } = this;
    if (!pending) return;
    pending.lines.push({ text, position, line });
    pending.bytes += text.length;
    const [first] = pending.lines;
    const status = pending.splitter.add(text);
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
    for (const { text, position, line } of others) this.takeLine(text, position, line, false);
  }

  private settle(fields: readonly string[], place: Place, mayCut: boolean): void {
    if (this.sink.takes(place, mayCut)) this.hand(fields, place);
  }

  private hand(fields: readonly string[], place: Place): void {
    if (fields.length === this.columns) this.sink.record(fields, place);
    else
      this.sink.malformed(`${fields.length > this.columns ? 'more' : 'fewer'} fields than the file has columns`, place);
  }

  private reject(message: string, place: Place, mayCut: boolean): void {
    if (this.sink.takes(place, mayCut)) this.sink.malformed(message, place);
  }

  private carry(bytes: Buffer): void {
    this.carriedBytes += bytes.length;
    if (this.carriedBytes <= maxRecordBytes) this.carried.push(Buffer.from(bytes));
    else this.carried = [];
  }

  private endCarried(): void {
    const { carriedBytes } = this;
    if (carriedBytes <= maxRecordBytes) this.takeBytes(Buffer.concat(this.carried));
    else {
      const { position, line } = this;
      while (this.pending) this.giveUp(this.pending.lines, 'a quote that never ends');
      this.reject(`longer than ${maxRecordBytes / 1024 / 1024} MB`, { position, line }, false);
    }
    this.carried = [];
    this.carriedBytes = 0;
    this.position += carriedBytes + 1;
    this.line++;
  }

  /** Where a piece of whole lines ends: it is small, unless its first line is not. `stop` is the end of a line. */
  private pieceEnd(chunk: Buffer, from: number, stop: number): number {
    if (stop - from <= pieceBytes) return stop;
    const end = chunk.lastIndexOf(this.terminator, from + pieceBytes - 1) + 1;
    return end > from ? end : chunk.indexOf(this.terminator, from + pieceBytes) + 1;
  }
}
