/** Goes over byte arrays of different lengths, which stand before each of them, or before all. */
import { NotUnderstood } from './not-understood.ts';

const LENGTH_BYTES = 4;

export class Spans {
  /** Behind the last one. */
  at: number;
  readonly #bytes: Buffer;
  readonly #end: number;
  readonly #lengths: BigInt64Array | undefined;
  #done = 0;

  /** @param lengths undefined: four bytes before each */
  constructor(bytes: Buffer, from: number, end: number, lengths?: BigInt64Array) {
    this.#bytes = bytes;
    this.at = from;
    this.#end = end;
    this.#lengths = lengths;
  }

  /** Goes to the end of the next one, and gives its beginning. Throws NotUnderstood. */
  next(): number {
    let length: number;
    if (this.#lengths) length = Number(this.#lengths[this.#done] ?? -1n);
    else {
      if (this.at + LENGTH_BYTES > this.#end) throw new NotUnderstood('a page that is cut short');
      length = this.#bytes.readUInt32LE(this.at);
      this.at += LENGTH_BYTES;
    }
    const from = this.at;
    if (length < 0 || from + length > this.#end) throw new NotUnderstood('a page that is cut short');
    this.at = from + length;
    this.#done += 1;
    return from;
  }

  /** The last one is to come again. */
  back(before: number): void {
    this.at = before;
    this.#done -= 1;
  }
}
