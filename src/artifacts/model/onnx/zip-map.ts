/**
 * ZipMap, with which classifiers of scikit-learn end: it makes mappings of label to probability, which the runtime for
 * WebAssembly cannot hand out. The graph is written without it, and the labels are put beside the numbers here.
 * https://onnx.ai/onnx/operators/onnx_aionnxml_ZipMap.html
 */
import type { Model } from './model.ts';
import { bytesOf } from './model.ts';
import { field, fieldsOf, textOf } from './protobuf.ts';

export interface Zipped {
  /** Without such nodes. */
  readonly content: Uint8Array;
  /** By the name of the graph's output: the tensor in its place, and a label for each of its columns. */
  readonly maps: ReadonlyMap<string, ZipMap>;
}

export interface ZipMap {
  readonly tensor: string;
  readonly labels: readonly string[];
}

const OPERATOR = 'ai.onnx.ml.ZipMap';

export function withoutZipMaps(content: Uint8Array, { graph }: Model): Zipped {
  const ends = new Set(graph.outputs.map(({ name }) => name));
  const maps = new Map<string, ZipMap>();
  for (const { operator, inputs, outputs, attributes } of graph.nodes) {
    const [[tensor], [output]] = [inputs, outputs];
    if (operator !== OPERATOR || tensor === undefined || output === undefined || !ends.has(output)) continue;
    const labels = attributes.find(({ name }) => name.startsWith('classlabels'))?.values() ?? [];
    maps.set(output, { tensor, labels: labels.map(String) });
  }
  if (maps.size === 0) return { content, maps };
  const parts = fieldsOf(content).map((part) =>
    part.number === 7 ? field(7, rewritten(bytesOf(part), maps)) : part.raw,
  );
  return { content: Buffer.concat(parts), maps };
}

/** The graph with the tensors as outputs in place of the mappings. */
function rewritten(graph: Uint8Array, maps: ReadonlyMap<string, ZipMap>): Uint8Array {
  const parts = fieldsOf(graph).map((part) => {
    if (part.number === 1) return isZipMap(bytesOf(part), maps) ? EMPTY : part.raw;
    if (part.number !== 12) return part.raw;
    const map = maps.get(nameOf(bytesOf(part)));
    // A float tensor (ValueInfoProto.type.tensor_type.elem_type) of a shape that the runtime finds out.
    return map ? field(12, Buffer.concat([field(1, Buffer.from(map.tensor)), field(2, field(1, FLOAT))])) : part.raw;
  });
  return Buffer.concat(parts);
}

const EMPTY = new Uint8Array();
const FLOAT = Uint8Array.of(1 << 3, 1);

function isZipMap(node: Uint8Array, maps: ReadonlyMap<string, ZipMap>): boolean {
  const fields = fieldsOf(node);
  const operator = fields.findLast(({ number }) => number === 4);
  const output = fields.find(({ number }) => number === 2);
  return operator !== undefined && textOf(operator) === 'ZipMap' && output !== undefined && maps.has(textOf(output));
}

function nameOf(value: Uint8Array): string {
  const name = fieldsOf(value).findLast(({ number }) => number === 1);
  return name ? textOf(name) : '';
}
