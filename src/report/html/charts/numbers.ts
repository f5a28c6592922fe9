/** How a number was distributed before, as an area, and after, as a line over it. */
import * as Plot from '@observablehq/plot';
import { number, percent } from '../../format.ts';
import type { Safe } from '../html.ts';
import type { DrawnBins } from './bins.ts';
import { blankDocument, contentOf, drawing } from './drawing.ts';

const width = 360;
const height = 190;

export function numberChart(output: string, { bins, below, above }: DrawnBins): Safe {
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
  const tallest = Math.max(...bins.map(({ base, head }) => Math.max(base, head)), 1e-9);
  const svg = Plot.plot({
    document: blankDocument(),
    width,
    height,
    marginLeft: 40,
    marginRight: 14,
    marginTop: 8,
    marginBottom: 26,
    x: { domain: [first?.low ?? 0, last?.high ?? 1] },
    y: { domain: [0, tallest] },
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
      Plot.ruleY([0], { className: 'axis-line' }),
    ],
  });
  const beyond = [
    below > 0 ? `${percent(below)} lie further left` : '',
    above > 0 ? `${percent(above)} lie further right` : '',
  ].filter(Boolean);
  const label = `Distribution of ${output} at base and head, from ${number(first?.low ?? 0)} to ${number(last?.high ?? 0)}${beyond.map((text) => `; ${text}`).join('')}.`;
  return drawing({ label, width, height }, contentOf(svg));
}
