/** What differs between two ONNX models, as far as their files tell: operator sets, inputs, outputs, operators, weights. */

import { bytesIn } from '../../content.ts';
import type { Artifact, Compatibility, Edit } from '../../engine.ts';
import type { Attribute, Graph, Model, Node, Tensor, Value } from './model.ts';
import { readModel } from './model.ts';
import { elementTypes } from './types.ts';

interface Found {
  readonly selector?: string;
  readonly change: string;
  readonly message: string;
  readonly compatibility?: Compatibility;
}

/** Throws ArtifactError where a side is no model. Who made it, when, and its comments are no edits. */
export function diff(engine: Pick<Edit, 'kind' | 'engine'>, base: Artifact, head: Artifact): Edit[] {
  const [one, other] = [base, head].map((side) => readModel(bytesIn(side, side.path), side.path)) as [Model, Model];
  const found = [
    ...opsetEdits(one, other),
    ...valueEdits('input', one.graph.inputs, other.graph.inputs),
    ...valueEdits('output', one.graph.outputs, other.graph.outputs),
    ...nodeEdits(one.graph, other.graph),
    ...weightEdits(one.graph.initializers, other.graph.initializers),
    ...restEdits('the functions that it defines', one.rest, other.rest),
    ...restEdits('the sparse weights', one.graph.rest, other.graph.rest),
    ...externalEdits(base, head),
  ];
  return found.map((edit) => ({ artifact: head.path, ...engine, compatibility: 'risky', ...edit }));
}

/** What is not read further is compared by its bytes. */
function restEdits(what: string, base: Uint8Array, head: Uint8Array): Found[] {
  return Buffer.compare(base, head) === 0 ? [] : [{ change: 'graph-changed', message: `${what} became others` }];
}

function opsetEdits({ opsets: base }: Model, { opsets: head }: Model): Found[] {
  const domains = [...new Set([...base.keys(), ...head.keys()])];
  return domains.flatMap((domain) => {
    const [from, to] = [base.get(domain), head.get(domain)];
    if (from === to) return [];
    const message = `operator set ${domain}: ${from ?? 'none'} became ${to ?? 'none'}`;
    return [{ selector: `operator set ${domain}`, change: 'opset-changed', message }];
  });
}

function valueEdits(what: 'input' | 'output', base: readonly Value[], head: readonly Value[]): Found[] {
  return pairs(base, head, ({ name }) => name).flatMap(([from, to, name]): Found[] => {
    const [before, after] = [from && typeOf(from), to && typeOf(to)];
    if (before === after) return [];
    const selector = `${what} "${name}"`;
    const compatibility = to !== undefined && from === undefined && what === 'output' ? 'risky' : 'breaking';
    if (before === undefined)
      return [{ selector, change: `${what}-added`, message: `${selector} added, ${after}`, compatibility }];
    if (after === undefined)
      return [{ selector, change: `${what}-removed`, message: `${selector} removed`, compatibility }];
    return [{ selector, change: `${what}-changed`, message: `${selector}: ${before} became ${after}`, compatibility }];
  });
}

/** `float32[?, 16]` */
function typeOf({ type, shape }: Value): string {
  const name = type === undefined ? 'no tensor' : (elementTypes.get(type)?.name ?? `type ${type}`);
  return shape ? `${name}[${shape.map((size) => size ?? '?').join(', ')}]` : name;
}

function nodeEdits(base: Graph, head: Graph): Found[] {
  const counts = countEdits(base.nodes, head.nodes);
  const keys = new Map<Node, string>();
  for (const { nodes } of [base, head])
    for (const [index, node] of nodes.entries()) keys.set(node, keyOf(node, index, nodes));
  const inner = pairs(base.nodes, head.nodes, (node) => keys.get(node) ?? '').flatMap(([from, to]) =>
    from && to && from.operator === to.operator ? attributeEdits(from, to) : [],
  );
  const rewired =
    counts.length === 0 &&
    inner.length === 0 &&
    base.nodes.some((node, index) => !isWiredAlike(node, head.nodes[index]))
      ? [{ change: 'graph-changed', message: 'the operators are connected in another way' }]
      : [];
  return [...counts, ...inner, ...rewired];
}

/** By its name where that is its alone, else by its place among those of its operator. */
function keyOf(node: Node, index: number, nodes: readonly Node[]): string {
  if (node.name !== '' && nodes.filter(({ name }) => name === node.name).length === 1) return `name ${node.name}`;
  return `${node.operator} ${nodes.slice(0, index).filter(({ operator }) => operator === node.operator).length}`;
}

function countEdits(base: readonly Node[], head: readonly Node[]): Found[] {
  const count = (nodes: readonly Node[], name: string) => nodes.filter(({ operator }) => operator === name).length;
  const operators = [...new Set([...base, ...head].map(({ operator }) => operator))];
  return operators.flatMap((name) => {
    const [from, to] = [count(base, name), count(head, name)];
    if (from === to) return [];
    return [
      { selector: `operator ${name}`, change: 'operators-changed', message: `operators ${name}: ${from} became ${to}` },
    ];
  });
}

function isWiredAlike(one: Node, other: Node | undefined): boolean {
  const wires = ({ inputs, outputs }: Node) => JSON.stringify([inputs, outputs]);
  return other !== undefined && one.operator === other.operator && wires(one) === wires(other);
}

function attributeEdits(base: Node, head: Node): Found[] {
  const selector = head.name === '' ? `operator ${head.operator}` : `node "${head.name}"`;
  return pairs(base.attributes, head.attributes, ({ name }) => name).flatMap(([from, to, name]): Found[] => {
    if (from && to && Buffer.compare(from.bytes(), to.bytes()) === 0) return [];
    const message = `${selector}, ${name}: ${sayAttribute(from, to)}`;
    return [{ selector: `${selector}, ${name}`, change: 'attribute-changed', message }];
  });
}

function sayAttribute(from: Attribute | undefined, to: Attribute | undefined): string {
  if (!from) return `added${to ? sayValues(' ', to) : ''}`;
  if (!to) return 'removed';
  const [before, after] = [from.values(), to.values()];
  if (!before || !after) return 'changed';
  if (before.length === 1 && after.length === 1) return `${show(before[0])} became ${show(after[0])}`;
  return sayCells(before, after);
}

function sayValues(space: string, attribute: Attribute): string {
  const values = attribute.values();
  return values?.length === 1 ? space + show(values[0]) : '';
}

/** A float32 with no more digits than it has. */
function show(value: number | string | bigint | undefined): string {
  if (typeof value !== 'number') return typeof value === 'string' ? JSON.stringify(value) : String(value);
  return String(Number(value.toPrecision(7)));
}

/** `37 of 12,700 values changed, by at most 0.03` */
function sayCells(before: readonly unknown[], after: readonly unknown[]): string {
  if (before.length !== after.length) return `${group(before.length)} values became ${group(after.length)}`;
  let [changed, most] = [0, 0];
  for (let index = 0; index < before.length; index += 1) {
    const [one, other] = [before[index], after[index]];
    if (Object.is(one, other)) continue;
    changed += 1;
    if (typeof one === 'number' && typeof other === 'number') most = Math.max(most, Math.abs(other - one));
  }
  const by = most > 0 ? `, by at most ${Number(most.toPrecision(3))}` : '';
  return `${group(changed)} of ${group(before.length)} values changed${by}`;
}

function group(count: number): string {
  return count.toLocaleString('en');
}

function weightEdits(base: readonly Tensor[], head: readonly Tensor[]): Found[] {
  return pairs(base, head, ({ name }) => name).flatMap(([from, to, name]): Found[] => {
    const selector = `weights "${name}"`;
    if (!from) return [{ selector, change: 'weights-added', message: `${selector} added, ${formOf(to)}` }];
    if (!to) return [{ selector, change: 'weights-removed', message: `${selector} removed` }];
    if (Buffer.compare(from.bytes, to.bytes) === 0) return [];
    return sayWeights(from, to, selector);
  });
}

function sayWeights(from: Tensor, to: Tensor, selector: string): Found[] {
  const change = 'weights-changed';
  if (formOf(from) !== formOf(to))
    return [{ selector, change, message: `${selector}: ${formOf(from)} became ${formOf(to)}` }];
  const [before, after] = [from.numbers(), to.numbers()];
  const isFull = before && after && from.location === undefined && to.location === undefined;
  // The same numbers may be written in two ways.
  if (isFull && before.length === after.length && before.every((value, index) => Object.is(value, after[index])))
    return [];
  const message = isFull
    ? `${selector}, ${formOf(to)}: ${sayCells(before, after)}`
    : `${selector}, ${formOf(to)}: changed`;
  return [{ selector, change, message }];
}

function formOf(tensor: Tensor | undefined): string {
  return tensor ? typeOf({ name: '', type: tensor.type, shape: tensor.shape }) : '';
}

/** Weights in files of their own are compared by their bytes. */
function externalEdits(base: Artifact, head: Artifact): Found[] {
  return [...head.files.keys()].flatMap((file) => {
    if (file === head.path || !base.files.has(file)) return [];
    if (Buffer.compare(bytesIn(base, file), bytesIn(head, file)) === 0) return [];
    return [{ selector: `file ${file}`, change: 'weights-changed', message: `the weights in ${file} changed` }];
  });
}

/** In the order of head, what is gone behind it. */
function pairs<T>(
  base: readonly T[],
  head: readonly T[],
  key: (one: T) => string,
): [T | undefined, T | undefined, string][] {
  const before = new Map(base.map((one) => [key(one), one]));
  const after = new Map(head.map((one) => [key(one), one]));
  return [...new Set([...after.keys(), ...before.keys()])].map((name) => [before.get(name), after.get(name), name]);
}
