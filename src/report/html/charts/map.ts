/** The map of an impact: four columns of boxes and the ways between them. Boxes are links; the script lights up ways. */

import { columns as widthOf } from '../../../format/columns.ts';
import { percent, plural } from '../../../format/numbers.ts';
import { cut, cutMiddle, cutStart } from '../../plain.ts';
import type { Column, Graph, MapLink, MapNode } from '../graph.ts';
import { html, type Safe } from '../html.ts';
import { fileId, outputId, pipelineId, verdictWord } from '../words.ts';
import { px } from './drawing.ts';

interface Placed {
  readonly node: MapNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

const places = {
  file: { x: 1, width: 216, title: 'Edited files' },
  pipeline: { x: 271, width: 196, title: 'Pipelines' },
  output: { x: 521, width: 204, title: 'Outputs' },
  owner: { x: 779, width: 180, title: 'Owners' },
} as const satisfies Record<Column, { x: number; width: number; title: string }>;
const order = ['file', 'pipeline', 'output', 'owner'] as const;
const width = 960;
const boxHeight = 42;
const pitch = 54;
const top = 26;
/** Average advance of a character at 13 px, and what a box leaves free beside its text. */
const characterWidth = 7;
const padding = 24;

export function impactMap(graph: Graph): Safe {
  const placed = place(graph);
  const height = Math.max(...[...placed.values()].map(({ y }) => y + boxHeight)) + 2;
  const titles = order
    .filter((column) => graph.nodes.some((node) => node.column === column))
    .map((column) => html`<text class="column" x="${places[column].x}" y="12">${places[column].title}</text>`);
  const links = graph.links.map((link) => linkPath(link, placed));
  const boxes = order.flatMap((column) =>
    graph.nodes.filter((node) => node.column === column).map((node) => box(placed.get(node))),
  );
  return html`<svg class="map" viewBox="0 0 ${width} ${px(height)}" width="${width}" height="${px(height)}" role="group" aria-label="Map from edited files through pipelines to outputs and owners">${titles}${links}${boxes}</svg>`;
}

/** Outputs stand below each other and pipelines in the middle of theirs; files and owners as near to theirs as there is room. */
function place({ nodes, links }: Graph): Map<MapNode, Placed> {
  const placed = new Map<MapNode, Placed>();
  const put = (node: MapNode, y: number) => {
    const { x, width } = places[node.column];
    placed.set(node, { node, x, y, width });
  };
  let next = top;
  for (const pipeline of nodes.filter(({ column }) => column === 'pipeline')) {
    const outputs = links.filter(({ from, to }) => from === pipeline && to.column === 'output').map(({ to }) => to);
    const rows = Math.max(1, outputs.length);
    outputs.forEach((output, index) => {
      put(output, next + index * pitch);
    });
    put(pipeline, next + ((rows - 1) * pitch) / 2);
    next += rows * pitch + 6;
  }
  for (const column of ['file', 'owner'] as const) {
    const wanted = nodes
      .filter((node) => node.column === column)
      .map((node) => ({ node, y: middle(node, links, placed) }))
      .sort((a, b) => a.y - b.y);
    for (const { node, y } of spreadOut(wanted, next)) put(node, y);
  }
  return placed;
}

function middle(node: MapNode, links: readonly MapLink[], placed: ReadonlyMap<MapNode, Placed>): number {
  const near = links.flatMap(({ from, to }) => (from === node ? [to] : to === node ? [from] : []));
  const heights = near.flatMap((one) => placed.get(one)?.y ?? []);
  return heights.reduce((sum, y) => sum + y, 0) / (heights.length || 1);
}

/** Pushes boxes down until none overlaps, then up again where they left the picture. */
function spreadOut(wanted: readonly { node: MapNode; y: number }[], end: number): { node: MapNode; y: number }[] {
  const down: { node: MapNode; y: number }[] = [];
  for (const { node, y } of wanted) down.push({ node, y: Math.max(y, (down.at(-1)?.y ?? top - pitch) + pitch) });
  const up: { node: MapNode; y: number }[] = [];
  for (const { node, y } of down.reverse()) up.push({ node, y: Math.min(y, (up.at(-1)?.y ?? end) - pitch) });
  const lift = Math.min(0, (up.at(-1)?.y ?? top) - top);
  return up.reverse().map(({ node, y }) => ({ node, y: y - lift }));
}

function linkPath({ from, to, verdict, ways }: MapLink, placed: ReadonlyMap<MapNode, Placed>): Safe {
  const [source, target] = [placed.get(from), placed.get(to)];
  if (!source || !target) return html``;
  const [x0, y0, x1, y1] = [source.x + source.width, source.y + boxHeight / 2, target.x, target.y + boxHeight / 2];
  const bend = Math.min(60, (x1 - x0) / 2);
  // The line stays level until it is beyond the boxes that it passes, and bends then.
  return html`<path class="link${verdict ? ` ${verdict}` : ''}" data-ways="${ways.join(' ')}" d="M${px(x0)},${px(y0)}C${px(x1 - bend)},${px(y0)},${px(x1 - bend)},${px(y1)},${px(x1)},${px(y1)}"/>`;
}

function box(place: Placed | undefined): Safe {
  if (!place) return html``;
  const { node, x, y, width } = place;
  const room = Math.floor((width - padding) / characterWidth);
  // Of a path the end matters most.
  const name = node.column === 'file' ? cutStart(nameOf(node), room) : cutMiddle(nameOf(node), room);
  const isCut = widthOf(nameOf(node)) > room;
  const title = isCut ? html`<title>${nameOf(node)}</title>` : '';
  const label = isCut ? html` aria-label="${nameOf(node)} ${remark(node)}"` : '';
  const toned = toneOf(node);
  return html`<a class="node${toned ? ` ${toned}` : ''}" href="#${target(node)}" data-ways="${node.ways.join(' ')}"${label}>${title}<rect x="${x}" y="${px(y)}" width="${width}" height="${boxHeight}" rx="4"/><rect class="edge" x="${x}" y="${px(y)}" width="4" height="${boxHeight}"/><text x="${x + 14}" y="${px(y + 18)}">${name}</text> <text class="sub${toned ? ' toned' : ''}" x="${x + 14}" y="${px(y + 34)}">${remark(node)}</text></a>`;
}

function nameOf({ name, folded = 0 }: MapNode): string {
  return folded > 0 ? plural(folded, 'more output') : name;
}

function toneOf({ column, verdict, amount }: MapNode): string {
  if (column === 'owner') return amount > 0 ? 'asked' : '';
  return verdict ?? '';
}

function remark({ column, amount, verdict, changed, folded, worst, isApproved }: MapNode): string {
  switch (column) {
    case 'file':
      return plural(amount, 'edit');
    case 'pipeline':
      return `${verdict ? verdictWord(verdict) : ''}${isApproved ? ', approved' : ''}`;
    case 'output': {
      if (folded) return 'in the JSON report and below';
      if (verdict === 'fail' || verdict === 'inconclusive') return cut(`${verdictWord(verdict)} · ${worst}`, 28);
      return changed === undefined ? 'no measure' : changed === 0 ? 'unchanged' : `${percent(changed)} changed`;
    }
    case 'owner':
      return amount > 1 ? `has to act on ${amount}` : amount === 1 ? 'has to act' : 'nothing to do';
    default:
      return column satisfies never;
  }
}

function target({ column, at: [first = 0, second = 0] }: MapNode): string {
  if (column === 'file') return fileId(first);
  return column === 'output' ? outputId(first, second) : pipelineId(first);
}
