/**
 * Text from outside (values of records, messages of engines, names of files) made harmless and fitted into columns.
 * A terminal obeys control characters and a reader is misled by invisible ones, so none of them leaves this room.
 */
import stringWidth from 'string-width';
import type { Report } from './report.generated.ts';

/** Controls, invisible formatting (bidirectional overrides, tags), lone surrogates; all but the joiners of scripts and emoji. */
const harmful = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Co}\p{Zl}\p{Zp}]/gu;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** One line of visible text: white space collapses to blanks, every harmful character becomes its escape (`\u001b`). */
export function plain(text: string): string {
  return text
    .replace(/[\t\n\v\f\r]+/g, ' ')
    .replace(harmful, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}

/** The same report with every text and every key in it made `plain`; renderers start here and need not think of it again. */
export function plainReport(report: Report): Report {
  return JSON.parse(JSON.stringify(report), (_key, value: unknown) => {
    if (typeof value === 'string') return plain(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [plain(key), inner]));
  });
}

/** Columns that a text takes on a terminal. */
export function columns(text: string): number {
  return stringWidth(text);
}

/** Cut to the width, with … at the end. */
export function cut(text: string, width: number): string {
  if (columns(text) <= width) return text;
  return `${take(split(text), width - 1).join('')}…`.slice(0, width > 0 ? undefined : 0);
}

/** Cut to the width, with … at the start: of a path the end matters most. */
export function cutStart(text: string, width: number): string {
  if (columns(text) <= width) return text;
  const kept = take(split(text).reverse(), width - 1).reverse();
  return `…${kept.join('')}`.slice(0, width > 0 ? undefined : 0);
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - columns(text))) + text;
}

/** Between a number and its unit: a line never ends there. */
const unitGap = /(?<=\d) (?=%|points?\b|records?\b|[kMBT]\b)/g;
const joiner = '\u00a0';

/** Lines of at most `width` columns, broken at blanks, but not before a unit; a word that is too long is broken inside. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  const words = text.trim().replace(unitGap, joiner).split(/ +/);
  for (const word of words.flatMap((word) => breakWord(word, width))) {
    if (line === '') line = word;
    else if (columns(line) + 1 + columns(word) <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return (line === '' ? lines : [...lines, line]).map((one) => one.replaceAll(joiner, ' '));
}

/** Parts of at most so many columns, of a text that has to stay as it is. */
export function breakWord(word: string, width: number): string[] {
  const parts: string[] = [];
  let rest = split(word);
  while (columns(rest.join('')) > width) {
    const part = take(rest, width);
    // A single character wider than the line would never get shorter.
    if (part.length === 0) return [...parts, '…'];
    parts.push(part.join(''));
    rest = rest.slice(part.length);
  }
  return [...parts, rest.join('')];
}

function split(text: string): string[] {
  return [...graphemes.segment(text)].map(({ segment }) => segment);
}

/** As many characters from the start as fit. */
function take(characters: readonly string[], width: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const character of characters) {
    used += columns(character);
    if (used > width) break;
    taken.push(character);
  }
  return taken;
}
