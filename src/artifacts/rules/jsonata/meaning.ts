/** What a line of JSONata says, with one space for each blank, save in texts. Comments may go over several lines. */

/** A text, a name in back quotes, a comment of one line, or blanks. */
const TOKENS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\/\*.*?\*\/|\s+/g;

export function meaning(line: string): string {
  return line.replace(TOKENS, (token) => (/^\s/.test(token) ? ' ' : token.startsWith('/*') ? '' : token)).trim();
}
