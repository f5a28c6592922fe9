/** Shares of each value before and after, as pairs of bars. */
import * as Plot from '@observablehq/plot';
import { percent } from '../../../format/numbers.ts';
import type { ShareRow } from '../../distribution.ts';
import type { Safe } from '../html.ts';
import { blankDocument, contentOf, drawing } from './drawing.ts';
import { labelWidth, shortLabel } from './labels.ts';

/** Pixels; every row has the same height, and there is nothing beside them. */
export const width = 360;
export const rowHeight = 38;
/** Where the two bars of a row lie, as parts of its height. */
const bars = { base: [0.08, 0.42], head: [0.46, 0.8] } as const;
const sides = ['base', 'head'] as const;

/** Rows and bars stand at numbers, not in facets: the drawing is half the size and needs no scale of names. */
export function categoryChart(output: string, rows: readonly ShareRow[], tips = true): Safe {
  const names = rows.map(({ label }) => shortLabel(label));
  const height = rows.length * rowHeight;
  const drawn = rows.flatMap((row, index) =>
    sides.map((side) => ({
      side,
      label: row.label,
      share: row[side],
      top: index + bars[side][0],
      bottom: index + bars[side][1],
    })),
  );
  const rectangles = sides.map((side) =>
    Plot.rect(
      drawn.filter((bar) => bar.side === side),
      { x1: 0, x2: 'share', y1: 'top', y2: 'bottom', className: `${side}-bar`, ...(tips && { title: tipOf }) },
    ),
  );
  const svg = Plot.plot({
    document: blankDocument(),
    width,
    height,
    marginLeft: Math.min(124, labelWidth(names) + 12),
    marginRight: 58,
    marginTop: 0,
    marginBottom: 0,
    x: { axis: null, domain: [0, Math.max(...drawn.map(({ share }) => share), 1e-9)] },
    y: { axis: null, domain: [rows.length, 0] },
    marks: [
      ...rectangles,
      Plot.text(drawn, {
        x: 'share',
        y: ({ top, bottom }) => (top + bottom) / 2,
        text: ({ share }) => percent(share),
        textAnchor: 'start',
        dx: 5,
        className: 'figure',
      }),
      Plot.text(names, {
        x: 0,
        y: (_, row) => row + (bars.base[0] + bars.head[1]) / 2,
        text: (name) => name,
        textAnchor: 'end',
        dx: -10,
        className: 'name',
      }),
      Plot.ruleX([0], { className: 'axis-line' }),
    ],
  });
  const label = `${output}: ${rows.map(({ label, base, head }) => `${label} ${percent(base)} at base, ${percent(head)} at head`).join('; ')}.`;
  return drawing({ label, width, height }, contentOf(svg));
}

function tipOf({ label, side, share }: { label: string; side: string; share: number }): string {
  return `${label} at ${side}: ${percent(share)}`;
}
