/**
 * A document into which a step has written, put together once somebody wants it whole. Most are only asked for their
 * outputs, and copying every record's document for these would cost more than the step itself.
 */
import { compileRead, compileWrite, pointerTokens, type Read, toPointer, type Write } from '../document/pointer.ts';

/** What stands in a document like `below` once `value` is written. One for each record, so it holds no more. */
export abstract class Written {
  readonly below: unknown;
  readonly value: unknown;

  constructor(below: unknown, value: unknown) {
    this.below = below;
    this.value = value;
  }

  abstract get whole(): unknown;
}

/** A document as steps read it. */
export function whole(document: unknown): unknown {
  return document instanceof Written ? document.whole : document;
}

/** Writes at a pointer once the document is wanted whole. */
export function compileWritten(into: string): Write {
  const write = compileWrite(into);
  class WrittenThere extends Written {
    get whole(): unknown {
      return write(this.below, this.value);
    }
  }
  return (document, value) => new WrittenThere(whole(document), value);
}

/** Reads a place of documents, plain ones and those written at `into`. */
export function compileReadWritten(at: string, into: string | undefined): Read {
  const plain = compileRead(at);
  if (into === undefined) return plain;
  const inner = at === into || at.startsWith(`${into}/`) ? compileRead(at.slice(into.length)) : undefined;
  const holds = at === '' || into.startsWith(`${at}/`);
  const parents = parentsOf(into).map(compileRead);
  const hasRoom =
    parents.length === 1 ? isRoomy : (below: unknown): boolean => parents.every((read) => isRoomy(read(below)));
  return (document) => {
    if (!(document instanceof Written)) return plain(document);
    const { below, value } = document;
    // What is no mapping makes room for what is written, or, as a list, takes it by position.
    if (holds || !hasRoom(below)) return plain(document.whole);
    return inner ? inner(value) : plain(below);
  };
}

/** `/a/b/c` → `['', '/a', '/a/b']`: what has to be there, or nothing at all, so that the rest of it names one place. */
function parentsOf(into: string): string[] {
  const tokens = pointerTokens(into);
  return tokens.map((_token, depth) => toPointer(tokens.slice(0, depth)));
}

function isRoomy(value: unknown): boolean {
  return value === undefined || (typeof value === 'object' && value !== null && !Array.isArray(value));
}
