/** Whole numbers written as their differences. https://parquet.apache.org/docs/file-format/data-pages/encodings/ */
import { NotUnderstood } from './not-understood.ts';

/** More in a block nobody writes. */
const MOST_IN_BLOCK = 1_000_000;

/** Gives so many numbers, and where the bytes go on behind them. Throws NotUnderstood. @param bits of a number: 32 or 64 */
export function readDeltas(
  bytes: Uint8Array,
  from: number,
  end: number,
  count: number,
  bits: 32 | 64,
): { readonly numbers: BigInt64Array; readonly at: number } {
  let at = from;
  const block = Number(varint());
  const parts = Number(varint());
  const total = Number(varint());
  const each = block / parts;
  if (!(parts > 0 && block <= MOST_IN_BLOCK && each > 0 && each % 32 === 0) || total !== count)
    throw new NotUnderstood('differences of another form');
  const numbers = new BigInt64Array(count);
  let value = zigzag();
  if (count > 0) numbers[0] = value;
  for (let done = 1; done < count; ) {
    const least = zigzag();
    const widths = bytes.subarray(at, at + parts);
    at += parts;
    for (const width of widths) {
      if (done >= count) break;
      const stop = at + (each * width) / 8;
      if (width > 64 || stop > end) throw new NotUnderstood('differences that are cut short');
      const until = Math.min(count, done + each);
      const difference = width <= 24 ? narrow(bytes, at, width) : wide(bytes, at, width);
      for (; done < until; done++) {
        value = BigInt.asIntN(bits, value + least + difference());
        numbers[done] = value;
      }
      at = stop;
    }
    if (at > end) throw new NotUnderstood('differences that are cut short');
  }
  return { numbers, at };

  function varint(): bigint {
    let found = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = at < end ? bytes[at] : undefined;
      if (byte === undefined || shift > 63n) throw new NotUnderstood('differences that are cut short');
      at += 1;
      found |= BigInt(byte & 127) << shift;
      if (byte < 128) return found;
    }
  }

  function zigzag(): bigint {
    const written = varint();
    return BigInt.asIntN(64, (written >> 1n) ^ -(written & 1n));
  }
}

function narrow(bytes: Uint8Array, from: number, width: number): () => bigint {
  let at = from;
  let [held, bits] = [0, 0];
  const mask = 2 ** width - 1;
  return () => {
    for (; bits < width; bits += 8) held |= (bytes[at++] ?? 0) << bits;
    const found = held & mask;
    held >>>= width;
    bits -= width;
    return BigInt(found);
  };
}

function wide(bytes: Uint8Array, from: number, width: number): () => bigint {
  let bit = 0;
  return () => {
    let found = 0n;
    const first = Math.floor(bit / 8);
    const last = Math.floor((bit + width - 1) / 8);
    for (let byte = last; byte >= first; byte--) found = (found << 8n) | BigInt(bytes[from + byte] ?? 0);
    found = BigInt.asUintN(width, found >> BigInt(bit % 8));
    bit += width;
    return found;
  };
}
