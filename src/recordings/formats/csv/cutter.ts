/**
 * Cuts chunks of a CSV file into lines, for the records that they hold. What comes out depends on nothing but the bytes
 * from a record's start on, so a file can be cut wherever a record starts.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import { maxRecordBytes } from '../../batch.ts';
import { linesWithin } from './fields.ts';
import type { Dialect, Place } from './form.ts';
import { RecordJoiner, type RecordSink } from './joiner.ts';

/** Longer strings would stay until everything is collected. */
const pieceBytes = 64 * 1024;

export class RecordCutter {
  private readonly dialect: Dialect;
  private readonly sink: RecordSink;
  private readonly joiner: RecordJoiner;
  private readonly terminator: number;
  private position: number;
  private line: number;
  /** The beginning of a line whose end is in a later chunk; given up once it is too long. */
  private carried: Buffer[] = [];
  private carriedBytes = 0;

  constructor(dialect: Dialect, columns: number, start: Place, sink: RecordSink) {
    this.dialect = dialect;
    this.sink = sink;
    this.joiner = new RecordJoiner(dialect, columns, sink);
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
    this.joiner.close('a quote that never ends');
  }

  /** The bytes are whole lines, each with its newline. */
  private *cutLines(bytes: Buffer): Generator<undefined> {
    const isOneByte = isAscii(bytes);
    const text = isOneByte ? bytes.toString('latin1') : isUtf8(bytes) ? bytes.toString('utf8') : undefined;
    const { newline, quote } = this.dialect;
    const hasQuote = quote !== '' && (text === undefined || text.includes(quote));
    const hasReturn = text !== undefined && /\r(?!\r*\n)/.test(text);
    /** Where the line begins in the text, whose characters are not always bytes. */
    let from = 0;
    for (let at = 0; at < bytes.length; ) {
      const end = text === undefined ? at : text.indexOf(newline, from);
      const stop = isOneByte ? end : bytes.indexOf(this.terminator, at);
      if (text === undefined) this.takeBytes(bytes.subarray(at, stop));
      else if (hasReturn && newline === '\n') this.takeText(text.slice(from, end));
      else if (hasQuote || this.joiner.isOpen)
        this.joiner.takeLine(text.slice(from, end), this.position, this.line, true);
      else this.joiner.takePlain(text.slice(from, end), this.position, this.line);
      this.position += stop + 1 - at;
      this.line++;
      at = stop + 1;
      from = end + 1;
      if (this.sink.isFull) yield;
    }
  }

  private takeBytes(bytes: Buffer): void {
    if (isUtf8(bytes)) this.takeText(bytes.toString('utf8'));
    else {
      const { position, line } = this;
      const mayCut = !this.joiner.isOpen;
      this.joiner.close('not UTF-8');
      this.joiner.reject('not UTF-8', { position, line }, mayCut);
    }
  }

  /** What stands before a newline: several lines where some end in `\r` alone. */
  private takeText(text: string): void {
    let { position } = this;
    for (const [index, line] of linesWithin(text).entries()) {
      if (index > 0) this.line++;
      this.joiner.takeLine(line, position, this.line, true, index > 0 ? '\r' : undefined);
      position += Buffer.byteLength(line) + 1;
    }
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
      this.joiner.close('a quote that never ends');
      this.joiner.reject(`longer than ${maxRecordBytes / 1024 / 1024} MB`, { position, line }, false);
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
