/** How a number was distributed before, as an area, and after, as a line over it. */
import * as Plot from '@observablehq/plot';
import { number, percent, range } from '../../../format/numbers.ts';
import type { Safe } from '../html.ts';
import type { DrawnBin, DrawnBins } from './bins.ts';
import { blankDocument, contentOf, drawing } from './drawing.ts';

const width = 360;
const height = 190;

/** @param tips each bin shows its numbers at the pointer, over the whole height of the picture */
export function numberChart(output: string, { bins: drawn, below, above }: DrawnBins, tips = true): Safe {
  const { ceiling, cut } = heightOf(drawn);
  const bins = drawn.map((bin) => ({ ...bin, base: Math.min(bin.base, ceiling), head: Math.min(bin.head, ceiling) }));
  const first = bins[0];
  const last = bins.at(-1);
  const line = [
    ...(first ? [{ at: first.low, share: 0 }] : []),
    ...bins.map(({ low, head }) => ({ at: low, share: head })),
    ...(last
      ? [
          { at: last.high, share: last.head },
          { at: last.high, share: 0 },
        ]
      : []),
  ];
  const svg = Plot.plot({
    document: blankDocument(),
    width,
    height,
    marginLeft: 40,
    marginRight: 14,
    marginTop: 8,
    marginBottom: 26,
    x: { domain: [first?.low ?? 0, last?.high ?? 1] },
    y: { domain: [0, ceiling] },
    marks: [
      Plot.gridY({ ticks: 4, className: 'grid' }),
      Plot.rectY(bins, { x1: 'low', x2: 'high', y: 'base', insetLeft: 0.5, insetRight: 0.5, className: 'base-area' }),
      Plot.line(line, { x: 'at', y: 'share', curve: 'step-after', className: 'head-line' }),
      Plot.axisX({
        ticks: 5,
        tickSize: 0,
        tickPadding: 6,
        label: null,
        tickFormat: (value: number) => number(value),
        className: 'figure',
      }),
      Plot.axisY({
        ticks: 4,
        tickSize: 0,
        label: null,
        tickFormat: (value: number) => percent(value),
        className: 'figure',
      }),
      Plot.text(cut, {
        x: (bin: DrawnBin) => bin.high,
        y: () => ceiling,
        text: (bin: DrawnBin) => `${percent(bin.base)} → ${percent(bin.head)}`,
        textAnchor: 'start',
        dx: 8,
        dy: 6,
        className: 'figure',
      }),
      Plot.ruleY([0], { className: 'axis-line' }),
      ...(tips
        ? [
            Plot.rectY(
              drawn.filter(({ base, head }) => base > 0 || head > 0),
              { x1: 'low', x2: 'high', y1: 0, y2: ceiling, className: 'hit', title: tipOf },
            ),
          ]
        : []),
    ],
  });
  const beyond = [
    below > 0 ? `${percent(below)} lie further left` : '',
    above > 0 ? `${percent(above)} lie further right` : '',
  ].filter(Boolean);
  const label = `Distribution of ${output} at base and head, from ${number(first?.low ?? 0)} to ${number(last?.high ?? 0)}${beyond.map((text) => `; ${text}`).join('')}.`;
  return drawing({ label, width, height }, contentOf(svg));
}

function tipOf({ low, high, base, head }: DrawnBin): string {
  return `${range(low, high)}: ${percent(base)} at base, ${percent(head)} at head`;
}

/** Beyond this multiple of all others, the one tallest bin is cut, so that the others can be seen at all. */
const dominance = 5;

/** The top of the picture, and the bin that is cut there, if one is. */
function heightOf(bins: readonly DrawnBin[]): { ceiling: number; cut: DrawnBin[] } {
  const height = ({ base, head }: DrawnBin) => Math.max(base, head);
  const [tallest, second] = bins.toSorted((a, b) => height(b) - height(a));
  if (!tallest) return { ceiling: 1e-9, cut: [] };
  const next = second ? height(second) : 0;
  if (next === 0 || height(tallest) < dominance * next) return { ceiling: Math.max(height(tallest), 1e-9), cut: [] };
  return { ceiling: next * 1.6, cut: [tallest] };
}

/** In words, for those bins whose bars the picture cuts. */
export function cutNote({ bins }: DrawnBins): string {
  return heightOf(bins)
    .cut.map(
      (bin) =>
        `The bar of ${range(bin.low, bin.high)} is cut: ${percent(bin.base)} at base, ${percent(bin.head)} at head.`,
    )
    .join(' ');
}
