/** Small pictures inside table rows: a measure against its limit, and a bar. The figures stand beside them in words. */
import type { Measure } from '../../report.generated.ts';
import { html, type Safe } from '../html.ts';
import { px } from './drawing.ts';

/** The value as a dot, its interval as a line, the limit as a mark and what it allows as a shaded range. */
export function gauge(measure: Measure): Safe {
  const { value, limit } = measure;
  if (value === null || limit === undefined) return html``;
  // Limits hold in both directions where a measure has a sign.
  const size = Math.abs(value);
  const [low, high] = ends(measure);
  const end = Math.max(limit * 1.6, Math.min(high, limit * 4), size * 1.08) || 1;
  const x = (at: number) => px((Math.min(at, end) / end) * 116 + 2);
  const whisker = low === high ? '' : html`<line class="whisker" x1="${x(low)}" x2="${x(high)}" y1="8" y2="8"/>`;
  return html`<svg class="gauge ${measure.verdict ?? ''}" width="120" height="16" viewBox="0 0 120 16" aria-hidden="true"><rect class="allowed" x="2" y="4" width="${px((limit / end) * 116)}" height="8"/><line class="axis-line" x1="2" x2="118" y1="12" y2="12"/><line class="limit" x1="${x(limit)}" x2="${x(limit)}" y1="1" y2="15"/>${whisker}<circle class="dot" cx="${x(size)}" cy="8" r="3.5"/></svg>`;
}

/** A share of the longest bar, with a mark where the whole recording stands. */
export function bar(share: number, overall?: number): Safe {
  const length = px(Math.max(0, Math.min(1, share)) * 118);
  const mark =
    overall === undefined
      ? ''
      : html`<line class="limit" x1="${px(overall * 118)}" x2="${px(overall * 118)}" y1="0" y2="12"/>`;
  return html`<svg class="bar" width="120" height="12" viewBox="0 0 120 12" aria-hidden="true"><rect x="0" y="2" width="${length}" height="8"/>${mark}</svg>`;
}

function ends({ value, low, high }: Measure): [number, number] {
  const size = Math.abs(value ?? 0);
  if (low === null || high === null) return [size, size];
  if (low < 0 && high > 0) return [0, Math.max(-low, high)];
  return [Math.min(Math.abs(low), Math.abs(high)), Math.max(Math.abs(low), Math.abs(high))];
}
