/** Texts of a page. Pieces of it are decoded at once and cut, which takes a fraction of the time that a call for each takes. */
import { isAscii, isUtf8 } from 'node:buffer';
import { NotUnderstood } from './not-understood.ts';
import type { Sequence } from './sequence.ts';
import type { Spans } from './spans.ts';

/** What is cut keeps all of its piece. */
const PIECE = 8192;
/** A longer text is worth a call of its own. */
const LONG = 1024;
const MOST_IN_PIECE = 4096;
const BYTE_ORDER_MARK = '\ufeff';

export class Texts implements Sequence {
  readonly #bytes: Buffer;
  readonly #spans: Spans;
  /** Where the texts of a piece begin and end in it. */
  readonly #from = new Int32Array(MOST_IN_PIECE);
  readonly #to = new Int32Array(MOST_IN_PIECE);

  constructor(bytes: Buffer, spans: Spans) {
    this.#bytes = bytes;
    this.#spans = spans;
  }

  read(count: number, into: unknown[], at: number): void {
    for (let done = 0; done < count; ) done += this.#readPiece(count - done, into, at + done);
  }

  #readPiece(most: number, into: unknown[], at: number): number {
    const spans = this.#spans;
    const begin = spans.at;
    const limit = Math.min(most, MOST_IN_PIECE);
    let found = 0;
    while (found < limit && spans.at - begin < PIECE) {
      const before = spans.at;
      const from = spans.next();
      if (spans.at - from > LONG) {
        if (found === 0) {
          into[at] = this.#alone(from, spans.at);
          return 1;
        }
        spans.back(before);
        break;
      }
      this.#from[found] = from - begin;
      this.#to[found] = spans.at - begin;
      found += 1;
    }
    this.#cut(begin, found, into, at);
    return found;
  }

  #cut(begin: number, count: number, into: unknown[], at: number): void {
    const end = this.#spans.at;
    // The length of a longer text is no ASCII.
    const piece = isAscii(this.#bytes.subarray(begin, end)) ? this.#bytes.toString('latin1', begin, end) : undefined;
    for (let index = 0; index < count; index++) {
      const from = this.#from[index] ?? 0;
      const to = this.#to[index] ?? 0;
      into[at + index] = piece?.substring(from, to) ?? this.#alone(begin + from, begin + to);
    }
  }

  #alone(from: number, to: number): string {
    const text = this.#bytes.toString('utf8', from, to);
    if (text.includes('\ufffd') && !isUtf8(this.#bytes.subarray(from, to)))
      throw new NotUnderstood('a text that is no UTF-8');
    // DuckDB's library leaves it off.
    return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  }
}
