/**
 * Goes over a line of JSON byte by byte and makes nothing of it. What it does not understand it leaves to JSON.parse; what it
 * goes through is JSON.
 *
 * The bytes end with a newline, which is nowhere inside JSON, so nothing here has to look for their end.
 */

/** What stands in place of an end. */
export const NOT_UNDERSTOOD = -1;
/** Deeper lines go to JSON.parse, which minds the stack. */
export const MOST_LEVELS = 64;
/** Numbers that are much too long are none. */
const MOST_NUMBER = 500;

export class Walker {
  protected bytes: Uint8Array = new Uint8Array();
  /** Of the number that was read over last: it has neither fraction nor exponent; it has a fraction other than zero, and no exponent. */
  protected isWhole = false;
  protected isFraction = false;

  /** Behind a value; -1 where there is none. */
  protected skip(from: number, level: number): number {
    const first = this.bytes[from];
    this.isWhole = false;
    switch (first) {
      case QUOTE:
        return this.string(from + 1);
      case BRACE:
        return this.skipObject(from + 1, level + 1);
      case BRACKET:
        return this.skipList(from + 1, level + 1);
      case LETTER_T:
        return this.word(from, TRUE);
      case LETTER_F:
        return this.word(from, FALSE);
      case LETTER_N:
        return this.word(from, NULL);
      default:
        return this.number(from);
    }
  }

  private skipObject(from: number, level: number): number {
    const bytes = this.bytes;
    if (level > MOST_LEVELS) return NOT_UNDERSTOOD;
    let at = this.blanks(from);
    if (bytes[at] === END_BRACE) return at + 1;
    for (;;) {
      if (bytes[at] !== QUOTE) return NOT_UNDERSTOOD;
      at = this.string(at + 1);
      if (at < 0) return NOT_UNDERSTOOD;
      at = this.blanks(at);
      if (bytes[at] !== COLON) return NOT_UNDERSTOOD;
      at = this.skip(this.blanks(at + 1), level);
      if (at < 0) return NOT_UNDERSTOOD;
      at = this.blanks(at);
      const next = bytes[at];
      if (next === END_BRACE) return at + 1;
      if (next !== COMMA) return NOT_UNDERSTOOD;
      at = this.blanks(at + 1);
    }
  }

  private skipList(from: number, level: number): number {
    const bytes = this.bytes;
    if (level > MOST_LEVELS) return NOT_UNDERSTOOD;
    let at = this.blanks(from);
    if (bytes[at] === END_BRACKET) return at + 1;
    for (;;) {
      at = this.skip(at, level);
      if (at < 0) return NOT_UNDERSTOOD;
      at = this.blanks(at);
      const next = bytes[at];
      if (next === END_BRACKET) return at + 1;
      if (next !== COMMA) return NOT_UNDERSTOOD;
      at = this.blanks(at + 1);
    }
  }

  /** From behind the first quote to behind the last one. */
  protected string(from: number): number {
    const bytes = this.bytes;
    for (let at = from; ; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) return at + 1;
      if (byte < SPACE) return NOT_UNDERSTOOD;
      if (byte !== BACKSLASH) continue;
      at++;
      const escaped = bytes[at] ?? 0;
      if (escaped === LETTER_U) {
        for (let digit = 0; digit < 4; digit++) if (!isHexadecimal(bytes[++at] ?? 0)) return NOT_UNDERSTOOD;
      } else if (!ESCAPED.includes(escaped)) return NOT_UNDERSTOOD;
    }
  }

  private number(from: number): number {
    const bytes = this.bytes;
    let at = bytes[from] === DASH ? from + 1 : from;
    if (bytes[at] === ZERO) at++;
    else {
      const start = at;
      while (isDigit(bytes[at] ?? 0)) at++;
      if (at === start) return NOT_UNDERSTOOD;
    }
    this.isWhole = true;
    this.isFraction = false;
    if (bytes[at] === DOT) {
      this.isWhole = false;
      const start = ++at;
      for (let digit = bytes[at] ?? 0; isDigit(digit); digit = bytes[++at] ?? 0)
        if (digit !== ZERO) this.isFraction = true;
      if (at === start) return NOT_UNDERSTOOD;
    }
    if (bytes[at] === LETTER_E || bytes[at] === UPPER_E) {
      this.isWhole = false;
      this.isFraction = false;
      at++;
      if (bytes[at] === PLUS || bytes[at] === DASH) at++;
      const start = at;
      while (isDigit(bytes[at] ?? 0)) at++;
      if (at === start) return NOT_UNDERSTOOD;
    }
    return at - from > MOST_NUMBER ? NOT_UNDERSTOOD : at;
  }

  private word(from: number, word: Uint8Array): number {
    return isAt(this.bytes, from, word) ? from + word.length : NOT_UNDERSTOOD;
  }

  protected blanks(from: number): number {
    const bytes = this.bytes;
    let at = from;
    for (let byte = bytes[at]; byte === SPACE || byte === TAB || byte === RETURN; byte = bytes[at]) at++;
    return at;
  }
}

export function isAt(bytes: Uint8Array, from: number, part: Uint8Array, length = part.length): boolean {
  for (let index = 0; index < length; index++) if (bytes[from + index] !== part[index]) return false;
  return true;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

function isHexadecimal(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}

// Not shared with the files that go on from here: where modules are not bundled, an imported constant is looked up for each byte.
const [TAB, RETURN, SPACE, QUOTE, PLUS, COMMA, DASH, DOT] = [0x09, 0x0d, 0x20, 0x22, 0x2b, 0x2c, 0x2d, 0x2e];
const [ZERO, NINE, COLON, UPPER_E, BRACKET, BACKSLASH, END_BRACKET] = [0x30, 0x39, 0x3a, 0x45, 0x5b, 0x5c, 0x5d];
const [BRACE, END_BRACE] = [0x7b, 0x7d];
const [LETTER_E, LETTER_F, LETTER_N, LETTER_T, LETTER_U] = [0x65, 0x66, 0x6e, 0x74, 0x75];
const ESCAPED: readonly number[] = [...'"\\/bfnrt'].map((character) => character.charCodeAt(0));
const [TRUE, FALSE, NULL] = ['true', 'false', 'null'].map((word) => Buffer.from(word)) as [Buffer, Buffer, Buffer];
