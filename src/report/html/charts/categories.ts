/** Shares of each value before and after, as pairs of bars. */
import * as Plot from '@observablehq/plot';
import type { ShareRow } from '../../distribution.ts';
import { percent } from '../../format.ts';
import type { Safe } from '../html.ts';
import { blankDocument, contentOf, drawing } from './drawing.ts';
import { labelWidth, shortLabel } from './labels.ts';

const width = 360;
const rowHeight = 38;

export function categoryChart(output: string, rows: readonly ShareRow[]): Safe {
  const names = rows.map(({ label }) => shortLabel(label));
  const bars = rows.flatMap(({ base, head }, row) => [
    { row, side: 'base', share: base },
    { row, side: 'head', share: head },
  ]);
  const height = rows.length * rowHeight;
  const svg = Plot.plot({
    document: blankDocument(),
    width,
    height,
    marginLeft: Math.min(124, labelWidth(names) + 12),
    marginRight: 58,
    marginTop: 0,
    marginBottom: 0,
    x: { axis: null, domain: [0, Math.max(...bars.map(({ share }) => share), 1e-9)] },
    y: { axis: null, domain: ['base', 'head'], padding: 0.12 },
    fy: { axis: null, domain: [...rows.keys()], padding: 0.28 },
    marks: [
      Plot.barX(
        bars.filter(({ side }) => side === 'base'),
        { fy: 'row', y: 'side', x: 'share', className: 'base-bar' },
      ),
      Plot.barX(
        bars.filter(({ side }) => side === 'head'),
        { fy: 'row', y: 'side', x: 'share', className: 'head-bar' },
      ),
      Plot.text(bars, {
        fy: 'row',
        y: 'side',
        x: 'share',
        text: ({ share }: { share: number }) => percent(share),
        textAnchor: 'start',
        dx: 5,
        className: 'figure',
      }),
      Plot.text(names, {
        fy: (_: string, row: number) => row,
        text: (name: string) => name,
        frameAnchor: 'left',
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
