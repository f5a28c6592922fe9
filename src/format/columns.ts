/** How wide a text is on a terminal. */
import { loadNow } from '../document/load-now.ts';

/**
 * Characters of one column and one code unit, whatever stands beside them: Latin letters and signs, dashes, quotes and other
 * punctuation, arrows, signs of mathematics, lines and blocks. Nearly all text is of these.
 */
const SINGLE =
  /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2200-\u22ff\u2500-\u25fc\u2713-\u2718]*$/;

/** Columns that a text takes. */
export function columns(text: string): number {
  return isSimple(text) ? text.length : measured(text);
}

/** Whether each of its code units is a character of one column. */
export function isSimple(text: string): boolean {
  return SINGLE.test(text);
}

function measured(text: string): number {
  const { default: stringWidth } = loadNow<typeof import('./string-width.ts')>('format/string-width');
  return stringWidth(text);
}
