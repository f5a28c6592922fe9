/** Reads the tokens of a statement one after the other. */
import type { Token } from './tokens.ts';

export class Cursor {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** The token under way, or one behind it; undefined behind the last. */
  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }

  next(): Token | undefined {
    return this.#tokens[this.#at++];
  }

  get last(): Token | undefined {
    return this.#tokens[this.#at - 1];
  }

  get isDone(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** Whether these words come next, without quotes. */
  isAt(...words: readonly string[]): boolean {
    return words.every((word, index) => {
      const token = this.peek(index);
      return token !== undefined && token.kind !== 'name' && token.kind !== 'text' && token.text === word;
    });
  }

  /** Passes over these words where they come next. */
  take(...words: readonly string[]): boolean {
    if (!this.isAt(...words)) return false;
    this.#at += words.length;
    return true;
  }

  /** `public.orders`; undefined where no name comes next. Quoted ones keep their case. */
  name(): { readonly text: string; readonly isQuoted: boolean; readonly parts: readonly string[] } | undefined {
    const parts: string[] = [];
    let isQuoted = false;
    for (;;) {
      const token = this.peek();
      if (token?.kind !== 'word' && token?.kind !== 'name') return undefined;
      this.next();
      parts.push(token.kind === 'word' ? token.written : token.text);
      isQuoted = token.kind === 'name';
      if (!this.take('.')) return { text: parts.join('.'), isQuoted, parts };
    }
  }

  /** Tokens between parentheses that open here, without them; undefined where none open, or where they never close. */
  group(): Token[] | undefined {
    if (!this.isAt('(')) return undefined;
    const from = this.#at;
    let depth = 0;
    for (let at = from; at < this.#tokens.length; at++) {
      const token = this.#tokens[at];
      if (token?.kind !== 'sign') continue;
      if (token.text === '(') depth += 1;
      if (token.text === ')') depth -= 1;
      if (depth > 0) continue;
      this.#at = at + 1;
      return this.#tokens.slice(from + 1, at);
    }
    return undefined;
  }
}

/** Parted at the commas that no parentheses hold, nor the type of a structure. */
export function parted(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  for (const [token, isComma] of withCommas(tokens)) {
    if (isComma) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}

/** Each token with whether it is such a comma. */
export function* withCommas(tokens: readonly Token[]): Generator<readonly [Token, boolean]> {
  let depth = 0;
  let angles = 0;
  let before: Token | undefined;
  for (const token of tokens) {
    if (token.kind === 'sign') {
      if (token.text === '(' || token.text === '[') depth += 1;
      if (token.text === ')' || token.text === ']') depth -= 1;
      // Behind these words `<` opens a list of types; elsewhere it compares.
      if (token.text === '<' && /^(?:struct|array|map|row|list|record)$/.test(before?.text ?? '')) angles += 1;
      if (token.text === '>' && angles > 0) angles -= 1;
    }
    yield [token, depth === 0 && angles === 0 && token.kind === 'sign' && token.text === ','];
    before = token;
  }
}

/** `(status)::text = 'a'` as it is written, with one blank between tokens at most. */
export function textOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ written, start }, index) => {
      const before = tokens[index - 1];
      return before && before.end < start ? ` ${written}` : written;
    })
    .join('');
}

/** Names in a list, of keys that may give a length or an order: `(id, name(10) DESC)`. Undefined where one is an expression. */
export function namesOf(tokens: readonly Token[]): string[] | undefined {
  const names = parted(tokens).map(([first, ...rest]) => {
    const isPlain = rest[0]?.text !== '.' && (rest[0]?.text !== '(' || rest[1]?.kind === 'number');
    return isPlain && (first?.kind === 'word' || first?.kind === 'name') ? plainName(first) : undefined;
  });
  return names.every((name) => name !== undefined) ? names : undefined;
}

export function plainName({ kind, written, text }: Token): string {
  return kind === 'word' ? written : text;
}
