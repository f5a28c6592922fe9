/** Follows a JSON object, byte by byte, to the list that stands in it under certain members: `log`, `entries`. */

const byte = {
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  openBracket: 0x5b,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const;

export class ListFinder {
  readonly #members: readonly string[];
  /** Objects and lists that are open. */
  #depth = 0;
  /** Members of the way that enclose the place. */
  #matched = 0;
  #isFound = false;
  #isClosed = false;
  /** Of the last string; no longer than the longest member. */
  #word = '';
  readonly #longest: number;
  /** The member whose value comes next. */
  #key: string | undefined;

  constructor(members: readonly string[]) {
    this.#members = members;
    this.#longest = Math.max(...members.map(({ length }) => length)) + 1;
  }

  get path(): string {
    return `/${this.#members.join('/')}`;
  }

  get isFound(): boolean {
    return this.#isFound;
  }

  /** The object has ended. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** A byte of a string, its closing quote among them. Members with other than ASCII are none of the way. */
  spell(code: number): void {
    if (this.#word.length < this.#longest && code !== byte.quote) this.#word += String.fromCharCode(code);
  }

  /** A byte outside of strings. True where the list begins with it. */
  step(code: number): boolean {
    if (code === byte.quote) this.#word = '';
    else if (code === byte.colon) this.#key = this.#word;
    else if (code === byte.comma) this.#key = undefined;
    else if (code === byte.openBrace || code === byte.openBracket) return this.#enter(code);
    else if (code === byte.closeBrace || code === byte.closeBracket) this.leave();
    return false;
  }

  leave(): void {
    this.#depth -= 1;
    this.#key = undefined;
    if (this.#matched >= this.#depth) this.#matched = Math.max(0, this.#depth - 1);
    this.#isClosed = this.#depth === 0;
  }

  #enter(code: number): boolean {
    // An object of the way is open at each depth up to this one, and at no other.
    const isNext = this.#depth === this.#matched + 1 && this.#key === this.#members[this.#matched];
    this.#depth += 1;
    this.#key = undefined;
    if (!isNext) return false;
    const isLast = this.#matched === this.#members.length - 1;
    if (isLast && code === byte.openBracket && !this.#isFound) {
      this.#isFound = true;
      return true;
    }
    if (!isLast && code === byte.openBrace) this.#matched += 1;
    return false;
  }
}
