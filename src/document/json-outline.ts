/** The values of a JSON text in the order in which they begin, as numbers alone: a big file has a million of them. */
import type { Span } from './places.ts';

/** Values go by their number; the outermost is 0. */
export interface Outlined {
  readonly size: number;
  /** How many of them are members of objects. */
  readonly memberCount: number;
  valueOf(at: number): Span;
  /** Undefined for items of lists. */
  keyOf(at: number): Span | undefined;
  childrenOf(at: number): Iterable<number>;
}

/** Fields of a value: where it begins and ends, where its key does, and the number of the value after all that is in it. */
const [START, END, KEY, KEY_END, AFTER] = [0, 1, 2, 3, 4];
const FIELDS = 5;

/** The text must be one that `JSON.parse` accepts. */
export function outlineJson(text: string): Outlined {
  let table = new Int32Array(Math.max(64, Math.ceil(text.length / 16)) * FIELDS);
  let size = 0;
  let memberCount = 0;
  /** The containers that are open, and which of them are lists. */
  const open: number[] = [];
  const areLists: boolean[] = [];
  let [key, keyEnd] = [-1, -1];

  for (let offset = 0; offset < text.length; ) {
    const character = text.charCodeAt(offset);
    if (isSeparator(character)) {
      offset++;
    } else if (character === OBJECT || character === LIST) {
      open.push(size);
      areLists.push(character === LIST);
      enter(offset, offset + 1);
      offset++;
    } else if (character === OBJECT_END || character === LIST_END) {
      offset++;
      const closed = (open.pop() ?? 0) * FIELDS;
      areLists.pop();
      table[closed + END] = offset;
      table[closed + AFTER] = size;
    } else {
      const end = character === QUOTE ? endOfString(text, offset) : endOfLiteral(text, offset);
      if (key === -1 && areLists.at(-1) === false) [key, keyEnd] = [offset, end];
      else enter(offset, end);
      offset = end;
    }
  }

  function enter(start: number, end: number): void {
    if ((size + 1) * FIELDS > table.length) {
      const larger = new Int32Array(2 * table.length);
      larger.set(table);
      table = larger;
    }
    const at = size * FIELDS;
    table[at + START] = start;
    table[at + END] = end;
    table[at + KEY] = key;
    table[at + KEY_END] = keyEnd;
    table[at + AFTER] = size + 1;
    if (key !== -1) memberCount++;
    key = -1;
    size++;
  }

  const field = (at: number, which: number) => table[at * FIELDS + which] ?? 0;
  return {
    size,
    memberCount,
    valueOf: (at) => [field(at, START), field(at, END)],
    keyOf: (at) => (field(at, KEY) === -1 ? undefined : [field(at, KEY), field(at, KEY_END)]),
    *childrenOf(at) {
      const end = field(at, AFTER);
      for (let child = at + 1; child < end; child = field(child, AFTER)) yield child;
    },
  };
}

const [OBJECT, OBJECT_END, LIST, LIST_END, QUOTE, BACKSLASH] = [0x7b, 0x7d, 0x5b, 0x5d, 0x22, 0x5c];

/** Blanks, line breaks, commas and colons. */
function isSeparator(character: number): boolean {
  return (
    character === 0x20 ||
    character === 0x0a ||
    character === 0x2c ||
    character === 0x3a ||
    character === 0x0d ||
    character === 0x09
  );
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
}

function isEscaped(text: string, offset: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(offset - 1 - backslashes) === BACKSLASH) backslashes++;
  return backslashes % 2 === 1;
}

function endOfLiteral(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && !isEndOfLiteral(text.charCodeAt(end))) end++;
  return end;
}

function isEndOfLiteral(character: number): boolean {
  return isSeparator(character) || character === OBJECT_END || character === LIST_END;
}
