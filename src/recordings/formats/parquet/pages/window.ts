/** Goes over a column's part of a row group, page by page, with a small piece of the file in memory. */
import { readSync } from 'node:fs';
import { FALSE, I32, NoThrift, STRUCT, ThriftWalk, TRUE } from '../thrift.ts';
import { NotUnderstood } from './not-understood.ts';
import type { Pieces } from './snappy.ts';

export interface PageHeader {
  readonly type: number;
  readonly unpacked: number;
  readonly packed: number;
  /** Of the page's own kind, by their numbers in it. */
  readonly own: ReadonlyMap<number, number>;
}

export const [DATA_PAGE, INDEX_PAGE, DICTIONARY_PAGE, DATA_PAGE_V2] = [0, 1, 2, 3];
/** The field in which a page's header has what belongs to its kind. */
const OWN_FIELDS: ReadonlyMap<number, number> = new Map([
  [DATA_PAGE, 5],
  [DICTIONARY_PAGE, 7],
  [DATA_PAGE_V2, 8],
]);

/** A header may have the least and the largest value. */
const MOST_HEADER = 4_000_000;

export class Window implements Pieces {
  bytes: Buffer;
  at = 0;
  end = 0;
  readonly #file: number;
  /** Behind what there is of the file. */
  #filled = 0;
  /** Where the file goes on there, and where the column ends. */
  #next = 0;
  #stop = 0;
  /** Bytes of a page that are not there yet. */
  #left = 0;

  /** @param file its descriptor */
  constructor(file: number, size: number) {
    this.#file = file;
    this.bytes = Buffer.allocUnsafeSlow(size);
  }

  begin(from: number, stop: number): void {
    this.at = 0;
    this.end = 0;
    this.#filled = 0;
    this.#left = 0;
    this.#next = from;
    this.#stop = stop;
  }

  /** Reads a page's header, and begins with what it holds. Throws NotUnderstood. */
  header(): PageHeader {
    if (this.at !== this.end || this.#left > 0) throw new NotUnderstood('a page that is longer than it says');
    for (;;) {
      const walk = new ThriftWalk(this.bytes.subarray(this.at, this.#filled));
      try {
        const header = readHeader(walk);
        this.at += walk.at;
        return header;
      } catch (error) {
        if (!(error instanceof NoThrift) || !this.#grow()) throw error;
      }
    }
  }

  /** The next so many bytes are what is read until they are used up. */
  enter(size: number): void {
    const there = Math.min(size, this.#filled - this.at);
    if (size - there > this.#stop - this.#next) throw new NotUnderstood('a page that goes on behind its column');
    this.end = this.at + there;
    this.#left = size - there;
  }

  more(): boolean {
    if (this.#left === 0) return false;
    this.#moveUp();
    this.#fill();
    const taken = Math.min(this.#left, this.#filled - this.end);
    this.#left -= taken;
    this.end += taken;
    return true;
  }

  /** Copies what was entered. */
  readInto(into: Buffer, size: number): void {
    const there = Math.min(size, this.end - this.at);
    this.bytes.copy(into, 0, this.at, this.at + there);
    this.at += there;
    for (let to = there; to < size; ) {
      if (this.#left === 0) throw new NotUnderstood('a page that is cut short');
      const got = readSync(this.#file, into, to, Math.min(size - to, this.#left), this.#next);
      if (got === 0) throw new NotUnderstood('a file that is cut short');
      this.#next += got;
      this.#left -= got;
      to += got;
      this.at = this.end = this.#filled = 0;
    }
  }

  #grow(): boolean {
    if (this.#next >= this.#stop) return false;
    this.#moveUp();
    if (this.#filled === this.bytes.length) {
      if (this.bytes.length >= MOST_HEADER) return false;
      const larger = Buffer.allocUnsafeSlow(2 * this.bytes.length);
      this.bytes.copy(larger, 0, 0, this.#filled);
      this.bytes = larger;
    }
    this.#fill();
    this.end = 0;
    return true;
  }

  #moveUp(): void {
    this.bytes.copy(this.bytes, 0, this.at, this.#filled);
    this.#filled -= this.at;
    this.end = Math.max(0, this.end - this.at);
    this.at = 0;
  }

  #fill(): void {
    const wanted = Math.min(this.bytes.length - this.#filled, this.#stop - this.#next);
    const got = readSync(this.#file, this.bytes, this.#filled, wanted, this.#next);
    if (got === 0) throw new NotUnderstood('a file that is cut short');
    this.#filled += got;
    this.#next += got;
  }
}

function readHeader(walk: ThriftWalk): PageHeader {
  const numbers = new Map<number, number>();
  const kinds = new Map<number, ReadonlyMap<number, number>>();
  walk.struct((field, type) => {
    if (type === I32) numbers.set(field, walk.integer());
    else if (type === STRUCT) {
      const own = new Map<number, number>();
      walk.struct((inner, innerType) => {
        if (innerType === TRUE || innerType === FALSE) own.set(inner, innerType === TRUE ? 1 : 0);
        if (innerType !== I32) return innerType === TRUE || innerType === FALSE;
        own.set(inner, walk.integer());
        return true;
      });
      kinds.set(field, own);
    } else return false;
    return true;
  });
  const [type = -1, unpacked = -1, packed = -1] = [1, 2, 3].map((field) => numbers.get(field));
  const own = kinds.get(OWN_FIELDS.get(type) ?? -1) ?? new Map();
  if (unpacked < 0 || packed < 0) throw new NotUnderstood('a page without a length');
  return { type, unpacked, packed, own };
}
