/** Text inside charts: short enough for its place, and how wide it will be. */
import { columns } from '../../../format/columns.ts';
import { cutMiddle } from '../../plain.ts';

/** Columns that a label may take; the full text stands in the table beside the chart. */
const widest = 16;
/** Average advance of a column at the charts' 12 px, generous enough for capitals. */
const columnWidth = 7;

export function shortLabel(text: string): string {
  return cutMiddle(text, widest);
}

/** Pixels that the widest of some labels takes. */
export function labelWidth(texts: readonly string[]): number {
  return Math.ceil(Math.max(0, ...texts.map(columns)) * columnWidth);
}
