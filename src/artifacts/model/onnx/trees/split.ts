/**
 * Takes tree ensembles out of a graph: what they need is computed by one graph, what is made of their scores by another, and both
 * are the model's own operators, so that the runtime gives for them what it gives for the whole.
 */
import type { Model, Node } from '../model.ts';
import { bytesOf } from '../model.ts';
import { field, fieldsOf, textOf, written } from '../protobuf.ts';
import { type Ensemble, isEnsemble, readEnsemble } from './ensemble.ts';

export interface Split {
  readonly ensembles: readonly Ensemble[];
  /** Computes what ensembles take, where that is no input of the model. */
  readonly before: Part | undefined;
  /** Computes what is wanted, where that is more than what ensembles give. */
  readonly after: Part | undefined;
}

export interface Part {
  readonly content: Uint8Array;
  /** Names of tensors. */
  readonly takes: readonly string[];
  readonly gives: readonly string[];
}

/** Undefined where there are no ensembles that can be taken out, or where one feeds another. */
export function split(content: Uint8Array, model: Model, wanted: readonly string[]): Split | undefined {
  const { nodes } = model.graph;
  if (!nodes.some(isEnsemble) || hasInnerGraphs(nodes)) return undefined;
  const read = new Map(nodes.map((node) => [node, readEnsemble(node)]));
  const ensembles = [...read.values()].filter((ensemble) => ensemble !== undefined);
  const inputs = new Set(model.graph.inputs.map(({ name }) => name));
  const needed = [...new Set(ensembles.map(({ input }) => input).filter((name) => !inputs.has(name)))];
  const given = new Set(ensembles.flatMap(({ labels, scores }) => [labels, scores]));
  const ways = new Map(nodes.flatMap((node) => (read.get(node) ? [] : node.outputs.map((name) => [name, node]))));
  const [first, last] = [reach(needed, ways), reach(wanted, ways)];
  if (ensembles.length === 0 || first.open.some((name) => given.has(name))) return undefined;
  const rest = wanted.filter((name) => !given.has(name));
  return {
    ensembles,
    before: needed.length === 0 ? undefined : partOf(content, model, first, needed, []),
    after: rest.length === 0 ? undefined : partOf(content, model, last, rest, ensembles),
  };
}

/** Graphs within operators may read any tensor of the outer one. */
function hasInnerGraphs(nodes: readonly Node[]): boolean {
  return nodes.some(({ attributes }) => attributes.some(({ graphs }) => graphs.length > 0));
}

interface Reach {
  readonly nodes: ReadonlySet<Node>;
  /** Names that no node of these gives. */
  readonly open: readonly string[];
}

/** What has to be computed for some tensors. */
function reach(names: readonly string[], ways: ReadonlyMap<string, Node>): Reach {
  const nodes = new Set<Node>();
  const open = new Set<string>();
  const next = [...names];
  for (let name = next.pop(); name !== undefined; name = next.pop()) {
    const node = ways.get(name);
    if (!node) open.add(name);
    else if (!nodes.has(node)) {
      nodes.add(node);
      next.push(...node.inputs.filter((input) => input !== ''));
    }
  }
  return { nodes, open: [...open] };
}

const NODE = 1;
const INITIALIZER = 5;
const INPUT = 11;
const OUTPUT = 12;
const SHAPES = 13;

function partOf(
  content: Uint8Array,
  { graph }: Model,
  { nodes, open }: Reach,
  gives: readonly string[],
  ensembles: readonly Ensemble[],
): Part {
  const inputs = graph.inputs.map(({ name }) => name).filter((name) => open.includes(name));
  const fed = ensembles.flatMap((ensemble) => valuesOf(ensemble)).filter(({ name }) => open.includes(name));
  const known = new Set([...open, ...gives]);
  const rewrite = (message: Uint8Array) => {
    let index = -1;
    const parts = fieldsOf(message).flatMap(({ number, raw, value }) => {
      if (number === NODE) {
        index += 1;
        const node = graph.nodes[index];
        return node && nodes.has(node) ? [raw] : [];
      }
      if (number === SHAPES) return [];
      const isKept = number === INITIALIZER || number === INPUT || number === OUTPUT;
      const name = isKept && typeof value !== 'bigint' ? nameIn(value, number) : undefined;
      return name === undefined || (number === OUTPUT ? gives : [...known]).includes(name) ? [raw] : [];
    });
    const unnamed = gives.filter((name) => !graph.outputs.some((output) => output.name === name));
    return Buffer.concat([
      ...parts,
      ...fed.map(({ raw }) => raw),
      ...unnamed.map((name) => valueInfo(OUTPUT, name, FLOAT, undefined)),
    ]);
  };
  return {
    content: Buffer.concat(
      fieldsOf(content).map((part) => (part.number === 7 ? field(7, rewrite(bytesOf(part))) : part.raw)),
    ),
    takes: [...inputs, ...fed.map(({ name }) => name)],
    gives,
  };
}

/** Of a TensorProto or a ValueInfoProto. */
function nameIn(message: Uint8Array, number: number): string {
  const name = fieldsOf(message).findLast((one) => one.number === (number === INITIALIZER ? 8 : 1));
  return name ? textOf(name) : '';
}

const FLOAT = 1;
const INT64 = 7;
const STRING = 8;

/** What an ensemble gives, as inputs of another graph. */
function valuesOf({ labels, scores, classes, sums }: Ensemble): { name: string; raw: Uint8Array }[] {
  const type = typeof classes?.[0] === 'string' ? STRING : INT64;
  return [
    ...(labels === undefined ? [] : [{ name: labels, raw: valueInfo(INPUT, labels, type, []) }]),
    ...(scores === '' ? [] : [{ name: scores, raw: valueInfo(INPUT, scores, FLOAT, [sums]) }]),
  ];
}

/** A ValueInfoProto as a field of a graph: rows, each of the shape; undefined where that is the runtime's to find out. */
function valueInfo(number: number, name: string, type: number, shape: readonly number[] | undefined): Uint8Array {
  const sizes = shape && [EMPTY, ...shape.map((size) => Buffer.concat([Uint8Array.of(1 << 3), written(size)]))];
  const dimensions = sizes ? [field(2, Buffer.concat(sizes.map((size) => field(1, size))))] : [];
  const tensor = Buffer.concat([Uint8Array.of(1 << 3, type), ...dimensions]);
  return field(number, Buffer.concat([field(1, Buffer.from(name)), field(2, field(1, tensor))]));
}

const EMPTY = new Uint8Array();
