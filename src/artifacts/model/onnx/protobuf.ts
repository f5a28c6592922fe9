/** Messages of Protocol Buffers as they are on the wire (https://protobuf.dev/programming-guides/encoding/). */
import protobuf from 'protobufjs/minimal.js';

export interface Field {
  readonly number: number;
  /** A number, or what has a length: texts, messages, packed numbers; fixed-size numbers as their bytes. */
  readonly value: bigint | Uint8Array;
  /** With its tag and its length, as it stands in the message. */
  readonly raw: Uint8Array;
}

/** The fields of a message in their order. Throws for what is none, and for what ends too early. */
export function fieldsOf(message: Uint8Array): Field[] {
  const reader = protobuf.Reader.create(message);
  const fields: Field[] = [];
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const tag = reader.uint32();
    const value = valueIn(reader, tag & 7, message);
    if (reader.pos > reader.len || tag >>> 3 === 0) throw new RangeError('no message');
    fields.push({ number: tag >>> 3, value, raw: message.subarray(start, reader.pos) });
  }
  return fields;
}

function valueIn(reader: protobuf.Reader, wireType: number, message: Uint8Array): bigint | Uint8Array {
  const start = reader.pos;
  switch (wireType) {
    case 0:
      return varint(reader);
    case 1:
      reader.skip(8);
      return message.subarray(start, reader.pos);
    case 2: {
      const length = reader.uint32();
      const from = reader.pos;
      reader.skip(length);
      return message.subarray(from, reader.pos);
    }
    case 5:
      reader.skip(4);
      return message.subarray(start, reader.pos);
    default:
      throw new RangeError(`no wire type ${wireType}`);
  }
}

/** Signed, as int64 is; without the package that the library would want for that. */
function varint(reader: protobuf.Reader): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = reader.buf[reader.pos];
    if (byte === undefined || reader.pos >= reader.len) throw new RangeError('a number that does not end');
    reader.pos += 1;
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
  const reader = protobuf.Reader.create(value);
  const numbers: bigint[] = [];
  while (reader.pos < reader.len) numbers.push(varint(reader));
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
  return protobuf.Writer.create()
    .uint32((number << 3) | 2)
    .bytes(content)
    .finish();
}
