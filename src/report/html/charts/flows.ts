/**
 * What became what: a ribbon from each base value to the head value that replaced it, as thick as the requests that
 * took it. Plot has no such mark, so this one is laid out here.
 */
import { compact, count } from '../../../format/numbers.ts';
import { html, type Safe } from '../html.ts';
import { drawing, px } from './drawing.ts';
import { labelWidth, shortLabel } from './labels.ts';

export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly amount: number;
}

interface Node {
  readonly name: string;
  readonly top: number;
  readonly height: number;
}

const width = 360;
const nodeWidth = 5;
const gap = 10;
/** What a label of two lines needs. */
const labelHeight = 30;
/** Ribbons of one chart; the table beside it has the rest. */
export const mostFlows = 12;

/** `order` is the order of values from top to bottom on both sides; flows beyond the twelve largest are not drawn. */
export function flowChart(output: string, flows: readonly Flow[], order: readonly string[], unit: string): Safe {
  const drawn = [...flows].sort((a, b) => b.amount - a.amount).slice(0, mostFlows);
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  const names = (side: 'from' | 'to') =>
    [...new Set(drawn.map((flow) => flow[side]))].sort((a, b) => rank(a) - rank(b));
  const [left, right] = [names('from'), names('to')];
  const total = drawn.reduce((sum, flow) => sum + flow.amount, 0) || 1;
  const tallest = Math.max(left.length, right.length);
  const height = Math.max(120, tallest * 46);
  const scale = (height - tallest * (labelHeight + gap) + labelHeight) / total;
  const column = (side: 'from' | 'to', all: readonly string[]) => stack(side, all, drawn, scale, height);
  const [sources, targets] = [column('from', left), column('to', right)];
  const margin = Math.min(120, Math.max(56, labelWidth([...left, ...right].map(shortLabel))) + 14);
  const edges = { left: margin + nodeWidth, right: width - margin - nodeWidth };
  const label = `${output}: ${drawn.map(({ from, to, amount }) => `${count(amount)} ${unit} from ${from} to ${to}`).join('; ')}.`;
  return drawing(
    { label, width, height },
    html`${ribbons(drawn, sources, targets, scale, edges, unit)}${sources.map((node) => nodeMark(node, edges.left - nodeWidth, 'end', outflow(drawn, 'from', node.name)))}${targets.map((node) => nodeMark(node, edges.right, 'start', outflow(drawn, 'to', node.name)))}`,
  );
}

/** Nodes of one side, centred, with room for a label of two lines at each. */
function stack(
  side: 'from' | 'to',
  names: readonly string[],
  flows: readonly Flow[],
  scale: number,
  height: number,
): Node[] {
  const slots = names.map((name) => {
    const own = Math.max(1, outflow(flows, side, name) * scale);
    return { name, own, slot: Math.max(own, labelHeight) + gap };
  });
  let top = (height - slots.reduce((sum, { slot }) => sum + slot, 0)) / 2;
  return slots.map(({ name, own, slot }) => {
    const node = { name, top: top + (slot - own) / 2, height: own };
    top += slot;
    return node;
  });
}

function ribbons(
  flows: readonly Flow[],
  sources: readonly Node[],
  targets: readonly Node[],
  scale: number,
  { left, right }: { left: number; right: number },
  unit: string,
): Safe[] {
  const filled = new Map<Node, number>();
  const ordered = [...flows].sort(
    (a, b) =>
      position(sources, a.from) - position(sources, b.from) || position(targets, a.to) - position(targets, b.to),
  );
  return ordered.map((flow) => {
    const thickness = Math.max(1, flow.amount * scale);
    const y0 = take(filled, sources[position(sources, flow.from)], thickness);
    const y1 = take(filled, targets[position(targets, flow.to)], thickness);
    const middle = (left + right) / 2;
    const path = `M${left},${px(y0)}C${middle},${px(y0)},${middle},${px(y1)},${right},${px(y1)}v${px(thickness)}C${middle},${px(y1 + thickness)},${middle},${px(y0 + thickness)},${left},${px(y0 + thickness)}z`;
    return html`<path class="ribbon" d="${path}"><title>${flow.from} → ${flow.to}: ${count(flow.amount)} ${unit}</title></path>`;
  });
}

function nodeMark(node: Node, x: number, anchor: 'start' | 'end', amount: number): Safe {
  const side = anchor === 'end' ? 'base-bar' : 'head-bar';
  const textX = anchor === 'end' ? x - 8 : x + nodeWidth + 8;
  const middle = node.top + node.height / 2;
  return html`<g class="${side}"><rect x="${x}" y="${px(node.top)}" width="${nodeWidth}" height="${px(node.height)}"/></g><text class="name" x="${textX}" y="${px(middle - 2)}" text-anchor="${anchor}">${shortLabel(node.name)}</text><text class="figure quiet" x="${textX}" y="${px(middle + 12)}" text-anchor="${anchor}">${compact(amount)}</text>`;
}

function outflow(flows: readonly Flow[], side: 'from' | 'to', name: string): number {
  return flows.reduce((sum, flow) => (flow[side] === name ? sum + flow.amount : sum), 0);
}

function position(nodes: readonly Node[], name: string): number {
  return nodes.findIndex((node) => node.name === name);
}

/** Ribbons leave and reach a node below each other. */
function take(filled: Map<Node, number>, node: Node | undefined, thickness: number): number {
  if (!node) return 0;
  const offset = filled.get(node) ?? 0;
  filled.set(node, offset + thickness);
  return node.top + offset;
}
