/**
 * Makes records of lines of JSON in which some objects stay the text that they are. What it does not understand it leaves to
 * JSON.parse, so that nothing depends on it but the time.
 */
import { RecordParser } from '../../parse-record.ts';
import { Verbatim, type VerbatimPlace } from '../../verbatim.ts';
import { isAt, MOST_LEVELS, NOT_UNDERSTOOD, Walker } from './walk.ts';

interface Node {
  readonly isVerbatim: boolean;
  /** Names that were met here, and the one that mostly comes first. */
  readonly known: Name[];
  first: Name | undefined;
}

/** A name of a member as it is written, with both its quotes and the colon behind them. */
interface Name {
  readonly bytes: Uint8Array;
  readonly name: string;
  /** Undefined where all of the value is read. */
  child: Node | undefined;
  /** It is a member that is looked at, of an object that else stays text. */
  isLookedAt: boolean;
  /** The one that came next, when it was last met. */
  next: Name | undefined;
}

type Members = Record<string, unknown>;
/** The text of some of the bytes. */
type TextOf = (from: number, to: number) => string;

/** Of one object. */
const MOST_NAMES = 256;
/** Whole numbers of fewer digits are doubles. */
const LONG_DIGITS = 16;

export class Outline extends Walker {
  /** Where the line of the last record ends, at its newline. */
  end = 0;
  readonly #root: Node = newNode(false);
  readonly #parser = new RecordParser();
  #textOf: TextOf = () => '';
  #value: unknown;

  constructor(places: readonly VerbatimPlace[]) {
    super();
    for (const { path, looksAt = [] } of places) {
      let node = this.#root;
      for (const [index, name] of path.entries()) {
        const known = nameIn(node, name);
        known.child ??= newNode(index === path.length - 1);
        node = known.child;
      }
      for (const name of looksAt) nameIn(node, name).isLookedAt = true;
    }
  }

  /** The record of the line that begins here; undefined for one that is to be parsed. The bytes are UTF-8 and end with a newline. */
  read(bytes: Uint8Array, from: number, textOf: TextOf): object | undefined {
    this.bytes = bytes;
    this.#textOf = textOf;
    if (bytes[from] !== BRACE) return undefined;
    const record: Members = {};
    const after = this.#object(this.#root, from + 1, 1, record);
    if (after < 0) return undefined;
    this.end = this.blanks(after);
    return bytes[this.end] === NEWLINE ? record : undefined;
  }

  /** From behind the brace of an object to behind the other one. */
  #object(node: Node, from: number, level: number, members: Members): number {
    const bytes = this.bytes;
    if (level > MOST_LEVELS) return NOT_UNDERSTOOD;
    let at = this.blanks(from);
    if (bytes[at] === END_BRACE) return at + 1;
    let expected = node.first;
    let before: Name | undefined;
    for (;;) {
      let name = expected;
      if (name !== undefined && isAt(bytes, at, name.bytes)) at += name.bytes.length;
      else {
        if (bytes[at] !== QUOTE) return NOT_UNDERSTOOD;
        const end = this.string(at + 1);
        if (end < 0) return NOT_UNDERSTOOD;
        name = this.#nameAt(node, at, end);
        if (name === undefined) return NOT_UNDERSTOOD;
        if (before) before.next = name;
        else node.first = name;
        at = this.blanks(end);
        if (bytes[at] !== COLON) return NOT_UNDERSTOOD;
        at += 1;
      }
      at = this.blanks(at);
      if (node.isVerbatim && !name.isLookedAt) at = this.skip(at, level);
      else {
        at = this.#read(name.child, at, level);
        members[name.name] = this.#value;
      }
      if (at < 0) return NOT_UNDERSTOOD;
      at = this.blanks(at);
      const next = bytes[at];
      if (next === END_BRACE) return at + 1;
      if (next !== COMMA) return NOT_UNDERSTOOD;
      at = this.blanks(at + 1);
      before = name;
      expected = name.next;
    }
  }

  /** A name as it was met before; what is new is remembered while there are few. Undefined for one that has to be parsed. */
  #nameAt(node: Node, from: number, to: number): Name | undefined {
    const length = to - from;
    for (const name of node.known)
      if (name.bytes.length === length + 1 && isAt(this.bytes, from, name.bytes, length)) return name;
    const isFull = node.known.length >= MOST_NAMES;
    if (isFull && node.isVerbatim) return OTHER;
    const name = this.#textOf(from + 1, to - 1);
    // To write that one as a member would give the object another prototype.
    if (name.includes('\\') || name === '__proto__' || isFull) return undefined;
    return nameIn(node, name);
  }

  /** From the first byte of a value to behind it. */
  #read(node: Node | undefined, from: number, level: number): number {
    if (node && this.bytes[from] === BRACE) {
      const members: Members = {};
      const end =
        node.isVerbatim && node.known.length === 0
          ? this.skip(from, level)
          : this.#object(node, from + 1, level + 1, members);
      if (end >= 0) this.#value = node.isVerbatim ? new Verbatim(this.#textOf(from, end), members) : members;
      return end;
    }
    const end = this.skip(from, level);
    if (end >= 0) this.#value = this.#valueOf(from, end);
    return end;
  }

  /** Of what was just gone over. */
  #valueOf(from: number, end: number): unknown {
    switch (this.bytes[from]) {
      case QUOTE: {
        const text = this.#textOf(from + 1, end - 1);
        return text.includes('\\') ? JSON.parse(`"${text}"`) : text;
      }
      case BRACE:
      case BRACKET:
        return this.#parser.parse(this.#textOf(from, end));
      case LETTER_T:
        return true;
      case LETTER_F:
        return false;
      case LETTER_N:
        return null;
      default: {
        const text = this.#textOf(from, end);
        return this.isWhole && text.length >= LONG_DIGITS ? this.#parser.parse(text) : Number(text);
      }
    }
  }
}

/** One of very many. */
const OTHER: Name = { bytes: new Uint8Array(), name: '', child: undefined, isLookedAt: false, next: undefined };

function newNode(isVerbatim: boolean): Node {
  return { isVerbatim, known: [], first: undefined };
}

function nameIn(node: Node, name: string): Name {
  const found = node.known.find((known) => known.name === name);
  if (found) return found;
  const bytes = Buffer.from(`${JSON.stringify(name)}:`);
  const added: Name = { bytes, name, child: undefined, isLookedAt: false, next: undefined };
  node.known.push(added);
  return added;
}

// Of this file's own: where modules are not bundled, those of another one are looked up for each byte.
const [NEWLINE, QUOTE, COMMA, COLON, BRACKET, BRACE, END_BRACE] = [0x0a, 0x22, 0x2c, 0x3a, 0x5b, 0x7b, 0x7d];
const [LETTER_F, LETTER_N, LETTER_T] = [0x66, 0x6e, 0x74];
