/**
 * YAML as most people write it, read several times as fast as by the parser of all of it: block mappings and lists, flow
 * collections, and scalars. Whatever else a text has (anchors, tags, tabs, several documents, a mistake) is not read here at
 * all, so that one parser decides what it means. Tests hold both to the same values, places and mistakes.
 */
import { duplicateAt } from './places.ts';
import type { ReadYaml, YamlDoubt, YamlMistake } from './yaml-document.ts';
import { isOrdinary, Lines, skipSpaces, Unusual } from './yaml-lines.ts';
import {
  type Child,
  type Entry,
  keySpelling,
  listOf,
  locateIn,
  mappingOf,
  nameOf,
  type ReadNode,
  twiceIn,
} from './yaml-members.ts';
import { readOddScalar } from './yaml-odd-scalar.ts';
import { flowKeyEnd, keyEnd, type PlainNode, plainEnd, plainNode, textNode, trimmed } from './yaml-plain.ts';

/** Deeper than this is for the parser, which says where. */
const DEEPEST = 100;
/** Longer keys are mistakes. */
const LONGEST_KEY = 1_000;

/** Undefined where it is not written as most people do. */
export function readQuickly(text: string): ReadYaml | undefined {
  if (!isOrdinary(text)) return undefined;
  try {
    return new QuickReader(text).read();
  } catch (error) {
    if (error instanceof Unusual) return undefined;
    throw error;
  }
}

/** A node, and where its parent's last part ends if it is that. */
interface Block {
  readonly node: ReadNode;
  readonly end: number;
}

class QuickReader {
  readonly #text: string;
  readonly #lines: Lines;
  readonly #mistakes: YamlMistake[] = [];
  readonly #doubts: YamlDoubt[] = [];
  #isSpelt = false;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#lines = new Lines(text);
  }

  read(): ReadYaml {
    const lines = this.#lines;
    lines.begin();
    if (lines.column !== 0) throw new Unusual();
    const { node } = this.#block(-1);
    if (!lines.isEnd) throw new Unusual();
    return {
      value: node.value,
      locate: locateIn(node),
      mistakes: this.#mistakes,
      doubts: this.#doubts,
      isSpelt: this.#isSpelt,
    };
  }

  /** The mapping or list whose first part is where the lines have come to. */
  #block(parent: number): Block {
    const { at, column } = this.#lines;
    if (column <= parent || ++this.#depth > DEEPEST) throw new Unusual();
    const found = this.#isDash(at) ? this.#list(column) : this.#mapping(column);
    this.#depth -= 1;
    return found;
  }

  #mapping(column: number): Block {
    const lines = this.#lines;
    const start = lines.at;
    const entries: Entry[] = [];
    let end = start;
    do {
      const key = this.#key();
      const name = nameOf(key.node);
      const { node, end: after } = this.#value(key.after, column);
      end = after;
      entries.push({ ...name, offset: key.node.span[0], child: this.#child(key.node, node) });
    } while (lines.isAt(column) && !this.#isDash(lines.at));
    lines.close(column);
    return { node: this.#made(entries, [start, end]), end };
  }

  #child(key: ReadNode, node: ReadNode): Child {
    const keyWritten = keySpelling(key);
    this.#isSpelt ||= keyWritten !== undefined;
    return { key: key.span, value: node.span, node, ...(keyWritten !== undefined && { keyWritten }) };
  }

  #made(entries: readonly Entry[], span: ReadNode['span']): ReadNode {
    for (const { offset } of twiceIn(entries)) this.#mistakes.push(duplicateAt(offset));
    return mappingOf(entries, span);
  }

  #list(column: number): Block {
    const lines = this.#lines;
    const start = lines.at;
    const items: ReadNode[] = [];
    let end = start;
    do {
      const item = this.#item(column);
      items.push(item.node);
      end = item.end;
    } while (lines.isAt(column) && this.#isDash(lines.at));
    lines.close(column);
    return { node: listOf(items, [start, end]), end };
  }

  /** Behind its dash there is a value, or the first member of a mapping whose others stand below it. */
  #item(column: number): Block {
    const lines = this.#lines;
    const at = skipSpaces(this.#text, lines.at + 1);
    if (lines.isLineEnd(at)) return this.#below(at, column, false);
    if (this.#isDash(at)) throw new Unusual();
    if (!this.#isKey(at)) return this.#inLine(at, column);
    lines.moveTo(at);
    return this.#block(column);
  }

  #value(after: number, column: number): Block {
    const at = skipSpaces(this.#text, after);
    return this.#lines.isLineEnd(at) ? this.#below(at, column, true) : this.#inLine(at, column);
  }

  /** What stands on the lines after a key or a dash; nothing is null. */
  #below(at: number, column: number, isMember: boolean): Block {
    const lines = this.#lines;
    lines.next(at);
    if (!lines.isEnd && lines.column > column) {
      if (!this.#isDash(lines.at) && !this.#isKey(lines.at)) throw new Unusual();
      return this.#block(column);
    }
    if (isMember && lines.isAt(column) && this.#isDash(lines.at)) return this.#block(column - 1);
    // Where a comment beside nothing belongs, the parser says.
    if (!isMember || this.#text[at] === '#' || lines.isAfterComment) throw new Unusual();
    return { node: { value: null, size: 1, span: [at, at] }, end: at };
  }

  /** A value that begins on the line of its key or dash. */
  #inLine(at: number, column: number): Block {
    const text = this.#text;
    const lines = this.#lines;
    const sign = text[at];
    const isFlow = sign === '{' || sign === '[';
    const found = isFlow ? this.#flow(at, column) : this.#scalar(at);
    if (!found) return this.#odd(at, column);
    const [, end] = found.span;
    const after = skipSpaces(text, end);
    if (!lines.isLineEnd(after) || (text[after] === '#' && after === end)) throw new Unusual();
    lines.next(after);
    const goesOn = !isFlow && !lines.isEnd && lines.column > column;
    if (!goesOn) return { node: this.#noted(found), end: lines.afterLine(after) };
    if (lines.isAfterComment || text[after] === '#') throw new Unusual();
    return this.#odd(at, column);
  }

  /** A scalar of several lines. */
  #odd(at: number, column: number): Block {
    const { node, end, after } = readOddScalar(this.#text, at, this.#lines.endOfInner(at, column));
    this.#lines.begin(after);
    return { node: this.#noted(node), end };
  }

  /** Undefined for one that the next lines belong to. */
  #scalar(at: number): PlainNode | undefined {
    const text = this.#text;
    const sign = text[at];
    if (sign === '|' || sign === '>') return undefined;
    if (sign === '"' || sign === "'") return textNode(text, at);
    return plainNode(text, at, plainEnd(text, at, false));
  }

  /** A key of a block mapping with where the text behind its colon begins. */
  #key(): { readonly node: ReadNode; readonly after: number } {
    const text = this.#text;
    const { at } = this.#lines;
    const colon = keyEnd(text, at);
    if (colon === undefined || colon - at > LONGEST_KEY) throw new Unusual();
    return { node: this.#scalarBefore(at, colon), after: colon + 1 };
  }

  #scalarBefore(at: number, colon: number): ReadNode {
    const text = this.#text;
    const isText = text[at] === '"' || text[at] === "'";
    const node = isText ? textNode(text, at) : this.#noted(plainNode(text, at, trimmed(text, at, colon)));
    // Merge keys are for the parser.
    if (!node || (!isText && node.value === '<<')) throw new Unusual();
    return node;
  }

  #flow(at: number, column: number): ReadNode {
    if (++this.#depth > DEEPEST) throw new Unusual();
    const found = this.#text[at] === '{' ? this.#flowMapping(at, column) : this.#flowList(at, column);
    this.#depth -= 1;
    return found;
  }

  #flowMapping(start: number, column: number): ReadNode {
    const text = this.#text;
    const entries: Entry[] = [];
    let at = this.#inFlow(start + 1, column);
    while (text[at] !== '}') {
      const colon = flowKeyEnd(text, at);
      if (colon === undefined || colon - at > LONGEST_KEY) throw new Unusual();
      const key = this.#scalarBefore(at, colon);
      const name = nameOf(key);
      const node = this.#flowValue(skipSpaces(text, colon + 1), column);
      entries.push({ ...name, offset: key.span[0], child: this.#child(key, node) });
      at = this.#separator(node.span[1], column, '}');
    }
    return this.#made(entries, [start, at + 1]);
  }

  #flowList(start: number, column: number): ReadNode {
    const text = this.#text;
    const items: ReadNode[] = [];
    let at = this.#inFlow(start + 1, column);
    while (text[at] !== ']') {
      const node = this.#flowValue(at, column);
      items.push(node);
      at = this.#separator(node.span[1], column, ']');
    }
    return listOf(items, [start, at + 1]);
  }

  /** Behind a value: a comma and what follows it, or the end. */
  #separator(after: number, column: number, end: string): number {
    const at = this.#inFlow(after, column);
    if (this.#text[at] === end) return at;
    if (this.#text[at] !== ',') throw new Unusual();
    return this.#inFlow(at + 1, column);
  }

  #flowValue(at: number, column: number): ReadNode {
    const text = this.#text;
    const sign = text[at];
    if (sign === '{' || sign === '[') return this.#flow(at, column);
    const isText = sign === '"' || sign === "'";
    const node = isText ? textNode(text, at) : this.#noted(plainNode(text, at, plainEnd(text, at, true)));
    if (!node) throw new Unusual();
    return node;
  }

  /** Where the next sign within a flow collection stands; its lines are deeper than what it is a value of. */
  #inFlow(from: number, column: number): number {
    const text = this.#text;
    let at = skipSpaces(text, from);
    while (text[at] === '\n') {
      const line = at + 1;
      at = skipSpaces(text, line);
      if (text[at] !== '\n' && at - line <= column) throw new Unusual();
    }
    return at;
  }

  #isDash(at: number): boolean {
    const next = this.#text[at + 1];
    return this.#text[at] === '-' && (next === ' ' || next === '\n' || next === undefined);
  }

  #isKey(at: number): boolean {
    return keyEnd(this.#text, at) !== undefined;
  }

  #noted(node: PlainNode): ReadNode {
    const { written, elsewhere, span } = node;
    if (written === undefined) return node;
    this.#isSpelt = true;
    if (elsewhere === undefined) return node;
    this.#doubts.push({ offset: span[0], written, elsewhere });
    const { elsewhere: _, ...plain } = node;
    return plain;
  }
}
