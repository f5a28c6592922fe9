/** Sequence of a page, by their encoding. Whoever reads them knows how many there are. */
import { bytesConverter, numberConverter } from './convert.ts';
import { readDeltas } from './delta.ts';
import { readHybrid } from './hybrid.ts';
import { NotUnderstood } from './not-understood.ts';
import { BOOLEAN, BYTE_ARRAY, FIXED, FLOAT, INT32, INT64, INT96, type Leaf } from './schema.ts';
import type { Sequence } from './sequence.ts';
import { Spans } from './spans.ts';
import { Texts } from './texts.ts';

/** `Encoding`. The packed bits of levels are an old form, which writers name though they do not use it. */
const [PLAIN, PLAIN_DICTIONARY, RLE, BIT_PACKED, DELTAS, DELTA_LENGTHS, RLE_DICTIONARY, SPLIT] = [
  0, 2, 3, 4, 5, 6, 8, 9,
];
const encodings = new Set([PLAIN, PLAIN_DICTIONARY, RLE, BIT_PACKED, DELTAS, DELTA_LENGTHS, RLE_DICTIONARY, SPLIT]);

export function isEncoding(encoding: number): boolean {
  return encodings.has(encoding);
}

export class Decoder {
  readonly #leaf: Leaf;
  readonly #number: (number: number | bigint) => unknown;
  readonly #bytes: (bytes: Buffer, at: number) => unknown;
  #dictionary: readonly unknown[] | undefined;
  #indices = new Int32Array(0);

  constructor(leaf: Leaf) {
    this.#leaf = leaf;
    const isNumber =
      leaf.as.as !== 'float' && leaf.as.as !== 'double' && (leaf.physical === INT32 || leaf.physical === INT64);
    this.#number = isNumber ? numberConverter(leaf) : () => undefined;
    this.#bytes = leaf.physical === FIXED || leaf.physical === INT96 ? bytesConverter(leaf) : () => undefined;
  }

  /** A row group has its own, or none. */
  begin(): void {
    this.#dictionary = undefined;
  }

  dictionary(bytes: Buffer, end: number, count: number, encoding: number): void {
    if (encoding !== PLAIN && encoding !== PLAIN_DICTIONARY) throw new NotUnderstood('a dictionary of another form');
    if (this.#leaf.physical !== BOOLEAN && count > end) throw new NotUnderstood('a dictionary that is cut short');
    const found = new Array<unknown>(count);
    this.#plain(bytes, 0, end).read(count, found, 0);
    this.#dictionary = found;
  }

  /** @param count values that there are between the bytes */
  page(bytes: Buffer, from: number, end: number, count: number, encoding: number): Sequence {
    const { physical, as } = this.#leaf;
    if (encoding === PLAIN) return this.#plain(bytes, from, end);
    if (encoding === PLAIN_DICTIONARY || encoding === RLE_DICTIONARY) return this.#indexed(bytes, from, end, count);
    if (encoding === RLE && physical === BOOLEAN) return runsOfBooleans(bytes, from, end, count);
    if (encoding === SPLIT && (as.as === 'float' || as.as === 'double')) {
      const joined = join(bytes, from, end, count, this.#width());
      return this.#plain(joined, 0, joined.length);
    }
    if (encoding === DELTAS && (physical === INT32 || physical === INT64)) {
      if (count === 0) return this.#plain(bytes, 0, 0);
      const { numbers } = readDeltas(bytes, from, end, count, physical === INT32 ? 32 : 64);
      const convert = this.#number;
      if (as.as === 'integer') {
        const isUnsigned = as.isUnsigned;
        return fixed(0, 1, count, (at) => convert(isUnsigned ? Number(numbers[at]) >>> 0 : Number(numbers[at])));
      }
      return fixed(0, 1, count, (at) => convert(safe(numbers[at] ?? 0n)));
    }
    if (encoding === DELTA_LENGTHS && physical === BYTE_ARRAY) {
      if (count === 0) return this.#plain(bytes, 0, 0);
      const { numbers, at } = readDeltas(bytes, from, end, count, 32);
      return this.#arrays(bytes, new Spans(bytes, at, end, numbers));
    }
    throw new NotUnderstood('values of another form');
  }

  #plain(bytes: Buffer, from: number, end: number): Sequence {
    const { physical, as } = this.#leaf;
    if (physical === BOOLEAN) return booleans(bytes, from, end);
    if (physical === BYTE_ARRAY) return this.#arrays(bytes, new Spans(bytes, from, end));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const width = this.#width();
    const convert = this.#number;
    if (physical === FLOAT) return fixed(from, width, end, (at) => view.getFloat32(at, true));
    if (as.as === 'double') return fixed(from, width, end, (at) => view.getFloat64(at, true));
    if (physical === FIXED || physical === INT96) return fixed(from, width, end, (at) => this.#bytes(bytes, at));
    if (physical === INT64) return fixed(from, width, end, (at) => convert(longAt(view, at)));
    if (as.as === 'integer' && as.isUnsigned) return fixed(from, width, end, (at) => convert(view.getUint32(at, true)));
    return fixed(from, width, end, (at) => convert(view.getInt32(at, true)));
  }

  #width(): number {
    const { physical, length } = this.#leaf;
    if (physical === BOOLEAN || physical === BYTE_ARRAY) throw new NotUnderstood('values of another form');
    if (physical === FIXED) return length;
    if (physical === INT96) return 12;
    return physical === INT32 || physical === FLOAT ? 4 : 8;
  }

  #arrays(bytes: Buffer, spans: Spans): Sequence {
    if (this.#leaf.as.as !== 'blob') return new Texts(bytes, spans);
    return {
      read(count, into, at) {
        for (let index = 0; index < count; index++) {
          const from = spans.next();
          into[at + index] = bytes.toString('base64', from, spans.at);
        }
      },
    };
  }

  #indexed(bytes: Buffer, from: number, end: number, count: number): Sequence {
    const dictionary = this.#dictionary;
    if (!dictionary) throw new NotUnderstood('a dictionary that is not there');
    if (this.#indices.length < count) this.#indices = new Int32Array(count);
    const indices = this.#indices;
    if (count > 0) {
      if (from >= end) throw new NotUnderstood('a page that is cut short');
      readHybrid(bytes, from + 1, end, bytes[from] ?? 0, count, dictionary.length - 1, indices);
    }
    let next = 0;
    return {
      read(some, into, at) {
        for (let index = 0; index < some; index++) into[at + index] = dictionary[indices[next + index] ?? 0];
        next += some;
      },
    };
  }
}

/** Sequence of the same number of bytes. */
function fixed(from: number, width: number, end: number, valueAt: (at: number) => unknown): Sequence {
  let next = from;
  return {
    read(count, into, at) {
      if (next + count * width > end) throw new NotUnderstood('a page that is cut short');
      for (let index = 0; index < count; index++, next += width) into[at + index] = valueAt(next);
    },
  };
}

/** Packed side by side. */
function booleans(bytes: Buffer, from: number, end: number): Sequence {
  let bit = 8 * from;
  return {
    read(count, into, at) {
      if (bit + count > 8 * end) throw new NotUnderstood('a page that is cut short');
      for (let index = 0; index < count; index++, bit++) {
        into[at + index] = (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1;
      }
    },
  };
}

const LENGTH_BYTES = 4;

function runsOfBooleans(bytes: Buffer, from: number, end: number, count: number): Sequence {
  const start = from + LENGTH_BYTES;
  if (count > 0 && (start > end || start + bytes.readUInt32LE(from) > end))
    throw new NotUnderstood('a page that is cut short');
  const found = new Uint8Array(count);
  if (count > 0) readHybrid(bytes, start, start + bytes.readUInt32LE(from), 1, count, 1, found);
  return fixed(0, 1, count, (at) => found[at] === 1);
}

/** All first bytes, then all second ones, and so on. */
function join(bytes: Buffer, from: number, end: number, count: number, width: number): Buffer {
  if (from + count * width > end) throw new NotUnderstood('a page that is cut short');
  const joined = Buffer.allocUnsafe(count * width);
  for (let byte = 0; byte < width; byte++) {
    for (let index = 0; index < count; index++) joined[index * width + byte] = bytes[from + byte * count + index] ?? 0;
  }
  return joined;
}

const HALF = 2 ** 32;
/** Half of a safe number's upper part. */
const SAFE = 2 ** 20;

function longAt(view: DataView, at: number): number | bigint {
  const high = view.getInt32(at + 4, true);
  return high < SAFE && high >= -SAFE ? high * HALF + view.getUint32(at, true) : view.getBigInt64(at, true);
}

function safe(number: bigint): number | bigint {
  return Number.isSafeInteger(Number(number)) ? Number(number) : number;
}
