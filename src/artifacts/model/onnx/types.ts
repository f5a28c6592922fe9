/** Types of tensors (TensorProto.DataType): how they are called, and how JSON becomes one. */

export interface ElementType {
  /** As `Tensor` of the runtime calls it, and people do. */
  readonly name:
    | 'float32'
    | 'float64'
    | 'int64'
    | 'int32'
    | 'int16'
    | 'int8'
    | 'uint64'
    | 'uint32'
    | 'uint16'
    | 'uint8'
    | 'bool'
    | 'string';
  /** Room for so many elements. */
  readonly room: (length: number) => Cells;
  /** What a value of a document becomes; undefined for what is none of this type. */
  readonly from: (value: unknown) => Cell | undefined;
  /** What stands for a missing one, where the type has such a thing. */
  readonly nothing?: number;
}

export type Cell = number | bigint | string;
/** Room for cells: a typed array, or texts. Cells that a type's `from` made fit in. */
export type Cells = Cell[];

/** By their number. */
export const elementTypes: ReadonlyMap<number, ElementType> = new Map<number, ElementType>([
  [1, { name: 'float32', room: roomOf(Float32Array), from: toFloat, nothing: Number.NaN }],
  [11, { name: 'float64', room: roomOf(Float64Array), from: toFloat, nothing: Number.NaN }],
  [7, { name: 'int64', room: roomOf(BigInt64Array), from: toBigInt(-(2n ** 63n), 2n ** 63n - 1n) }],
  [13, { name: 'uint64', room: roomOf(BigUint64Array), from: toBigInt(0n, 2n ** 64n - 1n) }],
  [6, { name: 'int32', room: roomOf(Int32Array), from: toInteger(-(2 ** 31), 2 ** 31 - 1) }],
  [12, { name: 'uint32', room: roomOf(Uint32Array), from: toInteger(0, 2 ** 32 - 1) }],
  [5, { name: 'int16', room: roomOf(Int16Array), from: toInteger(-(2 ** 15), 2 ** 15 - 1) }],
  [4, { name: 'uint16', room: roomOf(Uint16Array), from: toInteger(0, 2 ** 16 - 1) }],
  [3, { name: 'int8', room: roomOf(Int8Array), from: toInteger(-128, 127) }],
  [2, { name: 'uint8', room: roomOf(Uint8Array), from: toInteger(0, 255) }],
  [9, { name: 'bool', room: roomOf(Uint8Array), from: toInteger(0, 1) }],
  [8, { name: 'string', room: (length) => Array<string>(length).fill(''), from: toText }],
]);

/** Typed arrays take what their type holds, which no type of TypeScript says of all of them together. */
function roomOf(array: new (length: number) => unknown): (length: number) => Cells {
  return (length) => new array(length) as Cells;
}

export function toFloat(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'bigint' ? Number(value) : undefined;
}

function toInteger(least: number, most: number): (value: unknown) => number | undefined {
  return (value) => {
    const number = toFloat(value);
    return number !== undefined && Number.isInteger(number) && number >= least && number <= most ? number : undefined;
  };
}

function toBigInt(least: bigint, most: bigint): (value: unknown) => bigint | undefined {
  return (value) => {
    const number = typeof value === 'bigint' ? value : toFloat(value);
    if (number === undefined || (typeof number === 'number' && !Number.isInteger(number))) return undefined;
    const integer = BigInt(number);
    return integer >= least && integer <= most ? integer : undefined;
  };
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
