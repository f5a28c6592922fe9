/** Lists of an attribute (AttributeProto), of which a tree ensemble has millions of items. */
import { integersOf, scan, textOf } from '../protobuf.ts';

const FLOATS = 7;
const INTEGERS = 8;
const TEXTS = 9;
const ONE_TEXT = 4;
const ONE_INTEGER = 3;

/** As float32, which is what the file holds. */
export function floatsIn(attribute: Uint8Array): Float32Array {
  const view = new DataView(attribute.buffer, attribute.byteOffset, attribute.byteLength);
  const floats: number[] = [];
  scan(attribute, (number, start, end) => {
    if (number === FLOATS) for (let at = start; at + 4 <= end; at += 4) floats.push(view.getFloat32(at, true));
  });
  return Float32Array.from(floats);
}

/** As far as a double holds them. */
export function integersIn(attribute: Uint8Array): number[] {
  const integers: number[] = [];
  scan(attribute, (number, start, end) => {
    if (number !== INTEGERS && number !== ONE_INTEGER) return;
    let at = start;
    while (at < end) {
      const small = attribute[at] ?? 0;
      if (small < 0x80) {
        integers.push(small);
        at += 1;
        continue;
      }
      let last = at;
      while (last < end && (attribute[last] ?? 0) >= 0x80) last += 1;
      const value = attribute.subarray(at, last + 1);
      integers.push(...integersOf({ number, value, raw: value }).map(Number));
      at = last + 1;
    }
  });
  return integers;
}

export function textsIn(attribute: Uint8Array): string[] {
  const texts: string[] = [];
  scan(attribute, (number, start, end) => {
    const value = attribute.subarray(start, end);
    if (number === TEXTS || number === ONE_TEXT) texts.push(textOf({ number, value, raw: value }));
  });
  return texts;
}
