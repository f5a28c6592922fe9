/**
 * The one place where a recorded text becomes a value, whatever file it stood in. Integers that a double does not hold
 * arrive as bigints; what is no JSON, or is nested so deeply that whatever recurses along it could run out of stack, is
 * no record.
 */
import { describeSyntaxError } from './json-error.ts';
import { LongIntegerParser, TooManyDigits } from './long-integers.ts';

/** Why a text is no record, without quoting it. */
export class Unparsable {
  readonly message: string;
  /** How many lines of the text stand before the place. */
  readonly lines: number;

  constructor(message: string, lines = 0) {
    this.message = message;
    this.lines = lines;
  }
}

const mostLevels = 1000;
export class RecordParser {
  private readonly longIntegers = new LongIntegerParser();

  /** The value, or an Unparsable. `mayHoldLong`: false where it is known that no 16 digits stand in a row. */
  parse(text: string, mayHoldLong = true): unknown {
    // A level takes two brackets, so most records are too short to be looked through.
    const isDeep = text.length > 2 * mostLevels && levels(text) > mostLevels;
    try {
      if (isDeep) JSON.parse(text);
      else return mayHoldLong ? this.longIntegers.parse(text) : JSON.parse(text);
    } catch (error) {
      if (error instanceof TooManyDigits) return new Unparsable(error.message);
      const { message, lines } = describeSyntaxError(text);
      return new Unparsable(message, lines);
    }
    return new Unparsable(`nested more than ${mostLevels} levels deep`);
  }
}

/** How deep a JSON text is nested at most; brackets inside strings do not count. */
function levels(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charCodeAt(index);
    if (character === 0x22) index = stringEnd(text, index);
    else if (character === 0x5b || character === 0x7b) {
      depth++;
      if (depth > deepest) deepest = depth;
    } else if (character === 0x5d || character === 0x7d) depth--;
  }
  return deepest;
}

/** Where the string that starts here ends, or the text. */
function stringEnd(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (text.charCodeAt(at - 1 - escapes) === 0x5c) escapes++;
    if (escapes % 2 === 0) return at;
  }
  return text.length;
}
