/** Reads the values of a leaf, so many rows at a time, with one page of it unpacked in memory. */

import { readHybrid } from './hybrid.ts';
import type { Chunk } from './metadata.ts';
import { NotUnderstood } from './not-understood.ts';
import type { Leaf } from './schema.ts';
import type { Sequence } from './sequence.ts';
import { unpack } from './unpack.ts';
import { Decoder } from './values.ts';
import { DATA_PAGE, DATA_PAGE_V2, DICTIONARY_PAGE, INDEX_PAGE, type PageHeader, type Window } from './window.ts';

/** Levels are runs of numbers. */
const RLE = 3;
const LENGTH_BYTES = 4;
/** Of a page: nobody writes as many, and they would take as many bytes, and once more. */
const MOST_ENTRIES = 2 ** 25;
/** Smaller pages get room for somewhat larger ones. */
const ROUNDED = 4_000_000;

export class LeafReader {
  readonly leaf: Leaf;
  /** Of the rows that were read last: a value or what stands in its place, and how much of its path is there. */
  readonly values: unknown[] = [];
  defs: Uint8Array = new Uint8Array(0);
  /** Which list goes on; 0: a row begins. One more than there are entries. */
  reps: Uint8Array = new Uint8Array(0);
  entries = 0;
  /** Each of them has a value. */
  isComplete = true;
  /** Bytes that the page's rows take, about. */
  bytesOfRow = 0;

  readonly #window: Window;
  readonly #decoder: Decoder;
  readonly #isValued: boolean;
  #page: Buffer = Buffer.alloc(0);
  #pageDefs: Uint8Array = new Uint8Array(0);
  #pageReps: Uint8Array = new Uint8Array(0);
  #values: Sequence | undefined;
  /** Of the page: entries, and the next one. */
  #size = 0;
  #next = 0;
  /** Of the chunk: entries that are in pages to come. */
  #left = 0;
  #codec = 0;
  /** Bytes of no page are more. */
  #most = 0;
  #isFull = false;

  /** @param isValued whether its values are needed, and not only which there are */
  constructor(window: Window, leaf: Leaf, isValued: boolean) {
    this.#window = window;
    this.leaf = leaf;
    this.#decoder = new Decoder(leaf);
    this.#isValued = isValued;
  }

  begin(chunk: Chunk): void {
    const { dictionaryAt, dataAt, packed } = chunk;
    const from = dictionaryAt !== undefined && dictionaryAt > 0 && dictionaryAt < dataAt ? dictionaryAt : dataAt;
    this.#window.begin(from, from + packed);
    this.#decoder.begin();
    this.#size = 0;
    this.#next = 0;
    this.#left = chunk.entries;
    this.#codec = chunk.codec;
    this.#most = chunk.unpacked;
    this.#isFull = !this.#isValued && this.leaf.rep === 0 && chunk.nulls === 0;
  }

  /** Reads the next rows, all of one row group. Throws NotUnderstood. */
  async take(rows: number): Promise<void> {
    this.entries = 0;
    this.isComplete = true;
    if (this.#isFull) return this.#takeFull(rows);
    if (this.leaf.rep > 0) return this.#takeLists(rows);
    while (this.entries < rows) {
      if (this.#next === this.#size) await this.#load();
      this.#copy(Math.min(rows - this.entries, this.#size - this.#next));
    }
  }

  #takeFull(rows: number): void {
    this.#room(rows);
    this.defs.fill(this.leaf.def, 0, rows);
    this.entries = rows;
  }

  async #takeLists(rows: number): Promise<void> {
    for (let begun = 0; ; ) {
      if (this.#next === this.#size) {
        if (this.#left === 0) {
          if (begun === rows) break;
          throw new NotUnderstood('a row that is not there');
        }
        await this.#load();
      }
      let end = this.#next;
      for (; end < this.#size; end++) {
        if (this.#pageReps[end] !== 0) continue;
        if (begun === rows) break;
        begun += 1;
      }
      if (begun === 0) throw new NotUnderstood('a row that has no beginning');
      const isEnd = end < this.#size;
      this.#copy(end - this.#next);
      if (isEnd) break;
    }
    this.reps[this.entries] = 0;
  }

  #copy(count: number): void {
    const { entries, values, leaf } = this;
    const next = this.#next;
    this.#room(entries + count);
    let present = count;
    if (leaf.def > 0) {
      const defs = this.#pageDefs;
      for (let at = 0; at < count; at++) {
        const def = defs[next + at] ?? 0;
        this.defs[entries + at] = def;
        if (def !== leaf.def) present -= 1;
      }
      if (present < count) this.isComplete = false;
    }
    if (leaf.rep > 0) this.reps.set(this.#pageReps.subarray(next, next + count), entries);
    if (this.#isValued) {
      this.#values?.read(present, values, entries);
      if (present < count) this.#spread(entries, count, present);
    }
    this.#next += count;
    this.entries += count;
  }

  /** Moves values to where they are present. */
  #spread(from: number, count: number, present: number): void {
    const { values, defs, leaf } = this;
    let left = present;
    for (let at = from + count - 1; at >= from; at--) {
      if (defs[at] === leaf.def) {
        left -= 1;
        values[at] = values[from + left];
      } else values[at] = null;
    }
  }

  #room(entries: number): void {
    if (this.defs.length > entries) return;
    const size = Math.max(2 * entries, 1024);
    const defs = new Uint8Array(size);
    defs.set(this.defs.subarray(0, this.entries));
    this.defs = defs;
    const reps = new Uint8Array(size);
    reps.set(this.reps.subarray(0, this.entries));
    this.reps = reps;
  }

  async #load(): Promise<void> {
    if (this.#left === 0) throw new NotUnderstood('a row that is not there');
    for (;;) {
      const header = this.#window.header();
      if (header.type === DICTIONARY_PAGE) await this.#loadDictionary(header);
      else if (header.type === DATA_PAGE) return this.#loadFirst(header);
      else if (header.type === DATA_PAGE_V2) return this.#loadSecond(header);
      else if (header.type === INDEX_PAGE) await this.#unpack(header.packed, header.unpacked);
      else throw new NotUnderstood('a page of another kind');
    }
  }

  async #loadDictionary({ own, packed, unpacked }: PageHeader): Promise<void> {
    await this.#unpack(packed, unpacked);
    if (this.#isValued) this.#decoder.dictionary(this.#page, unpacked, own.get(1) ?? 0, own.get(2) ?? -1);
  }

  /** A page of the first kind: all of it is packed. */
  async #loadFirst({ own, packed, unpacked }: PageHeader): Promise<void> {
    const size = this.#begin(own.get(1));
    await this.#unpack(packed, unpacked);
    let at = 0;
    const levels = (encoding: number | undefined, most: number, into: Uint8Array): void => {
      if (most === 0) return;
      if (encoding !== RLE || at + LENGTH_BYTES > unpacked) throw new NotUnderstood('levels of another form');
      const from = at + LENGTH_BYTES;
      at = from + this.#page.readUInt32LE(at);
      if (at > unpacked) throw new NotUnderstood('a page that is cut short');
      readHybrid(this.#page, from, at, widthOf(most), size, most, into);
    };
    levels(own.get(4), this.leaf.rep, this.#pageReps);
    levels(own.get(3), this.leaf.def, this.#pageDefs);
    this.#open(at, unpacked, own.get(2) ?? -1);
  }

  /** A page of the second kind: its levels are not packed. */
  async #loadSecond({ own, packed, unpacked }: PageHeader): Promise<void> {
    const size = this.#begin(own.get(1));
    const [defBytes, repBytes] = [own.get(5) ?? 0, own.get(6) ?? 0];
    const levels = defBytes + repBytes;
    if (defBytes < 0 || repBytes < 0 || levels > packed || levels > unpacked)
      throw new NotUnderstood('levels without room');
    const { rep, def } = this.leaf;
    const room = Buffer.allocUnsafe(levels);
    this.#window.enter(levels);
    this.#window.readInto(room, levels);
    if (rep > 0) readHybrid(room, 0, repBytes, widthOf(rep), size, rep, this.#pageReps);
    if (def > 0) readHybrid(room, repBytes, levels, widthOf(def), size, def, this.#pageDefs);
    const isPacked = own.get(7) !== 0;
    await this.#unpack(packed - levels, unpacked - levels, isPacked ? this.#codec : 0);
    this.#open(0, unpacked - levels, own.get(4) ?? -1);
  }

  #begin(size = -1): number {
    if (size < 0 || size > MOST_ENTRIES || size > this.#left)
      throw new NotUnderstood('a page with more than its column');
    this.#left -= size;
    this.#size = size;
    this.#next = 0;
    if (this.#pageDefs.length < size) this.#pageDefs = new Uint8Array(size);
    if (this.leaf.rep > 0 && this.#pageReps.length < size) this.#pageReps = new Uint8Array(size);
    return size;
  }

  async #unpack(packed: number, unpacked: number, codec = this.#codec): Promise<void> {
    if (unpacked > this.#most) throw new NotUnderstood('a page that is larger than its column');
    if (this.#page.length < unpacked) {
      // What was there before may go before there is more.
      this.#page = Buffer.alloc(0);
      this.#page = Buffer.allocUnsafeSlow(unpacked < ROUNDED ? 2 ** Math.ceil(Math.log2(unpacked)) : unpacked);
    }
    await unpack(this.#window, codec, packed, this.#page, unpacked);
  }

  #open(from: number, end: number, encoding: number): void {
    const { leaf } = this;
    const size = this.#size;
    let [present, rows] = [size, size];
    if (leaf.def > 0) {
      present = 0;
      for (let at = 0; at < size; at++) if (this.#pageDefs[at] === leaf.def) present += 1;
    }
    if (leaf.rep > 0) {
      rows = 0;
      for (let at = 0; at < size; at++) if (this.#pageReps[at] === 0) rows += 1;
    }
    this.bytesOfRow = (end - from) / Math.max(1, rows);
    if (this.#isValued) this.#values = this.#decoder.page(this.#page, from, end, present, encoding);
  }
}

function widthOf(most: number): number {
  return 32 - Math.clz32(most);
}
