/**
 * Text from outside put into GitHub's markdown so that it stays text: no markup, HTML, link, image, formula, emoji,
 * reference or mention can come of it. What it is given must be `plain`: one line without control characters.
 */
import { cut, cutMiddle, shortWords } from '../plain.ts';

/** Breaks what GitHub makes of text after markdown is done: mentions, references, bare addresses, emoji. */
const breaker = '&#8203;';
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', $: '&#36;' };

const longestCode = 80;
const longestText = 300;
const longestPlace = 300;

/** A sentence among other text. */
export function text(value: string): string {
  return inSentence(cut(shortWords(value.trim(), longestCode), longestText));
}

function inSentence(value: string): string {
  return value
    .replace(/[&<>$]/g, (character) => entities[character] ?? '')
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replace(/^([-+=#]|\d+(?=[.)] )[.)])/, (start) => `${start.slice(0, -1)}\\${start.slice(-1)}`)
    .replace(/@/g, `@${breaker}`)
    .replace(/#(?=\d)(?!\d+;)/g, `#${breaker}`)
    .replace(/\bGH-(?=\d)/gi, `GH${breaker}-`)
    .replace(/:(?=\/\/|[\w+-]+:)/g, `:${breaker}`)
    .replace(/www\./gi, `www${breaker}.`);
}

/**
 * A sentence that quotes parts of a file between backticks.
 * @param quote what such a part becomes: `code`, and in the cell of a table `cellCode`
 */
export function quoting(value: string, quote: (part: string) => string): string {
  return cut(shortWords(value.trim(), longestCode), longestText)
    .split(/((?<!`)`[^`]+`(?!`))/)
    .map((part, index) => (index % 2 === 1 ? quote(part.slice(1, -1)) : inSentence(part)))
    .join('');
}

/** A value or name as a code span: nothing in it is looked at any more. */
export function code(value: string): string {
  return span(cutMiddle(value, longestCode));
}

/** A file, with its lines or without, as a code span: whole, or nobody finds it. */
export function placeCode(place: string): string {
  return span(cutMiddle(place, longestPlace));
}

/** A code span in a cell of a table, where a bar ends the cell even inside code and a backslash would free the bar. */
export function cellCode(value: string): string {
  return inCell(code(value));
}

export function cellPlaceCode(place: string): string {
  return inCell(placeCode(place));
}

function span(value: string): string {
  const shown = value || ' ';
  const fence = '`'.repeat(longestRun(shown) + 1);
  const pad = /^`|`$|^ .* $/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

function inCell(shown: string): string {
  return shown.replace(/(\\*)\|/g, (_, slashes: string) => (slashes ? `${slashes}∣` : '\\|'));
}

/** A name inside HTML (`<summary>`), where markdown does not reach. */
export function htmlCode(value: string): string {
  return `<code>${cutMiddle(value, longestCode).replace(/[&<>$]/g, (character) => entities[character] ?? '')}</code>`;
}

/** Inside a quoted attribute of an HTML tag. */
export function attribute(value: string, longest = Number.POSITIVE_INFINITY): string {
  return cut(value, longest).replace(/[&<>$"]/g, (character) => entities[character] ?? '&quot;');
}

/** Lines as a code block; GitHub colours those of a `diff`. */
export function block(lines: readonly string[], language: 'text' | 'diff' | 'sh' | 'json' = 'text'): string {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [`${fence}${language}`, ...lines, fence].join('\n');
}

/** A part that is folded until somebody opens it. `summary` is HTML. */
export function details(summary: string, body: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function longestRun(value: string): number {
  return Math.max(0, ...(value.match(/`+/g) ?? []).map(({ length }) => length));
}
