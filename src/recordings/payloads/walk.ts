/**
 * Whether some bytes are one whole message of an Avro schema. The library believes what a message says of its own length, so a
 * message that was cut short, or is of another schema, could keep it busy for ever: it is gone through before.
 */
import type { Type } from 'avsc';

type Avsc = typeof import('avsc');

/** Where a value that begins at a place ends; throws CutShort, or RangeError where it nests deeper than the stack. */
export type Walk = (bytes: Buffer, at: number) => number;

export class CutShort extends Error {}

/** Items that take no bytes could be any number. */
const MOST_EMPTY = 1_000_000;

/** @param type made without logical types, with wrapped unions */
export function walkOf(avsc: Avsc, type: Type): Walk {
  const { ArrayType, BooleanType, BytesType, DoubleType, EnumType, FixedType, FloatType, IntType, LongType, MapType } =
    avsc.types;
  const { NullType, RecordType, StringType, WrappedUnionType } = avsc.types;
  const known = new Map<Type, Walk>();
  return of(type);

  /** A type may hold itself. */
  function of(one: Type): Walk {
    const found = known.get(one);
    if (found) return found;
    let made: Walk | undefined;
    known.set(one, (bytes, at) => (made ? made(bytes, at) : at));
    made = make(one);
    known.set(one, made);
    return made;
  }

  function make(one: Type): Walk {
    if (one instanceof NullType) return (_, at) => at;
    if (one instanceof BooleanType) return (bytes, at) => within(bytes, at, 1);
    if (one instanceof IntType || one instanceof LongType) return (bytes, at) => longAt(bytes, at)[1];
    if (one instanceof FloatType) return (bytes, at) => within(bytes, at, 4);
    if (one instanceof DoubleType) return (bytes, at) => within(bytes, at, 8);
    if (one instanceof BytesType || one instanceof StringType) return textAt;
    if (one instanceof FixedType) return (bytes, at) => within(bytes, at, one.size);
    if (one instanceof EnumType) return (bytes, at) => chosen(bytes, at, one.symbols.length)[1];
    if (one instanceof RecordType) {
      const fields = one.fields.map((field) => of(field.type));
      return (bytes, at) => fields.reduce((place, walk) => walk(bytes, place), at);
    }
    if (one instanceof WrappedUnionType) {
      const branches = one.types.map(of);
      return (bytes, at) => {
        const [branch, place] = chosen(bytes, at, branches.length);
        return branches[branch]?.(bytes, place) ?? place;
      };
    }
    if (one instanceof ArrayType) return blocksOf(of(one.itemsType));
    if (one instanceof MapType) {
      const value = of(one.valuesType);
      return blocksOf((bytes, at) => value(bytes, textAt(bytes, at)));
    }
    throw new Error(`a type of Avro that is not known: ${one.typeName}`);
  }
}

function blocksOf(item: Walk): Walk {
  return (bytes, start) => {
    let empty = 0;
    for (let at = start; ; ) {
      let [count, place] = longAt(bytes, at);
      if (count === 0) return place;
      // A negative count says that the block's size in bytes follows.
      if (count < 0) [count, place] = [-count, longAt(bytes, place)[1]];
      for (at = place; count > 0; count -= 1) {
        const next = item(bytes, at);
        if (next === at && ++empty > MOST_EMPTY) throw new CutShort();
        at = next;
      }
    }
  };
}

function textAt(bytes: Buffer, at: number): number {
  const [length, place] = longAt(bytes, at);
  if (length < 0) throw new CutShort();
  return within(bytes, place, length);
}

function chosen(bytes: Buffer, at: number, of: number): [index: number, end: number] {
  const [index, place] = longAt(bytes, at);
  if (index < 0 || index >= of) throw new CutShort();
  return [index, place];
}

function within(bytes: Buffer, at: number, length: number): number {
  if (at + length > bytes.length) throw new CutShort();
  return at + length;
}

/** Zigzag, seven bits a byte; beyond 2^53 no longer exact, which no length is. */
function longAt(bytes: Buffer, start: number): [value: number, end: number] {
  let [value, factor] = [0, 1];
  for (let at = start; at < start + 10; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) throw new CutShort();
    value += (byte & 0x7f) * factor;
    factor *= 128;
    if (byte < 128) return [value % 2 === 0 ? value / 2 : -(value + 1) / 2, at + 1];
  }
  throw new CutShort();
}
