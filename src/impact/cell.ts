/** Cells of joint tables: which of them are numbers, and how people write them. */
import type { Cell } from './evidence.ts';

/** Cells that are no JSON text. */
const WORDS = new Set(['rejected', 'failed', 'missing', 'empty', 'NaN', 'Infinity', '-Infinity']);

/** True for a finite number and for a bin of numbers, which is what a histogram of the output counts. */
export function isNumberCell(cell: Cell): boolean {
  return /^(-?\d|\[[^"{]*\)$)/.test(cell);
}

/** True for `other` and its buckets `other:7`, in which rare values are counted together. */
export function isFoldedCell(cell: Cell): boolean {
  return cell === 'other' || cell.startsWith('other:');
}

/**
 * A cell as people write it: `"short"` → `short`. A text that without its quotes would read as something else keeps
 * them: `"250"`, `"true"`, `"rejected"`, `"[1,2)"`, the empty text.
 */
export function cellText(cell: Cell): string {
  if (!cell.startsWith('"')) return cell;
  const text: unknown = JSON.parse(cell);
  if (
    typeof text !== 'string' ||
    WORDS.has(text) ||
    isFoldedCell(text) ||
    text.trim() !== text ||
    text === '' ||
    /[\p{Cc}"]/u.test(text)
  )
    return cell;
  return isNumberCell(text) || isJson(text) ? cell : text;
}

/** Of a text without quotes and blanks around it. Most are none, and to be told so by an error takes a thousand times as long. */
function isJson(text: string): boolean {
  if (text === 'true' || text === 'false' || text === 'null') return true;
  if (!/^[{[\d-]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
