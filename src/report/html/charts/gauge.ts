/** Small pictures inside table rows: a measure against its limit, and a bar. The figures stand beside them in words. */
import type { Measure } from '../../report.generated.ts';
import { html, type Safe } from '../html.ts';
import { px } from './drawing.ts';

/** Of both pictures; the style sheet has it too. */
const width = 120;

/** The value as a dot, its interval as a line, the limit as a mark and what it allows as a shaded range. */
export function gauge(measure: Measure): Safe {
  const { value, limit } = measure;
  if (value === null || limit === undefined) return html``;
  // Limits hold in both directions where a measure has a sign.
  const size = Math.abs(value);
  const [low, high] = ends(measure);
  const end = Math.max(limit * 1.6, Math.min(high, limit * 4), size * 1.08) || 1;
  const x = (at: number) => px((Math.min(at, end) / end) * (width - 4) + 2);
  const whisker = low === high ? '' : html`<path class="whisker" d="M${x(low)} 8H${x(high)}"/>`;
  return html`<svg class="gauge ${measure.verdict ?? ''}" viewBox="0 0 ${width} 16" aria-hidden="true"><path class="allowed" d="M2 4H${x(limit)}v8H2z"/><path class="axis-line" d="M2 12H${width - 2}"/><path class="limit" d="M${x(limit)} 1v14"/>${whisker}<circle class="dot" cx="${x(size)}" cy="8" r="3.5"/></svg>`;
}

/** A share of the longest bar, hollow where it is negative, with a mark where the whole recording stands. */
export function bar(share: number, overall?: number): Safe {
  const x = (at: number) => px(Math.max(0, Math.min(1, at)) * (width - 2));
  const mark = overall === undefined ? '' : html`<path class="limit" d="M${x(overall)} 0v12"/>`;
  return html`<svg class="bar${share < 0 ? ' against' : ''}" viewBox="0 0 ${width} 12" aria-hidden="true"><path d="M0 2h${x(Math.abs(share))}v8H0z"/>${mark}</svg>`;
}

function ends({ value, low, high }: Measure): [number, number] {
  const size = Math.abs(value ?? 0);
  if (low === null || high === null) return [size, size];
  if (low < 0 && high > 0) return [0, Math.max(-low, high)];
  return [Math.min(Math.abs(low), Math.abs(high)), Math.max(Math.abs(low), Math.abs(high))];
}
