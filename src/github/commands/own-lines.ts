/**
 * Which lines of a comment its writer says as text: not code, not a quote, not hidden. `parse.ts` looks for commands in
 * these alone. Where GitHub's markdown leaves a doubt, a line is left out: a command that is overlooked can be written
 * again, one that was only quoted must not be carried out in the quoter's name.
 */

/** The lines without line breaks; those that are not the writer's own, or not shown as text, are empty. */
export function ownLines(body: string): string[] {
  const lines = normalise(body).split('\n');
  const own: string[] = [];
  let hidden: Hidden | undefined;
  let quoting = false;
  for (const [index, line] of lines.entries()) {
    if (hidden?.outside?.test(line)) hidden = undefined;
    if (hidden) {
      if (hidden.last.test(line)) hidden = undefined;
      own.push('');
      continue;
    }
    if (startsForeignMail(lines, index)) break;
    const block = fence(line) ?? htmlBlock(line);
    if (block) {
      hidden = block.closed ? undefined : block;
      quoting = false;
      own.push('');
      continue;
    }
    quoting = isQuote(line) ? quotesText(line) : quoting && !isBlank(line);
    const comment = withoutComments(line);
    if (comment.open) hidden = { last: /-->|^\s*$/ };
    own.push(quoting || isQuote(line) ? '' : comment.shown);
  }
  return own;
}

/** Lines that are not text, from the one that opened them on. */
interface Hidden {
  /** The line that ends it, itself still hidden. */
  readonly last: RegExp;
  /** The first line that no longer belongs to it. */
  readonly outside?: RegExp;
  readonly closed?: boolean;
}

/** `- `, `12) `: a code block can start behind them. */
const listMarkers = '(?: {0,3}(?:[-*+]|\\d{1,9}[.)]) {1,4})*';
const fencePattern = new RegExp(`^(${listMarkers}) {0,3}(\`{3,}(?=[^\`]*$)|~{3,})`);
const quotePattern = new RegExp(`^${listMarkers} {0,3}>`);

/** One kind of line break, blank and nothing invisible: mail programs and telephones are free with all three. */
function normalise(body: string): string {
  return body
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Zs}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[^\P{Cc}\n\t]/gu, ' ');
}

/** A fence ends with one of its kind that is as long; inside a list also where the item ends. */
function fence(line: string): Hidden | undefined {
  const [, marker = '', run] = fencePattern.exec(line) ?? [];
  if (run === undefined) return undefined;
  const indent = marker.length;
  return {
    last: new RegExp(`^ {${indent},${indent + 3}}${run[0]}{${run.length},}\\s*$`),
    outside: indent > 0 ? new RegExp(`^ {0,${indent - 1}}\\S`) : undefined,
  };
}

/** HTML that GitHub shows as it stands, or not at all. */
function htmlBlock(line: string): Hidden | undefined {
  const [start, tag] = /^ {0,3}<(!--|(?:pre|script|style|textarea)(?=[\s>]|$))/i.exec(line) ?? [];
  if (start === undefined) return undefined;
  const last = tag === '!--' ? /-->/ : /<\/(?:pre|script|style|textarea)>/i;
  return { last, closed: last.test(line.slice(start.length)) };
}

/** A comment inside a line of text is taken out. */
function withoutComments(line: string): { readonly shown: string; readonly open: boolean } {
  const rest = line.replace(/<!--.*?-->/g, ' ');
  const open = rest.indexOf('<!--');
  return open < 0 ? { shown: rest, open: false } : { shown: rest.slice(0, open), open: true };
}

function isQuote(line: string): boolean {
  return quotePattern.test(line);
}

/** The lines after it go on with the quote although they have no `>`: https://spec.commonmark.org/0.31.2/#paragraph-continuation-text */
function quotesText(line: string): boolean {
  return !isBlank(line.replace(quotePattern, '').replace(/[> ]/g, ''));
}

function isBlank(line: string): boolean {
  return line.trim() === '';
}

/** From here on a mail program repeats the mail that is answered, without `>` before its lines. */
function startsForeignMail(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  if (/^\s*-{2,}\s*(?:original|forwarded) message\s*-{2,}/i.test(line)) return true;
  if (/^\W*From:/i.test(line))
    return lines.slice(index + 1, index + 5).some((next) => /^\W*(?:Sent|Date):/i.test(next));
  if (!/^\s*On\s/.test(line)) return false;
  const wrapped = [index, index + 1].find((last) => /\bwrote:\s*$/.test(lines[last] ?? ''));
  if (wrapped === undefined) return false;
  const first = lines.slice(wrapped + 1).find((next) => !isBlank(next));
  return first !== undefined && !isQuote(first);
}
