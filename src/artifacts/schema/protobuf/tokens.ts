/** A .proto file as words, each with where it stands. It reads anything: what is no Protobuf is for others to say. */

export interface Token {
  /** Without its quotes where it is a text. */
  readonly text: string;
  readonly isText: boolean;
  /** Offsets into the file; the end is exclusive. */
  readonly start: number;
  readonly end: number;
}

const WORD = /[A-Za-z0-9_.+-]+/y;
const TEXT = /"((?:\\.|[^"\\\n])*)"|'((?:\\.|[^'\\\n])*)'/y;

/** Spaces and comments left out. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (text: string, end: number, isText = false): void => {
    tokens.push({ text, isText, start: at, end });
    at = end;
  };
  while (at < source.length) {
    const character = source.charAt(at);
    if (character <= ' ' || character === '\u00a0') at++;
    else if (source.startsWith('//', at)) at = after(source, '\n', at);
    else if (source.startsWith('/*', at)) at = after(source, '*/', at + 2);
    else {
      const text = character === '"' || character === "'" ? match(TEXT, source, at) : undefined;
      const word = text ?? match(WORD, source, at);
      if (!word) take(character, at + 1);
      else take(text?.[1] ?? text?.[2] ?? word[0], at + word[0].length, text !== undefined);
    }
  }
  return tokens;
}

function match(pattern: RegExp, source: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source) ?? undefined;
}

/** The offset behind the next occurrence; the end of the file where there is none. */
function after(source: string, sought: string, from: number): number {
  const found = source.indexOf(sought, from);
  return found === -1 ? source.length : found + sought.length;
}
