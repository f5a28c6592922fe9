/** What a line of CEL says without its comment and with one space for each blank, save in texts. */

/** A text, with its quotes, a comment, or blanks. Texts that go over several lines are compared as they are written. */
const TOKENS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\/\/.*|\s+/g;

export function meaning(line: string): string {
  return line.replace(TOKENS, (token) => (/^\s/.test(token) ? ' ' : token.startsWith('//') ? '' : token)).trim();
}
