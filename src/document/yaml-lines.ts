/** The lines of a YAML text that hold something, one after the other. */

/** Not written as most people do, or a mistake. */
export class Unusual extends Error {}

/** Tabs, other line ends and what cannot be printed, and directives. */
const EXTRAORDINARY = /[^\n\x20-\x7e\xa0-\u2027\u202a-\ufefe\uff00-\ufffd]|^%/;
/** Comments, and one line that says where the document begins. */
const BEGINNING = /^(?:(?: *#[^\n]*| *)\n)*---(?: +#[^\n]*| *)\n/;

export function isOrdinary(text: string): boolean {
  return !EXTRAORDINARY.test(text);
}

export class Lines {
  /** The first sign of the line that is not a space. */
  at = 0;
  /** How far to the right that stands. */
  column = 0;
  isEnd = false;
  readonly #text: string;
  /** How far to the right a comment stands that was passed by to get here; none: -1. */
  #comment = -1;

  constructor(text: string) {
    this.#text = text;
  }

  /** @param from where a line begins; at first, where the document does */
  begin(from: number = BEGINNING.exec(this.#text)?.[0].length ?? 0): void {
    const text = this.#text;
    this.#comment = -1;
    for (let start = from; start < text.length; ) {
      const at = skipSpaces(text, start);
      const sign = text[at];
      const column = at - start;
      if (sign === '#') this.#comment = Math.max(this.#comment, column);
      else if (sign !== '\n' && sign !== undefined) {
        this.#arrive(at, column);
        return;
      }
      start = lineEnd(text, at) + 1;
    }
    this.#arrive(text.length, 0);
    this.isEnd = true;
  }

  /** From somewhere on a line to the next one that holds something. */
  next(at: number): void {
    this.begin(lineEnd(this.#text, at) + 1);
  }

  /** Further to the right on the same line. */
  moveTo(at: number): void {
    this.column += at - this.at;
    this.at = at;
  }

  isAt(column: number): boolean {
    return !this.isEnd && this.column === column;
  }

  /** Whether nothing or a comment stands there. */
  isLineEnd(at: number): boolean {
    const sign = this.#text[at];
    return sign === undefined || sign === '\n' || sign === '#';
  }

  /** Where the line behind this one begins. */
  afterLine(at: number): number {
    return Math.min(this.#text.length, lineEnd(this.#text, at) + 1);
  }

  /** Comments may belong to what they stand below, by a rule that only the parser has. */
  close(column: number): void {
    if (column > 0 && this.#comment >= column) throw new Unusual();
  }

  get isAfterComment(): boolean {
    return this.#comment >= 0;
  }

  /** Where what is deeper than a column ends that begins here. */
  endOfInner(at: number, column: number): number {
    const text = this.#text;
    let start = this.afterLine(at);
    while (start < text.length) {
      const first = skipSpaces(text, start);
      if (text[first] !== '\n' && first < text.length && first - start <= column) return start;
      start = this.afterLine(first);
    }
    return text.length;
  }

  #arrive(at: number, column: number): void {
    if (this.#comment > column) throw new Unusual();
    if (column === 0 && /^(?:---|\.\.\.)/.test(this.#text.slice(at, at + 3))) throw new Unusual();
    this.at = at;
    this.column = column;
  }
}

export function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 0x20) at += 1;
  return at;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}
