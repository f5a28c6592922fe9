/** Avro's values as JSON: what avsc decodes, in the form that records have in every format. */
import type { Schema, Type } from 'avsc';
import { isObject } from '../../../document/is-object.ts';
import { fromBigint } from '../../exact-integer.ts';

type Avsc = typeof import('avsc');

export interface Decoder {
  /** The next record at a place, and where it ends; throws, or ends before the beginning, where there is none. */
  decode(bytes: Buffer, at: number): { readonly value: unknown; readonly offset: number };
  /** As JSON. */
  toRecord(value: unknown): unknown;
}

/**
 * Throws where the schema is none.
 * @param columns members of a record that are wanted; all where it does not say
 */
export function decoderOf(avsc: Avsc, schema: unknown, columns?: readonly string[]): Decoder {
  const long = longType(avsc);
  const options = {
    wrapUnions: true,
    registry: { long },
    // With attributes beside it the library takes its own.
    typeHook: (part: unknown) => (isObject(part) && part.type === 'long' ? long : undefined),
    logicalTypes: { decimal: decimalType(avsc) },
  };
  const type = avsc.Type.forSchema(schema as Schema, options);
  return { decode: (bytes, at) => type.decode(bytes, at), toRecord: converterOf(avsc, type, columns) };
}

type Convert = (value: unknown) => unknown;
type Members = Readonly<Record<string, unknown>>;

function converterOf(avsc: Avsc, whole: Type, columns?: readonly string[]): Convert {
  const { ArrayType, FixedType, BytesType, MapType, RecordType, WrappedUnionType } = avsc.types;
  const known = new Map<Type, Convert>();
  return of(whole, columns);

  /** A type may hold itself. */
  function of(type: Type, wanted?: readonly string[]): Convert {
    const found = known.get(type);
    if (found) return found;
    let made: Convert | undefined;
    known.set(type, (value) => (made ? made(value) : value));
    made = make(type, wanted);
    known.set(type, made);
    return made;
  }

  function make(type: Type, wanted?: readonly string[]): Convert {
    if (type instanceof RecordType) {
      const fields = type.fields
        .filter(({ name }) => wanted?.includes(name) ?? true)
        .map((field) => ({ name: field.name, convert: of(field.type) }));
      return (value) => {
        const record: Record<string, unknown> = {};
        for (const { name, convert } of fields) record[name] = convert((value as Members)[name]);
        return record;
      };
    }
    if (type instanceof ArrayType) {
      const convert = of(type.itemsType);
      return (value) => (value as readonly unknown[]).map(convert);
    }
    if (type instanceof MapType) {
      const convert = of(type.valuesType);
      return (value) => Object.fromEntries(Object.entries(value as Members).map(([key, item]) => [key, convert(item)]));
    }
    if (type instanceof WrappedUnionType) {
      const branches = new Map(type.types.map((branch) => [branch.branchName, of(branch)]));
      return (value) => {
        if (value === null) return null;
        const [[name = '', inner] = []] = Object.entries(value as Members);
        return branches.get(name)?.(inner);
      };
    }
    // As Avro's own JSON has them: a character for each byte.
    if (type instanceof BytesType || type instanceof FixedType) return (value) => (value as Buffer).toString('latin1');
    return (value) => value;
  }
}

/** Exact beyond 2^53, too. */
function longType(avsc: Avsc): Type {
  const refuse = (): never => {
    throw new Error('only read');
  };
  return avsc.types.LongType.__with({
    fromBuffer: (bytes: Buffer) => fromBigint(bytes.readBigInt64LE()),
    toBuffer: (value: number | bigint) => {
      const bytes = Buffer.alloc(8);
      bytes.writeBigInt64LE(BigInt(value));
      return bytes;
    },
    fromJSON: (value: unknown) => value,
    toJSON: (value: unknown) => value,
    isValid: (value: unknown) => typeof value === 'bigint' || Number.isInteger(value),
    compare: refuse,
  });
}

/** Numbers where a double holds them, else their digits, as in Parquet. */
function decimalType(avsc: Avsc) {
  return class extends avsc.types.LogicalType {
    readonly #scale: number;

    constructor(schema: Schema, options?: unknown) {
      super(schema, options);
      const scale: unknown = typeof schema === 'object' && 'scale' in schema ? schema.scale : undefined;
      this.#scale = typeof scale === 'number' ? scale : 0;
    }

    override _fromValue(bytes: Buffer): number | bigint | string {
      const unscaled = bytes.length === 0 ? 0n : BigInt.asIntN(8 * bytes.length, BigInt(`0x${bytes.toString('hex')}`));
      const number = Number(unscaled);
      if (Number.isSafeInteger(number) && this.#scale <= 22) return number / 10 ** this.#scale;
      const unit = 10n ** BigInt(this.#scale);
      if (unscaled % unit === 0n) return fromBigint(unscaled / unit);
      const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(this.#scale + 1, '0');
      return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -this.#scale)}.${digits.slice(-this.#scale)}`;
    }

    override _toValue(value: unknown): unknown {
      return value;
    }
  };
}
