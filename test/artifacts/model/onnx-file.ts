/** Writes ONNX files by hand (ModelProto), for tests and benchmarks. */
import protobuf from 'protobufjs/minimal.js';

export interface NodeOf {
  /** With its domain, unless that is the usual one: `ai.onnx.ml.ZipMap`. */
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
}

/** One or a list of whole numbers, of texts, of float32; doubles make a tensor. */
export type AttributeValue = number | string | readonly number[] | readonly string[] | Float32Array | Float64Array;

export interface ValueOf {
  readonly name: string;
  /** Number of TensorProto.DataType; float32 by default. */
  readonly type?: number;
  /** `undefined` where any size will do. */
  readonly shape: readonly (number | undefined)[];
}

export interface FileOf {
  readonly nodes: readonly NodeOf[];
  readonly inputs: readonly ValueOf[];
  readonly outputs: readonly ValueOf[];
  /** Of ai.onnx.ml; 3 by default. */
  readonly version?: number;
  /** Functions of the domain `own`. */
  readonly functions?: readonly FunctionOf[];
}

export interface FunctionOf {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly nodes: readonly NodeOf[];
}

export function onnxFile({ nodes, inputs, outputs, version = 3, functions = [] }: FileOf): Uint8Array {
  const graph = message([
    ...nodes.map((node) => part(1, nodeProto(node))),
    text(2, 'by hand'),
    ...inputs.map((input) => part(11, valueProto(input))),
    ...outputs.map((output) => part(12, valueProto(output))),
  ]);
  const opsets = [['', 15], ['ai.onnx.ml', version], ...(functions.length > 0 ? [['own', 1] as const] : [])] as const;
  return message([
    whole(1, 8),
    part(7, graph),
    ...opsets.map(([domain, number]) => part(8, message([text(1, domain), whole(2, number)]))),
    ...functions.map((own) => part(25, functionProto(own))),
  ]);
}

type Write = (writer: protobuf.Writer) => unknown;

function message(parts: readonly Write[]): Uint8Array {
  const writer = protobuf.Writer.create();
  for (const write of parts) write(writer);
  return writer.finish();
}

function part(number: number, content: Uint8Array): Write {
  return (writer) => writer.uint32((number << 3) | 2).bytes(content);
}

function text(number: number, content: string): Write {
  return (writer) => writer.uint32((number << 3) | 2).string(content);
}

function whole(number: number, value: number): Write {
  return (writer) => writer.uint32((number << 3) | 0).int64(value);
}

/** FunctionProto. */
function functionProto({ name, inputs, outputs, nodes }: FunctionOf): Uint8Array {
  return message([
    text(1, name),
    ...inputs.map((input) => text(4, input)),
    ...outputs.map((output) => text(5, output)),
    ...nodes.map((node) => part(7, nodeProto(node))),
    part(9, message([text(1, ''), whole(2, 15)])),
    text(10, 'own'),
  ]);
}

function nodeProto({ operator, inputs, outputs, attributes = {} }: NodeOf): Uint8Array {
  const dot = operator.lastIndexOf('.');
  return message([
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, operator.slice(dot + 1)),
    ...Object.entries(attributes).map(([name, value]) => part(5, attributeProto(name, value))),
    ...(dot === -1 ? [] : [text(7, operator.slice(0, dot))]),
  ]);
}

/** https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, AttributeProto: the last field says which of the others counts. */
function attributeProto(name: string, value: AttributeValue): Uint8Array {
  const one = (type: number, writes: readonly Write[]) => message([text(1, name), ...writes, whole(20, type)]);
  if (typeof value === 'number') return one(2, [whole(3, value)]);
  if (typeof value === 'string') return one(3, [text(4, value)]);
  if (value instanceof Float32Array)
    return one(
      6,
      Array.from(
        value,
        (item): Write =>
          (writer) =>
            writer.uint32((7 << 3) | 5).float(item),
      ),
    );
  if (value instanceof Float64Array) return one(4, [part(5, doubles(value))]);
  if (typeof value[0] === 'string')
    return one(
      8,
      value.map((item) => text(9, String(item))),
    );
  return one(
    7,
    value.map((item) => whole(8, Number(item))),
  );
}

/** A TensorProto. */
function doubles(values: Float64Array): Uint8Array {
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return message([whole(1, values.length), whole(2, 11), part(9, raw)]);
}

function valueProto({ name, type = 1, shape }: ValueOf): Uint8Array {
  const sizes = shape.map((size) => message(size === undefined ? [text(2, 'N')] : [whole(1, size)]));
  const tensor = message([whole(1, type), part(2, message(sizes.map((size) => part(1, size))))]);
  return message([text(1, name), part(2, message([part(1, tensor)]))]);
}
