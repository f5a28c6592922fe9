/**
 * Text from outside (values of records, messages of engines, names of files) made harmless and fitted into columns.
 * A terminal obeys control characters and a reader is misled by invisible ones, so none of them leaves this room.
 */
import { columns, isSimple } from '../format/columns.ts';
import type { Report } from './report.generated.ts';

/** Controls, invisible formatting (bidirectional overrides, tags), lone surrogates; all but the joiners of scripts and emoji. */
const harmful = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Co}\p{Zl}\p{Zp}]/gu;
/** Nearly all text is without any of them, and to compile what finds them takes some milliseconds. */
const beyondAscii = /[^\x20-\x7e]/;
/** Made on first use, which takes some milliseconds. */
let graphemes: Intl.Segmenter | undefined;

/** One line of visible text: white space collapses to blanks, every harmful character becomes its escape (`\u001b`). */
export function plain(text: string): string {
  if (!beyondAscii.test(text)) return text;
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

/** Cut to the width, with … in the middle: names often begin alike, and a measure's key stands at the end of its name. */
export function cutMiddle(text: string, width: number): string {
  if (columns(text) <= width) return text;
  if (width < 2) return cut(text, width);
  const end = take(split(text).reverse(), Math.floor((width - 1) * 0.4)).reverse();
  const start = take(split(text), width - 1 - columns(end.join('')));
  return `${start.join('')}…${end.join('')}`;
}

/** Cut to the width behind a word, with … at the end: the half of a number is another number. Empty where no word fits. */
export function cutWords(text: string, width: number): string {
  if (columns(text) <= width) return text;
  const words = text.split(' ');
  while (words.length > 0 && columns(words.join(' ')) + 2 > width) words.pop();
  return words.length === 0 ? '' : `${words.join(' ')} …`;
}

/** The same sentence with every word cut to the width; a path, which somebody may want to copy, to twice of it. */
export function shortWords(text: string, width: number): string {
  return text.replace(/[^ ]+/g, (word) => cutMiddle(word, word.includes('/') ? 2 * width : width));
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

/** What a terminal or an editor opens where it finds it in one piece: `(rules/compensation.json:4-9):`. */
const openable = /^[`'"(]*[^\s`'"()]+\/[^\s`'"()]*\.\w+(?::\d+(?:-\d+)?)?[`'"().,:;]*$/;
/** Columns. A longer one is no place that anybody opens. */
const longestOpenable = 300;

export function isOpenable(word: string): boolean {
  return columns(word) <= longestOpenable && openable.test(word);
}

/**
 * Lines of at most `width` columns, broken at blanks, but not before a unit; a word that is too long is broken inside, unless
 * it is a place in a file.
 */
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
  if (isOpenable(word)) return [word];
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
  if (isSimple(text)) return [...text];
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
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
