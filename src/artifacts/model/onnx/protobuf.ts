/**
 * Messages of Protocol Buffers as they are on the wire (https://protobuf.dev/programming-guides/encoding/). Every process asks of
 * files whether they are models, and would load a library for these few lines each time.
 */

export interface Field {
  readonly number: number;
  /** A number, or what has a length: texts, messages, packed numbers; fixed-size numbers as their bytes. */
  readonly value: bigint | Uint8Array;
  /** With its tag and its length, as it stands in the message. */
  readonly raw: Uint8Array;
}

/** The fields of a message in their order. Throws for what is none, and for what ends too early. */
export function fieldsOf(message: Uint8Array): Field[] {
  const cursor: Cursor = { bytes: message, at: 0 };
  const fields: Field[] = [];
  while (cursor.at < message.length) {
    const start = cursor.at;
    const tag = size(cursor);
    const value = valueIn(cursor, tag & 7);
    if (tag >>> 3 === 0) throw new RangeError('no message');
    fields.push({ number: tag >>> 3, value, raw: message.subarray(start, cursor.at) });
  }
  return fields;
}

/**
 * The same without making a field of each, of which an attribute may hold millions: the number, and where the value begins and
 * ends. Of what has a length these are the bytes after it.
 */
export function scan(message: Uint8Array, visit: (number: number, start: number, end: number) => void): void {
  const cursor: Cursor = { bytes: message, at: 0 };
  while (cursor.at < message.length) {
    const tag = size(cursor);
    if (tag >>> 3 === 0) throw new RangeError('no message');
    const length = lengthIn(cursor, tag & 7);
    const start = cursor.at;
    cursor.at += length;
    if (cursor.at > message.length) throw new RangeError('a message that ends too early');
    visit(tag >>> 3, start, cursor.at);
  }
}

/** Bytes of a value at the cursor, which is moved past its length if it has one. */
function lengthIn(cursor: Cursor, wireType: number): number {
  switch (wireType) {
    case 0: {
      const { at } = cursor;
      size(cursor);
      const length = cursor.at - at;
      cursor.at = at;
      return length;
    }
    case 1:
      return 8;
    case 2:
      return size(cursor);
    case 5:
      return 4;
    default:
      throw new RangeError(`no wire type ${wireType}`);
  }
}

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

function valueIn(cursor: Cursor, wireType: number): bigint | Uint8Array {
  switch (wireType) {
    case 0:
      return varint(cursor);
    case 1:
      return take(cursor, 8);
    case 2:
      return take(cursor, size(cursor));
    case 5:
      return take(cursor, 4);
    default:
      throw new RangeError(`no wire type ${wireType}`);
  }
}

function take(cursor: Cursor, length: number): Uint8Array {
  const start = cursor.at;
  cursor.at += length;
  if (cursor.at > cursor.bytes.length) throw new RangeError('a message that ends too early');
  return cursor.bytes.subarray(start, cursor.at);
}

/** A tag or a length: 32 bits, unsigned. */
function size(cursor: Cursor): number {
  let value = 0;
  for (let shift = 0; shift < 70; shift += 7) {
    const byte = byteAt(cursor);
    if (shift < 32) value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return value >>> 0;
  }
  throw new RangeError('a number of more than 64 bits');
}

function byteAt(cursor: Cursor): number {
  const byte = cursor.bytes[cursor.at];
  if (byte === undefined) throw new RangeError('a number that does not end');
  cursor.at += 1;
  return byte;
}

/** Signed, as int64 is. */
function varint(cursor: Cursor): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = byteAt(cursor);
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return BigInt.asIntN(64, value);
  }
  throw new RangeError('a number of more than 64 bits');
}

export function textOf({ value }: Field): string {
  if (typeof value === 'bigint') throw new RangeError('a number where a text should be');
  return new TextDecoder().decode(value);
}

export function numberOf({ value }: Field): bigint {
  if (typeof value !== 'bigint') throw new RangeError('bytes where a number should be');
  return value;
}

/** One whole number, or many that are packed. */
export function integersOf({ value }: Field): bigint[] {
  if (typeof value === 'bigint') return [value];
  const cursor: Cursor = { bytes: value, at: 0 };
  const numbers: bigint[] = [];
  while (cursor.at < value.length) numbers.push(varint(cursor));
  return numbers;
}

/** One float, or many that are packed, each of so many bytes. */
export function floatsOf({ value }: Field, size: 4 | 8): number[] {
  if (typeof value === 'bigint') throw new RangeError('a whole number where a float should be');
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  const read = size === 4 ? (at: number) => view.getFloat32(at, true) : (at: number) => view.getFloat64(at, true);
  return Array.from({ length: Math.floor(value.length / size) }, (_, index) => read(index * size));
}

/** A field of a message, of messages or bytes, as it is written. */
export function field(number: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([written((number << 3) | 2), written(content.length), content]);
}

export function written(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value >>> 0;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Uint8Array.from([...bytes, rest]);
}
