/** Cuts chunks of a JSON array into its elements, by brackets and quotes alone; what an element is made of is JSON.parse's to judge. */
import { isUtf8 } from 'node:buffer';
import { RecordingError } from '../../../errors.ts';
import { type BatchBuilder, maxRecordBytes } from '../../batch.ts';
import type { Batch, RecordingFile } from '../../reader.ts';
import { ListFinder } from './list-finder.ts';

const byte = {
  newline: 0x0a,
  space: 0x20,
  quote: 0x22,
  comma: 0x2c,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const;

export class ElementCutter {
  private readonly batch: BatchBuilder;
  private readonly file: string;
  private place: 'before' | 'in array' | 'in object' | 'after' | 'outside' = 'before';
  /** Looks for the list of records in an object that holds more. */
  private readonly finder: ListFinder | undefined;
  /** Brackets and braces open inside the current element. */
  private depth = 0;
  private inString = false;
  private isEscaped = false;
  /** Position of the next chunk's first byte. */
  private position = 0;
  private line = 1;
  private elements = 0;
  /** The array is all of the file. */
  private isWhole = false;
  /** Where the current element starts; -1 before its first byte. */
  private start = -1;
  private startLine = 1;
  /** The current element's bytes from earlier chunks; given up once they are too many. */
  private carried: Buffer[] = [];
  private carriedBytes = 0;

  constructor(batch: BatchBuilder, { name, within }: Pick<RecordingFile, 'name' | 'within'>) {
    this.batch = batch;
    this.file = name;
    this.finder = within && new ListFinder(within);
  }

  /** Takes the next bytes of the file. Yields full batches. */
  *push(chunk: Buffer): Generator<Batch> {
    for (let at = this.position === 0 ? markLength(chunk) : 0; at < chunk.length; at++) {
      if (this.inString) at = this.skipString(chunk, at);
      if (at === chunk.length) break;
      const code = chunk[at] ?? 0;
      if (code === byte.newline) this.line++;
      else if (code > byte.space) this.step(code, at, chunk);
      if (code === byte.comma && this.batch.isFull) yield this.batch.take();
    }
    if (this.start !== -1) this.carry(chunk.subarray(Math.max(0, this.start - this.position)));
    this.position += chunk.length;
  }

  /** Says that the file has ended. Throws a RecordingError where the array has not. */
  finish(): void {
    if (this.place === 'after') return;
    if (this.place === 'outside' && this.finder?.isClosed) {
      if (this.finder.isFound) return;
      throw this.error(`no list of records at ${this.finder.path}`);
    }
    throw this.error(
      this.place !== 'in array' || this.finder
        ? 'the object never ends: the file is cut off'
        : 'the array never ends: the file is cut off',
    );
  }

  /** The place behind the string's closing quote, or the chunk's end. */
  private skipString(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const code = chunk[at];
      if (code === byte.newline) this.line++;
      this.finder?.spell(code ?? 0);
      if (this.isEscaped) this.isEscaped = false;
      else if (code === byte.backslash) this.isEscaped = true;
      else if (code === byte.quote) {
        this.inString = false;
        return at + 1;
      }
    }
    return chunk.length;
  }

  private step(code: number, at: number, chunk: Buffer): void {
    if (this.place === 'before') this.open(code, at);
    else if (this.place === 'in array') this.stepInArray(code, at, chunk);
    else if (this.place === 'in object') this.stepInObject(code, at, chunk);
    else if (this.place === 'outside' && this.finder && !this.finder.isClosed) this.look(this.finder, code);
    else {
      throw this.error(
        'something follows the end of the JSON value',
        'one array of records; for one record a line, the extension .jsonl or format: jsonl',
      );
    }
  }

  private stepInArray(code: number, at: number, chunk: Buffer): void {
    if (this.depth === 0 && code === byte.comma) {
      this.endElement(at, chunk);
    } else if (this.depth === 0 && code === byte.closeBracket) {
      if (this.start !== -1 || this.elements > 0) this.endElement(at, chunk);
      this.place = this.finder && !this.isWhole ? 'outside' : 'after';
      this.finder?.leave();
    } else {
      if (this.start === -1) this.startElement(at);
      this.nest(code);
    }
  }

  private stepInObject(code: number, at: number, chunk: Buffer): void {
    this.nest(code);
    if (this.depth > 0) return;
    this.endElement(at + 1, chunk);
    this.place = 'after';
  }

  private look(finder: ListFinder, code: number): void {
    if (code === byte.quote) this.inString = true;
    if (finder.step(code)) this.place = 'in array';
  }

  private open(code: number, at: number): void {
    if (code === byte.openBracket) {
      this.place = 'in array';
      this.isWhole = true;
    } else if (code === byte.openBrace && this.finder) {
      this.place = 'outside';
      this.finder.step(code);
    } else if (code === byte.openBrace) {
      this.place = 'in object';
      this.startElement(at);
      this.depth = 1;
    } else throw this.error('no JSON array of records', 'an array or one object');
  }

  private nest(code: number): void {
    if (code === byte.quote) this.inString = true;
    else if (code === byte.openBrace || code === byte.openBracket) this.depth++;
    else if ((code === byte.closeBrace || code === byte.closeBracket) && this.depth > 0) this.depth--;
  }

  private startElement(at: number): void {
    this.start = this.position + at;
    this.startLine = this.line;
  }

  /** The element ends before the chunk's byte `at`. */
  private endElement(at: number, chunk: Buffer): void {
    const isEmpty = this.start === -1;
    if (isEmpty) this.startElement(at);
    this.elements++;
    if (this.batch.takes(this.start)) {
      if (isEmpty) this.reject('no record between two commas', this.startLine);
      else if (this.carriedBytes > maxRecordBytes)
        this.reject(`longer than ${maxRecordBytes / 1024 / 1024} MB`, this.startLine);
      else this.parse(this.elementBytes(chunk, at));
    }
    this.start = -1;
    this.carried = [];
    this.carriedBytes = 0;
  }

  private elementBytes(chunk: Buffer, end: number): Buffer {
    const part = chunk.subarray(Math.max(0, this.start - this.position), end);
    return this.carried.length === 0 ? part : Buffer.concat([...this.carried, part]);
  }

  private parse(bytes: Buffer): void {
    if (!isUtf8(bytes)) {
      this.reject('not UTF-8', this.startLine);
      return;
    }
    this.batch.parse(bytes.toString('utf8'), this.start, this.startLine);
  }

  private reject(message: string, line: number): void {
    this.batch.reject({ position: this.start, line, message });
  }

  private carry(bytes: Buffer): void {
    this.carriedBytes += bytes.length;
    if (this.carriedBytes <= maxRecordBytes) this.carried.push(bytes);
    else this.carried = [];
  }

  private error(message: string, expected?: string): RecordingError {
    return new RecordingError([{ file: this.file, line: this.line, message, expected }]);
  }
}

function markLength(chunk: Buffer): number {
  return chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? 3 : 0;
}
