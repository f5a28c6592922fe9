/** What the demo writes on: a page of 80 columns, with colour where a person is looking. */
import { createPaint, type Paint } from '../../../src/report/terminal/paint.ts';

export const WIDTH = 80;

export const paint: Paint = createPaint(process.stdout.isTTY === true && process.stdout.hasColors());

export function print(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** A line across the page with a title in it. */
export function rule(title: string): string {
  return `${paint('strong', `━━ ${title}`)} ${paint('quiet', '━'.repeat(Math.max(0, WIDTH - title.length - 4)))}`;
}

/** One line that is written again and again while something goes on, and then taken away. Nothing where nobody looks. */
export function passing(text: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${paint('quiet', text.slice(0, WIDTH - 1))}`);
}

export function passed(): void {
  if (process.stdout.isTTY) process.stdout.write('\r\u001b[K');
}
