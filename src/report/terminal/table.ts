/** Rows of cells set in columns that never pass the width of the page. */
import { columns } from '../../format/columns.ts';
import { cut, cutMiddle, cutWords, padEnd, padStart } from '../plain.ts';
import type { Paint, Style } from './paint.ts';

export interface Cell {
  readonly text: string;
  readonly style?: Style;
}

interface Column {
  readonly align?: 'left' | 'right';
  /** Gives way where the page is too narrow, down to four columns; the widest first. A name loses its middle, a remark whole words. */
  readonly shrink?: 'name' | 'remark';
}

const gap = 2;
const narrowest = 4;
/** By so many columns a remark may be narrower than a name and still give way before it. */
const readable = 12;

export function table(
  rows: readonly (readonly Cell[])[],
  shape: readonly Column[],
  width: number,
  paint: Paint,
): string[] {
  const widths = shape.map((_, index) => Math.max(0, ...rows.map((row) => columns(row[index]?.text ?? ''))));
  shrink(widths, shape, width);
  return rows.map((row) => line(row, shape, widths, width, paint));
}

function shrink(widths: number[], shape: readonly Column[], width: number): void {
  const over = () => widths.reduce((sum, size) => sum + size, gap * (widths.length - 1)) - width;
  while (over() > 0) {
    const candidates = widths.map((size, index) => {
      const how = shape[index]?.shrink;
      if (how === undefined || size <= narrowest) return 0;
      return how === 'remark' ? size + readable : size;
    });
    const widest = Math.max(...candidates);
    if (widest === 0) return;
    const index = candidates.indexOf(widest);
    widths[index] = (widths[index] ?? 0) - 1;
  }
}

function shorten(text: string, width: number, shrink: Column['shrink']): string {
  if (shrink === 'remark') return cutWords(text, width);
  return shrink === 'name' ? cutMiddle(text, width) : cut(text, width);
}

function line(
  row: readonly Cell[],
  shape: readonly Column[],
  widths: readonly number[],
  width: number,
  paint: Paint,
): string {
  const last = row.findLastIndex(({ text }) => text !== '');
  let room = width;
  const cells = row.slice(0, last + 1).map(({ text, style }, index) => {
    const size = Math.max(0, Math.min(widths[index] ?? 0, room));
    room -= size + gap;
    const shown = shorten(text, size, shape[index]?.shrink);
    const painted = style ? paint(style, shown) : shown;
    if (shape[index]?.align === 'right') return padStart(painted, size);
    return index === last ? painted : padEnd(painted, size);
  });
  return cells.join(' '.repeat(gap)).trimEnd();
}
