/** Where a value stands after each merge, as a line of steps against the time. */
import * as Plot from '@observablehq/plot';
import { blankDocument, contentOf, drawing } from '../../../report/html/charts/drawing.ts';
import type { Safe } from '../../../report/html/html.ts';
import type { TrendLine } from '../trend.ts';

const width = 360;
const height = 150;
const DAY_MS = 86_400_000;

export interface TrendPicture {
  /** What a person sees in it. */
  readonly label: string;
  /** Right end of the picture. */
  readonly now: Date;
  readonly write: (total: number) => string;
}

export function trendChart({ points }: TrendLine, { label, now, write }: TrendPicture): Safe {
  const [first, last] = [points[0], points.at(-1)];
  // A day before, so that the first merge is a step, and hours of one day do not fill the picture.
  const steps = [
    ...(first ? [{ at: new Date(Date.parse(first.at) - DAY_MS), total: 0 }] : []),
    ...points.map(({ at, total }) => ({ at: new Date(at), total })),
    ...(last ? [{ at: now, total: last.total }] : []),
  ];
  const totals = steps.map(({ total }) => total);
  const svg = Plot.plot({
    document: blankDocument(),
    width,
    height,
    marginLeft: 64,
    marginRight: 24,
    marginTop: 10,
    marginBottom: 26,
    x: { type: 'utc' },
    y: { domain: [Math.min(0, ...totals), Math.max(0, ...totals)], nice: true },
    marks: [
      Plot.gridY({ ticks: 3, className: 'grid' }),
      Plot.axisX(days(steps), { tickSize: 0, tickPadding: 6, label: null, tickFormat: dayOf, className: 'figure' }),
      Plot.axisY({ ticks: 3, tickSize: 0, label: null, tickFormat: write, className: 'figure' }),
      Plot.ruleY([0], { className: 'axis-line' }),
      Plot.line(steps, { x: 'at', y: 'total', curve: 'step-after', className: 'head-line' }),
    ],
  });
  return drawing({ label, width, height }, contentOf(svg));
}

/** Beginning, middle and end, each day once. */
function days(steps: readonly { readonly at: Date }[]): Date[] {
  const [first = 0, last = 0] = [steps[0], steps.at(-1)].map((step) => step?.at.getTime());
  const dates = [first, (first + last) / 2, last].map((time) => new Date(time));
  return dates.filter((date, index) => index === 0 || dayOf(date) !== dayOf(dates[index - 1] ?? date));
}

function dayOf(date: Date): string {
  return date.toLocaleDateString('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });
}
