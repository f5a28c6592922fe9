/** The page that a command draws on: as wide as the terminal up to a readable line, in colour where that is wanted. */
import type { WriteStream } from 'node:tty';
import { type Page, paragraph } from '../report/terminal/page.ts';
import { createPaint } from '../report/terminal/paint.ts';

/** NO_COLOR and FORCE_COLOR are Node's to interpret. */
export function createPage(stream: WriteStream): Page {
  const colour = stream.isTTY === true && stream.hasColors();
  return { width: Math.max(40, Math.min(100, stream.columns ?? 80)), paint: createPaint(colour) };
}

/** A column of names beside wrapped texts, each text on a line of its own; a name without texts is left out. */
export function facts(rows: readonly (readonly [name: string, texts: readonly string[]])[], page: Page): string[] {
  const left = 11;
  return rows.flatMap(([name, texts]) =>
    texts.flatMap((text, index) => {
      const [first = '', ...rest] = paragraph(text, { ...page, width: page.width - left - 2 }, { hang: 2 });
      const label = page.paint('quiet', (index === 0 ? name : '').padEnd(left));
      return [`  ${label}${first}`, ...rest.map((line) => `  ${' '.repeat(left)}${line}`)];
    }),
  );
}
