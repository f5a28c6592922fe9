/**
 * Reads what a Parquet file says of itself: `FileMetaData` of
 * https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
 */
import { COUNTS_WITHIN } from '../chunks.ts';
import { BINARY, FALSE, I32, I64, LIST, STRUCT, type ThriftWalk, TRUE } from '../thrift.ts';
import { NotUnderstood } from './not-understood.ts';

export interface Metadata {
  readonly schema: readonly Element[];
  readonly groups: readonly RowGroup[];
}

/** A node of the schema, which is a list of all nodes, each before its children. */
export interface Element {
  type?: number;
  typeLength?: number;
  repetition?: number;
  name: string;
  children: number;
  converted?: number;
  scale?: number;
  precision?: number;
  logical?: Logical;
}

/** @see Element. `kind` is the number of the union's member. */
export interface Logical {
  kind: number;
  /** Of times: 1 milliseconds, 2 microseconds, 3 nanoseconds. */
  unit?: number;
  isUtc?: boolean;
}

export interface RowGroup {
  readonly rows: number;
  readonly chunks: readonly Chunk[];
}

/** A column's part of a row group. */
export interface Chunk {
  readonly type: number;
  readonly encodings: readonly number[];
  readonly path: readonly string[];
  readonly codec: number;
  /** Entries, those without a value among them. */
  readonly entries: number;
  readonly unpacked: number;
  readonly packed: number;
  readonly dataAt: number;
  readonly dictionaryAt: number | undefined;
  /** How many have no value; undefined where it does not say, or may be wrong. */
  readonly nulls: number | undefined;
}

/** Throws NotUnderstood, or NoThrift. */
export function readMetadata(walk: ThriftWalk): Metadata {
  const schema: Element[] = [];
  const groups: RowGroup[] = [];
  let writer = '';
  walk.struct((field, type) => {
    if (field === 2 && type === LIST) readSchema(walk, schema);
    else if (field === 4 && type === LIST) readGroups(walk, groups);
    else if (field === 6 && type === BINARY) writer = text(walk.bytes());
    else if (field === 8) throw new NotUnderstood('it is encrypted');
    else return false;
    return true;
  });
  return { schema, groups: new RegExp(COUNTS_WITHIN).test(writer) ? groups : groups.map(withoutCounts) };
}

function withoutCounts({ rows, chunks }: RowGroup): RowGroup {
  return { rows, chunks: chunks.map((chunk) => (chunk.path.length > 1 ? { ...chunk, nulls: undefined } : chunk)) };
}

function readSchema(walk: ThriftWalk, schema: Element[]): void {
  let own: Element = { name: '', children: 0 };
  walk.structs(
    (field, type) => {
      if (field === 4 && type === BINARY) own.name = text(walk.bytes());
      else if (field === 10 && type === STRUCT) own.logical = readLogical(walk);
      else if (type !== I32) return false;
      else if (field === 1) own.type = walk.integer();
      else if (field === 2) own.typeLength = walk.integer();
      else if (field === 3) own.repetition = walk.integer();
      else if (field === 5) own.children = walk.integer();
      else if (field === 6) own.converted = walk.integer();
      else if (field === 7) own.scale = walk.integer();
      else if (field === 8) own.precision = walk.integer();
      else return false;
      return true;
    },
    () => {
      schema.push(own);
      own = { name: '', children: 0 };
    },
  );
}

/** Kinds of `LogicalType` that are times have an order of their own: whether they are in UTC, then the unit. */
const [TIME, TIMESTAMP] = [7, 8];

function readLogical(walk: ThriftWalk): Logical {
  const logical: Logical = { kind: 0 };
  walk.struct((kind, type) => {
    logical.kind = kind;
    if ((kind !== TIME && kind !== TIMESTAMP) || type !== STRUCT) return false;
    walk.struct((field, own) => {
      if (field === 1 && (own === TRUE || own === FALSE)) {
        logical.isUtc = own === TRUE;
        return true;
      }
      if (field !== 2 || own !== STRUCT) return false;
      walk.struct((unit) => {
        logical.unit = unit;
        return false;
      });
      return true;
    });
    return true;
  });
  return logical;
}

function readGroups(walk: ThriftWalk, groups: RowGroup[]): void {
  let rows = Number.NaN;
  let chunks: Chunk[] = [];
  walk.structs(
    (field, type) => {
      if (field === 1 && type === LIST) readChunks(walk, chunks);
      else if (field === 3 && type === I64) rows = walk.integer();
      else return false;
      return true;
    },
    () => {
      groups.push({ rows, chunks });
      rows = Number.NaN;
      chunks = [];
    },
  );
}

function readChunks(walk: ThriftWalk, chunks: Chunk[]): void {
  let own: Chunk | undefined;
  walk.structs(
    (field, type) => {
      if (field === 1) throw new NotUnderstood('it lies in several files');
      if (field === 8 || field === 9) throw new NotUnderstood('it is encrypted');
      if (field !== 3 || type !== STRUCT) return false;
      own = readChunk(walk);
      return true;
    },
    () => {
      if (!own) throw new NotUnderstood('a column without a description');
      chunks.push(own);
      own = undefined;
    },
  );
}

function readChunk(walk: ThriftWalk): Chunk {
  const path: string[] = [];
  const encodings: number[] = [];
  const numbers = new Map<number, number>();
  let nulls: number | undefined;
  walk.struct((field, type) => {
    if (field === 2 && type === LIST) walk.list(() => encodings.push(walk.integer()));
    else if (field === 3 && type === LIST) walk.list(() => path.push(text(walk.bytes())));
    else if (field === 12 && type === STRUCT)
      walk.struct((own, ownType) => {
        if (own !== 3 || ownType !== I64) return false;
        nulls = walk.integer();
        return true;
      });
    else if (type === I32 || type === I64) numbers.set(field, walk.integer());
    else return false;
    return true;
  });
  const number = (field: number): number => {
    const found = numbers.get(field);
    if (found === undefined || found < 0) throw new NotUnderstood('a column that is not described as a whole');
    return found;
  };
  return {
    ...{ type: number(1), encodings, path, codec: number(4), entries: number(5) },
    ...{ unpacked: number(6), packed: number(7), dataAt: number(9), dictionaryAt: numbers.get(11), nulls },
  };
}

function text(bytes: Uint8Array): string {
  const found = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  if (found.includes('\ufffd')) throw new NotUnderstood('a name that is no UTF-8');
  return found;
}
