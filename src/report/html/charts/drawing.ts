/**
 * From a chart's elements to markup. Plot draws into a linkedom document; what leaves here is written anew: known
 * attributes only, numbers to a tenth of a pixel, no style of its own, so that the page's sheet and policy rule.
 */
import { parseHTML } from 'linkedom';
import { escapeText, html, type Safe, trusted } from '../html.ts';

/** The part of a DOM node that is read here; linkedom's own types want the whole DOM library. */
export interface DomNode {
  readonly nodeType: number;
  readonly localName?: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<DomNode>;
  readonly attributes?: Iterable<{ readonly name: string; readonly value: string }>;
}

export interface Picture {
  /** What a person sees in it, in one or two sentences. */
  readonly label: string;
  readonly width: number;
  readonly height: number;
}

/** A fresh document for Plot to draw in; charts do not share one. */
export function blankDocument(): ReturnType<typeof parseHTML>['document'] {
  return parseHTML('<!doctype html><html><body></body></html>').document;
}

/** Markup of a drawing that reads as one image. `content` is what stands inside its svg element. */
export function drawing({ label, width, height }: Picture, content: Safe): Safe {
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${label}">${content}</svg>`;
}

/** A tenth of a pixel is as fine as anyone sees. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** The children of Plot's svg element as markup. */
export function contentOf(svg: DomNode): Safe {
  return trusted([...svg.childNodes].map(write).join(''));
}

/** Parts of an image are not read out one by one, so Plot's labels of groups are left out too. */
const attributes = new Set(
  'class d x y x1 x2 y1 y2 cx cy r width height transform fill fill-opacity stroke stroke-width stroke-opacity stroke-dasharray stroke-linejoin text-anchor'.split(
    ' ',
  ),
);

const elements = new Set(['g', 'rect', 'path', 'line', 'text', 'tspan', 'circle', 'title']);

function write(node: DomNode): string {
  if (node.nodeType === 3) return escapeText(node.textContent ?? '');
  const name = node.localName ?? '';
  if (!elements.has(name)) return '';
  const kept = [...(node.attributes ?? [])]
    .filter((attribute) => attributes.has(attribute.name))
    .map(({ name, value }) => ` ${name}="${escapeText(shorten(value))}"`)
    .join('');
  const inner = [...node.childNodes].map(write).join('');
  return inner === '' ? `<${name}${kept}/>` : `<${name}${kept}>${inner}</${name}>`;
}

function shorten(value: string): string {
  return value.replace(/-?\d+\.\d+/g, (digits) => px(Number(digits)));
}
