/** Rows of cells in columns. Where the page is too narrow the widest columns give way and their cells take more lines. */
import { columns } from '../../../src/format/columns.ts';
import { padEnd, wrap } from '../../../src/report/plain.ts';

const GAP = 2;
const NARROWEST = 8;

/** Cells may be painted, a whole cell at a time. */
export function inColumns(rows: readonly (readonly string[])[], width: number): string[] {
  const number = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: number }, (_, index) =>
    Math.max(0, ...rows.map((row) => columns(row[index] ?? ''))),
  );
  narrow(widths, width);
  return rows.flatMap((row) => linesOf(row, widths));
}

function narrow(widths: number[], width: number): void {
  const total = () => widths.reduce((sum, one) => sum + one, GAP * (widths.length - 1));
  while (total() > width) {
    const widest = Math.max(...widths);
    if (widest <= NARROWEST) return;
    widths[widths.indexOf(widest)] = widest - 1;
  }
}

function linesOf(row: readonly string[], widths: readonly number[]): string[] {
  const cells = row.map((cell, index) => wrap(cell, Math.max(1, widths[index] ?? 1)));
  const height = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, index) => padEnd(lines[line] ?? '', widths[index] ?? 0))
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}
