/**
 * Unpacks Snappy from pieces of its input, into memory that the caller has.
 * https://github.com/google/snappy/blob/main/format_description.txt
 */
import { NotUnderstood } from './not-understood.ts';

/** Bytes of a page as they come: those of `bytes` from `at` to `end`. */
export interface Pieces {
  readonly bytes: Buffer;
  at: number;
  end: number;
  /** Reads on, with what is left before it; false: there is no more. */
  more(): boolean;
}

/** A tag and what belongs to it. */
const LONGEST_TAG = 5;
/** Below that, a loop is faster than a call. */
const FEW = 32;

/** Throws NotUnderstood where it is not exactly `length` bytes. */
export function unpackSnappy(pieces: Pieces, into: Buffer, length: number): void {
  const { bytes } = pieces;
  if (preamble(pieces) !== length) throw new NotUnderstood('a page of another length than it says');
  let to = 0;
  for (;;) {
    if (pieces.end - pieces.at < LONGEST_TAG) {
      const isMore = pieces.more();
      if (!isMore && pieces.at === pieces.end) break;
    }
    let { at } = pieces;
    const { end } = pieces;
    const tag = bytes[at++] ?? 0;
    const kind = tag & 3;
    if (kind === 0) {
      let size = tag >> 2;
      if (size >= 60) {
        const wide = size - 59;
        if (at + wide > end) broken();
        size = bytes.readUIntLE(at, wide);
        at += wide;
      }
      size += 1;
      if (to + size > length) broken();
      pieces.at = at;
      to = literal(pieces, into, to, size);
      continue;
    }
    let size: number;
    let back: number;
    if (kind === 1) {
      size = ((tag >> 2) & 7) + 4;
      back = ((tag >> 5) << 8) | (bytes[at] ?? 0);
      at += 1;
    } else {
      size = (tag >> 2) + 1;
      back = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
      if (kind === 3) back += (bytes[at + 2] ?? 0) * 65_536 + (bytes[at + 3] ?? 0) * 16_777_216;
      at += kind === 3 ? 4 : 2;
    }
    if (at > end || back === 0 || back > to || to + size > length) broken();
    pieces.at = at;
    if (size <= FEW || back < size) for (const stop = to + size; to < stop; to++) into[to] = into[to - back] ?? 0;
    else {
      into.copyWithin(to, to - back, to - back + size);
      to += size;
    }
  }
  if (to !== length) broken();
}

function literal(pieces: Pieces, into: Buffer, start: number, size: number): number {
  const { bytes } = pieces;
  const stop = start + size;
  for (let to = start; to < stop; ) {
    if (pieces.at === pieces.end && !pieces.more()) broken();
    const some = Math.min(stop - to, pieces.end - pieces.at);
    if (some <= FEW) for (let index = 0; index < some; index++) into[to + index] = bytes[pieces.at + index] ?? 0;
    else bytes.copy(into, to, pieces.at, pieces.at + some);
    pieces.at += some;
    to += some;
  }
  return stop;
}

function preamble(pieces: Pieces): number {
  let length = 0;
  for (let scale = 1; ; scale *= 128) {
    if ((pieces.at === pieces.end && !pieces.more()) || scale > 2 ** 28) broken();
    const byte = pieces.bytes[pieces.at] ?? 0;
    pieces.at += 1;
    length += (byte & 127) * scale;
    if (byte < 128) return length;
  }
}

function broken(): never {
  throw new NotUnderstood('a page that is no Snappy');
}
