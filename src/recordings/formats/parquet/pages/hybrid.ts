/**
 * Runs of a number, and numbers of a few bits packed side by side: how Parquet writes levels, indices and booleans.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/
 */
import { NotUnderstood } from './not-understood.ts';

/** Of more bits nobody has indices. */
const WIDEST = 24;

/** Fills `into` with so many numbers. Throws NotUnderstood where the bytes end before, or one is above `most`. */
export function readHybrid(
  bytes: Uint8Array,
  from: number,
  end: number,
  width: number,
  count: number,
  most: number,
  into: Uint8Array | Int32Array,
): void {
  if (width > WIDEST) throw new NotUnderstood('numbers of too many bits');
  const mask = 2 ** width - 1;
  const widthBytes = Math.ceil(width / 8);
  let at = from;
  let done = 0;
  let largest = 0;
  while (done < count) {
    let head = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = at < end ? (bytes[at++] ?? 0) : cutShort();
      head += (byte & 127) * scale;
      if (byte < 128) break;
      if (scale > 2 ** 28) throw new NotUnderstood('a run that has no end');
    }
    if (head % 2 === 0) {
      const run = Math.min(head / 2, count - done);
      if (run === 0) throw new NotUnderstood('a run of nothing');
      if (at + widthBytes > end) cutShort();
      let value = 0;
      for (let byte = 0; byte < widthBytes; byte++) value |= (bytes[at + byte] ?? 0) << (8 * byte);
      at += widthBytes;
      if (value > largest) largest = value;
      into.fill(value, done, done + run);
      done += run;
      continue;
    }
    const packed = ((head - 1) / 2) * 8;
    const stop = Math.min(count, done + packed);
    if (packed === 0) throw new NotUnderstood('a run of nothing');
    if (at + Math.ceil(((stop - done) * width) / 8) > end) cutShort();
    const after = at + (packed * width) / 8;
    let [held, bits] = [0, 0];
    for (; done < stop; done++) {
      while (bits < width) {
        held |= (bytes[at++] ?? 0) << bits;
        bits += 8;
      }
      const value = held & mask;
      held >>>= width;
      bits -= width;
      if (value > largest) largest = value;
      into[done] = value;
    }
    at = after;
  }
  if (largest > most) throw new NotUnderstood('a number that is too large');
}

function cutShort(): never {
  throw new NotUnderstood('a page that is cut short');
}
