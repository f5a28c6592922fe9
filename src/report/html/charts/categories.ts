/** How much more or less of each value there is at head than at base: what a change moves, whatever most of the traffic is. */
import { bothSides, pointsText, sharePair } from '../../../format/numbers.ts';
import type { ShareRow } from '../../distribution.ts';
import { cutMiddle } from '../../plain.ts';
import { html, type Safe } from '../html.ts';
import { drawing, px } from './drawing.ts';

/** Pixels; every row has the same height: a line of words, and under it the bar. */
export const width = 360;
export const rowHeight = 42;
const words = 13;
const bar = { top: 19, height: 12 } as const;
/** Beside the ends of the longest bars, for their numbers. */
const beside = 84;
/** Columns of a name; beside it stand its shares. */
const widestName = 26;

/** Bars to the left are what is less at head, bars to the right what is more; all in one scale. */
export function categoryChart(output: string, rows: readonly ShareRow[], tips = true): Safe {
  const height = rows.length * rowHeight;
  const moves = rows.map(({ base, head }) => head - base);
  const [most, least] = [Math.max(0, ...moves), Math.min(0, ...moves)];
  const [left, right] = [least < 0 ? beside : 0, most > 0 ? beside : 0];
  const scale = most > least ? (width - left - right) / (most - least) : 0;
  const zero = left - least * scale;
  const axis =
    scale > 0
      ? html`<g class="axis-line"><path d="M${px(zero)} ${bar.top - 3}V${height - rowHeight + bar.top + bar.height + 3}"/></g>`
      : '';
  const drawn = rows.map((row, index) => rowMarks(row, index * rowHeight, zero, scale, tips));
  const label = `${output}: ${rows.map((row) => `${row.label} ${bothSides(row)}`).join('; ')}.`;
  return drawing({ label, width, height }, html`${axis}${drawn}`);
}

function rowMarks(row: ShareRow, top: number, zero: number, scale: number, tips: boolean): Safe {
  const { label, base, head } = row;
  const move = head - base;
  const shown = sharePair(base, head);
  const shares = `${shown.base} → ${shown.head}`;
  const name = html`<text class="name" x="0" y="${top + words}">${cutMiddle(label, widestName)}</text><text class="figure quiet" x="${width}" y="${top + words}" text-anchor="end">${shares}</text>`;
  if (move === 0 || scale === 0) return name;
  // What moves at all shows at least that.
  const length = Math.max(1, Math.abs(move) * scale);
  const x = move > 0 ? zero : zero - length;
  const by = pointsText(shown.moved);
  const title = tips ? html`<title>${label}: ${bothSides(row)}</title>` : '';
  const number = html`<text class="figure quiet" x="${px(move > 0 ? x + length + 5 : x - 5)}" y="${top + bar.top + 10}" text-anchor="${move > 0 ? 'start' : 'end'}">${by}</text>`;
  return html`${name}<g class="${move > 0 ? 'head-bar' : 'base-bar'}"><rect x="${px(x)}" y="${top + bar.top}" width="${px(length)}" height="${bar.height}">${title}</rect></g>${number}`;
}
