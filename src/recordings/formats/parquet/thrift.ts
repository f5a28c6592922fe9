/**
 * Walks a structure in Thrift's compact protocol, in which Parquet describes itself.
 * https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
 */

export const [TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, MAP, STRUCT, UUID] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
];
const BYTES_OF: ReadonlyMap<number, number> = new Map([
  [BYTE, 1],
  [DOUBLE, 8],
  [UUID, 16],
]);
/** Parquet's own are not half as deep. */
const DEEPEST = 64;

/** What is no structure of that protocol, or goes on behind its end. */
export class NoThrift extends Error {}

export class ThriftWalk {
  readonly #bytes: Uint8Array;
  #at = 0;
  #depth = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Goes over a structure. `take` is asked of each field, and says whether it has read its value; if not, that is passed over. */
  struct(take: (field: number, type: number) => boolean): void {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new NoThrift('too deep');
    let field = 0;
    for (let head = this.#byte(); head !== 0; head = this.#byte()) {
      field = head >> 4 === 0 ? this.integer() : field + (head >> 4);
      const type = head & 15;
      if (!take(field, type)) this.#pass(type);
    }
    this.#depth -= 1;
  }

  /** The items of a list of structures. */
  structs(take: (field: number, type: number) => boolean, ended: () => void): void {
    const { size, type } = this.#listHead();
    if (type !== STRUCT) throw new NoThrift('a list of something else');
    for (let index = 0; index < size; index += 1) {
      this.struct(take);
      ended();
    }
  }

  /** The items of a list of anything else. `take` has to read each. */
  list(take: (type: number) => void): void {
    const { size, type } = this.#listHead();
    for (let index = 0; index < size; index += 1) take(type);
  }

  /** Bytes, which are not copied. */
  bytes(): Uint8Array {
    const length = this.#varint();
    const start = this.#at;
    this.#skip(length);
    return this.#bytes.subarray(start, start + length);
  }

  /** Where what was read so far ends. */
  get at(): number {
    return this.#at;
  }

  /** A number of 16, 32 or 64 bits that a double holds. */
  integer(): number {
    const written = this.#varint();
    return written % 2 === 0 ? written / 2 : -(written + 1) / 2;
  }

  #pass(type: number): void {
    const fixed = BYTES_OF.get(type);
    if (type === TRUE || type === FALSE) return;
    if (fixed !== undefined) this.#skip(fixed);
    else if (type === I16 || type === I32 || type === I64) this.#varint();
    else if (type === BINARY) this.#skip(this.#varint());
    else if (type === LIST || type === SET) this.#passList();
    else if (type === MAP) this.#passMap();
    else if (type === STRUCT) this.struct(() => false);
    else throw new NoThrift(`a type ${type}`);
  }

  #passList(): void {
    const { size, type } = this.#listHead();
    for (let index = 0; index < size; index += 1) this.#passItem(type);
  }

  #passMap(): void {
    const size = this.#varint();
    const types = size === 0 ? 0 : this.#byte();
    for (let index = 0; index < size; index += 1) {
      this.#passItem(types >> 4);
      this.#passItem(types & 15);
    }
  }

  /** In lists and maps, a truth is a byte. */
  #passItem(type: number): void {
    if (type === TRUE || type === FALSE) this.#skip(1);
    else this.#pass(type);
  }

  #listHead(): { readonly size: number; readonly type: number } {
    const head = this.#byte();
    return { size: head >> 4 === 15 ? this.#varint() : head >> 4, type: head & 15 };
  }

  #varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#byte();
      value += (byte & 127) * scale;
      if (!Number.isSafeInteger(value)) throw new NoThrift('a number that no double holds');
      if (byte < 128) return value;
    }
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new NoThrift('cut short');
    this.#at += 1;
    return byte;
  }

  #skip(bytes: number): void {
    this.#at += bytes;
    if (this.#at > this.#bytes.length) throw new NoThrift('cut short');
  }
}
