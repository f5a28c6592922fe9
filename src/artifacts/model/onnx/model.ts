/**
 * What an ONNX file says of itself, read from its protobuf without a generated decoder: inputs and outputs, operators with
 * their attributes, weights. Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
import { ArtifactError } from '../../../errors.ts';
import { type Field, fieldsOf, floatsOf, integersOf, numberOf, scan, textOf } from './protobuf.ts';

export interface Model {
  /** Versions of operator sets by their domain; `ai.onnx` is the usual one. */
  readonly opsets: ReadonlyMap<string, number>;
  readonly graph: Graph;
  /** Of the functions that the file defines. */
  readonly functions: readonly Node[];
  /** All that stands beside these and describes nothing: functions, as bytes. */
  readonly rest: Uint8Array;
}

export interface Graph {
  readonly nodes: readonly Node[];
  readonly initializers: readonly Tensor[];
  /** Without those that initializers fill. */
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  /** All that stands beside these and describes nothing: sparse weights, as bytes. */
  readonly rest: Uint8Array;
}

export interface Node {
  readonly name: string;
  /** With its domain, unless that is the usual one: `ai.onnx.ml.ZipMap`. */
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: readonly Attribute[];
}

export interface Attribute {
  readonly name: string;
  /** Numbers or texts; undefined for tensors and graphs, of which `bytes` alone tell whether they are the same. */
  readonly values: () => readonly (number | string | bigint)[] | undefined;
  /** Everything but its comment. */
  readonly bytes: () => Uint8Array;
  /** The message as it is in the file, for lists that are too long to make fields of. Undefined where `values` gives none. */
  readonly plain: Uint8Array | undefined;
  readonly tensors: readonly Tensor[];
  readonly graphs: readonly Graph[];
}

export interface Tensor {
  readonly name: string;
  /** Number of TensorProto.DataType. */
  readonly type: number;
  readonly shape: readonly number[];
  /** Everything but name and comment. */
  readonly bytes: Uint8Array;
  /** Numbers of float32 and float64; undefined for other types. */
  readonly numbers: () => readonly number[] | undefined;
  /** Path of the file that holds its data, relative to the model's; undefined where it holds them itself. */
  readonly location: string | undefined;
}

export interface Value {
  readonly name: string;
  /** Number of TensorProto.DataType; undefined for what is no tensor. */
  readonly type: number | undefined;
  /** `undefined` where any size will do, as of the number of records; all of it undefined where nothing is said of the shape. */
  readonly shape: readonly (number | undefined)[] | undefined;
}

/** Subgraphs in subgraphs; as many as protobuf's own readers follow. */
const MOST_LEVELS = 30;

/** Throws ArtifactError for what is no ONNX model. */
export function readModel(content: Uint8Array, file: string): Model {
  let cause: unknown;
  try {
    const fields = fieldsOf(content);
    const graph = fields.findLast(({ number }) => number === 7);
    const opsets = fields.filter(({ number }) => number === 8).map(readOpset);
    const functions = fields.filter(({ number }) => number === 25).flatMap((field) => readFunction(bytesOf(field)));
    const rest = without(fields, OF_MODEL);
    if (graph && opsets.length > 0)
      return { opsets: new Map(opsets), graph: readGraph(bytesOf(graph), 0), functions, rest };
  } catch (error) {
    cause = error;
  }
  throw notOnnx(content, file, cause);
}

function notOnnx(content: Uint8Array, file: string, cause: unknown): ArtifactError {
  const found = describe(content);
  const message = 'not an ONNX model, or not all of one';
  return new ArtifactError([{ file, message, found, expected: 'an ONNX file (ModelProto)' }], { cause });
}

function describe(content: Uint8Array): string {
  if (content.length === 0) return 'an empty file';
  const start = Buffer.from(content.subarray(0, 40)).toString('latin1');
  if (start.startsWith('version https://git-lfs')) return 'a Git LFS pointer';
  if (start.startsWith('PK')) return 'a zip archive';
  const count = `${content.length.toLocaleString('en')} bytes`;
  return /^[\x20-\x7e\s]+$/.test(start) ? `${count} of text` : count;
}

function readOpset(field: Field): [string, number] {
  const fields = fieldsOf(bytesOf(field));
  return [textAt(fields, 1) || 'ai.onnx', Number(numberAt(fields, 2))];
}

/** ModelProto: the version of the format, who made it and when, its graph, operator sets, what it says of itself. */
const OF_MODEL: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 7, 8, 14]);
/** GraphProto: what is read below, its name, and what is said of it and of its values. */
const OF_GRAPH: ReadonlySet<number> = new Set([1, 2, 5, 10, 11, 12, 13, 14, 16]);

function without(fields: readonly Field[], numbers: ReadonlySet<number>): Uint8Array {
  return Buffer.concat(fields.filter(({ number }) => !numbers.has(number)).map(({ raw }) => raw));
}

/** FunctionProto. */
function readFunction(content: Uint8Array): Node[] {
  return fieldsOf(content).flatMap((field) => (field.number === 7 ? [readNode(bytesOf(field), 0)] : []));
}

function readGraph(content: Uint8Array, level: number): Graph {
  if (level > MOST_LEVELS) throw new RangeError('graphs nested too deeply');
  const fields = fieldsOf(content);
  const each = <T>(number: number, read: (content: Uint8Array) => T): T[] =>
    fields.filter((field) => field.number === number).map((field) => read(bytesOf(field)));
  const initializers = each(5, readTensor);
  const filled = new Set(initializers.map(({ name }) => name));
  return {
    nodes: each(1, (node) => readNode(node, level)),
    initializers,
    inputs: each(11, readValue).filter(({ name }) => !filled.has(name)),
    outputs: each(12, readValue),
    rest: without(fields, OF_GRAPH),
  };
}

function readNode(content: Uint8Array, level: number): Node {
  const fields = fieldsOf(content);
  const domain = textAt(fields, 7);
  // Which of several functions of one name is meant.
  const overload = textAt(fields, 8);
  const operator = textAt(fields, 4) + (overload === '' ? '' : `:${overload}`);
  return {
    name: textAt(fields, 3),
    operator: domain === '' || domain === 'ai.onnx' ? operator : `${domain}.${operator}`,
    inputs: textsAt(fields, 1),
    outputs: textsAt(fields, 2),
    attributes: fields.filter(({ number }) => number === 5).map((field) => readAttribute(bytesOf(field), level)),
  };
}

/** AttributeProto: tensors, graphs and types, one or a list of each. */
const NO_PLAIN = new Set([5, 6, 10, 11, 14, 15, 22, 23]);
const TENSORS = [5, 10];
const GRAPHS = [6, 11];

/** Fields are made only of what is no list of numbers or texts: trees are such lists, of millions. */
function readAttribute(content: Uint8Array, level: number): Attribute {
  let name = '';
  const inner: Field[] = [];
  scan(content, (number, start, end) => {
    const value = content.subarray(start, end);
    if (number === 1) name = new TextDecoder().decode(value);
    if (NO_PLAIN.has(number)) inner.push({ number, value, raw: value });
  });
  const each = (numbers: readonly number[]) => inner.filter(({ number }) => numbers.includes(number));
  const isPlain = inner.length === 0;
  const values = () => {
    const fields = fieldsOf(content);
    const all = (...numbers: number[]) => fields.filter(({ number }) => numbers.includes(number));
    const floats = all(2, 7).flatMap((field) => floatsOf(field, 4));
    return [...floats, ...all(3, 8).flatMap(integersOf), ...all(4, 9).map(textOf)];
  };
  return {
    name,
    values: () => (isPlain ? values() : undefined),
    bytes: () => withoutComment(content),
    plain: isPlain ? content : undefined,
    tensors: each(TENSORS).map((field) => readTensor(bytesOf(field))),
    graphs: each(GRAPHS).map((field) => readGraph(bytesOf(field), level + 1)),
  };
}

function withoutComment(content: Uint8Array): Uint8Array {
  let isCommented = false;
  scan(content, (number) => {
    isCommented ||= number === 13;
  });
  if (!isCommented) return content;
  return Buffer.concat(fieldsOf(content).flatMap(({ number, raw }) => (number === 13 ? [] : [raw])));
}

function readTensor(content: Uint8Array): Tensor {
  const fields = fieldsOf(content);
  const type = Number(numberAt(fields, 2));
  const entries = fields.filter(({ number }) => number === 13).map((field) => fieldsOf(bytesOf(field)));
  const isExternal = numberAt(fields, 14) === 1n;
  const location = entries.find((entry) => textAt(entry, 1) === 'location');
  return {
    name: textAt(fields, 8),
    type,
    shape: fields.filter(({ number }) => number === 1).flatMap((field) => integersOf(field).map(Number)),
    bytes: Buffer.concat(fields.filter(({ number }) => number !== 8 && number !== 12).map(({ raw }) => raw)),
    numbers: () => numbersIn(fields, type),
    location: isExternal ? (location ? textAt(location, 2) : '') : undefined,
  };
}

function numbersIn(fields: readonly Field[], type: number): ReturnType<Tensor['numbers']> {
  const raw = fields.findLast(({ number }) => number === 9);
  if (type !== FLOAT && type !== DOUBLE) return undefined;
  const size = type === FLOAT ? 4 : 8;
  if (raw) return floatsOf(raw, size);
  return fields.filter(({ number }) => number === (type === FLOAT ? 4 : 10)).flatMap((field) => floatsOf(field, size));
}

const FLOAT = 1;
const DOUBLE = 11;

function readValue(content: Uint8Array): Value {
  const fields = fieldsOf(content);
  const type = nested(fields, 2);
  const tensor = type && nested(type, 1);
  const shape = tensor && nested(tensor, 2);
  const sizes = shape?.filter(({ number }) => number === 1).map((dimension) => fieldsOf(bytesOf(dimension)));
  return {
    name: textAt(fields, 1),
    type: tensor && Number(numberAt(tensor, 1)),
    shape: sizes?.map((size) => (size.some(({ number }) => number === 1) ? Number(numberAt(size, 1)) : undefined)),
  };
}

function nested(fields: readonly Field[], wanted: number): Field[] | undefined {
  const field = fields.findLast(({ number }) => number === wanted);
  return field && fieldsOf(bytesOf(field));
}

export function bytesOf({ value }: Field): Uint8Array {
  if (typeof value === 'bigint') throw new RangeError('a number where a message should be');
  return value;
}

function textAt(fields: readonly Field[], wanted: number): string {
  const field = fields.findLast(({ number }) => number === wanted);
  return field ? textOf(field) : '';
}

function textsAt(fields: readonly Field[], wanted: number): string[] {
  return fields.filter(({ number }) => number === wanted).map(textOf);
}

function numberAt(fields: readonly Field[], wanted: number): bigint {
  const field = fields.findLast(({ number }) => number === wanted);
  return field ? numberOf(field) : 0n;
}
