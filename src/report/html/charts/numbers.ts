/** How a number was distributed before, as an area, and after, as a line over it. */
import * as Plot from '@observablehq/plot';
import { bothSides, number, percent, range, sharePair } from '../../../format/numbers.ts';
import type { Safe } from '../html.ts';
import type { DrawnBin, DrawnBins } from './bins.ts';
import { ceilingOf } from './ceiling.ts';
import { blankDocument, contentOf, drawing } from './drawing.ts';

const width = 360;
const height = 190;

/** @param tips each bin shows its numbers at the pointer, over the whole height of the picture */
export function numberChart(output: string, { bins: drawn, below, above }: DrawnBins, tips = true): Safe {
  const { ceiling, cut } = ceilingOf(drawn);
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
  const middle = ((first?.low ?? 0) + (last?.high ?? 1)) / 2;
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
      ...cut.map((bin, row) => cutLabel(bin, row, ceiling, middle)),
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
  const beyond = beyondTexts({ below, above })
    .map((text) => `; ${text}`)
    .join('');
  const label = `Distribution of ${output} at base and head, from ${number(first?.low ?? 0)} to ${number(last?.high ?? 0)}${beyond}.`;
  return drawing({ label, width, height }, contentOf(svg));
}

/** What lies outside of the picture: `further right 0.1 % at base, 0.3 % at head`. */
export function beyondTexts({ below, above }: Pick<DrawnBins, 'below' | 'above'>): string[] {
  const sides = [
    { where: 'further left', share: below },
    { where: 'further right', share: above },
  ];
  return sides
    .filter(({ share }) => share.base > 0 || share.head > 0)
    .map(({ where, share }) => `${where} ${bothSides(share)}`);
}

/** The numbers of a bar that is cut, on the side where there is more room; each in a row of its own, since they may be neighbours. */
function cutLabel(bin: DrawnBin, row: number, ceiling: number, middle: number): Plot.Text {
  const isRight = (bin.low + bin.high) / 2 > middle;
  const { base, head } = sharePair(bin.base, bin.head);
  return Plot.text([bin], {
    x: isRight ? bin.low : bin.high,
    y: ceiling,
    text: [`${base} → ${head}`],
    textAnchor: isRight ? 'end' : 'start',
    dx: isRight ? -8 : 8,
    dy: 6 + row * 15,
    className: 'figure',
  });
}

function tipOf(bin: DrawnBin): string {
  return `${range(bin.low, bin.high)}: ${bothSides(bin)}`;
}
