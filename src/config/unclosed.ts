/** Where a quote or a bracket of a YAML text is opened that nothing closes: a parser complains where it gave up, lines below. */
import { lineIndex } from '../document/places.ts';
import type { Problem } from '../errors.ts';

const closing: Readonly<Record<string, string>> = { '{': '}', '[': ']', '"': '"', "'": "'" };

/**
 * The problem at the place that is to blame; undefined where the parser complains of something else, or where a text that is closed on
 * the same line is no YAML either.
 */
export function unclosed(text: string, problem: Problem, isYaml: (text: string) => boolean): Problem | undefined {
  if (!/^Missing closing ["']quote|^Flow (?:map|sequence)\b.* end with a [}\]]/.test(problem.message)) return undefined;
  for (const offset of openedIn(text)) {
    const opened = text[offset] ?? '';
    const expected = closing[opened] ?? '';
    const end = /$/m.exec(text.slice(offset))?.index ?? 0;
    const line = text.slice(offset, offset + end);
    // A text ends before the brackets around it.
    const own = opened === '"' || opened === "'" ? line.replace(/[\]},\s]+$/, '') : line.trimEnd();
    if (!isYaml(`${text.slice(0, offset)}${own}${expected}${text.slice(offset + own.length)}`)) continue;
    return { ...problem, ...lineIndex(text)(offset), message: `${opened} is opened here and never closed`, expected };
  }
  return undefined;
}

/** Offsets of quotes and brackets that their own lines do not close. */
function openedIn(text: string): number[] {
  const pattern = /(?<=^|\s)#.*|(?<=^|[\s[{,:])(?:"(?:\\.|[^"\\\n])*"?|'[^'\n]*'?)|[[\]{}]|\n/gm;
  let open: { token: string; offset: number }[] = [];
  const found: number[] = [];
  for (const { 0: token, index: offset } of [...text.matchAll(pattern), { 0: '\n', index: text.length }]) {
    if (token === '{' || token === '[' || /^(?:"[^"]*|'[^']*)$/.test(token)) open.push({ token, offset });
    else if (token === closing[open.at(-1)?.token ?? '']) open.pop();
    else if (token === '\n') {
      // The innermost first: what it was opened in is closed perhaps once it is.
      found.push(...open.map((one) => one.offset).reverse());
      open = [];
    }
  }
  return found;
}
