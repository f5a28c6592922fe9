/**
 * A YAML or JSON text together with where each of its values stands. weir.yml and every governed file are read
 * through here, so that each error and each edit has a line.
 */
import { extname } from 'node:path';
import { isAlias, isCollection, isMap, isPair, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { type Problem, WeirError } from '../errors.ts';
import { pointerTokens } from './pointer.ts';

/** Lines and columns count from 1; the end is the last character's, inclusive. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Source {
  readonly file: string;
  readonly value: unknown;
  /** Where the value at the pointer stands (its key included, if it has one); the nearest ancestor where it is absent. */
  range(pointer: string): Range;
  /** Where the key that the pointer ends in stands; the value's range for items of lists. */
  keyRange(pointer: string): Range;
  /** Where the value at the pointer stands, without its key; the nearest ancestor where it is absent. */
  valueRange(pointer: string): Range;
  /** The value at the pointer as it is written, for numbers with more digits than a double holds. */
  text(pointer: string): string;
}

type Failure = new (problems: readonly Problem[], options?: ErrorOptions) => WeirError;

/**
 * Parses by extension: `.json` strictly as JSON, anything else as YAML 1.2 (of which JSON is a part).
 * Throws a `Fail` with every syntax error, duplicate key and over-used anchor, at their lines.
 */
export function parseSource(text: string, file: string, Fail: Failure = WeirError): Source {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: true, version: '1.2', logLevel: 'error' });
  const isJson = extname(file) === '.json';
  const json = isJson ? parseJson() : undefined;
  // What JSON.parse accepts is valid; YAML's own complaints about it (tabs) do not count, but its duplicate keys do.
  const problems = document.errors
    .filter((error) => !isJson || error.code === 'DUPLICATE_KEY')
    .map((error) => ({
      file,
      ...place(error.pos[0]),
      message: error.code === 'DUPLICATE_KEY' ? 'a key that stands twice in one object' : error.message,
    }));
  if (problems.length > 0) throw new Fail(problems);
  const value = isJson ? json : toValue();

  function place(offset: number): { line: number; column: number } {
    const { line, col } = counter.linePos(offset);
    return { line, column: col };
  }

  function parseJson(): unknown {
    try {
      return JSON.parse(text);
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      const position = /position (\d+)/.exec(message)?.[1];
      throw new Fail(
        [{ file, ...place(position ? Number(position) : text.length), message: 'not JSON', found: message }],
        { cause },
      );
    }
  }

  function toValue(): unknown {
    try {
      return document.toJS({ maxAliasCount: 100 });
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new Fail([{ file, line: 1, column: 1, message: `not usable as YAML: ${message}` }], { cause });
    }
  }

  /** The nodes along a pointer: the value's node, and its key's node if it is a member of a map. */
  function find(pointer: string): { node: Node | null; key: Node | null } {
    let node = document.contents as Node | null;
    let key: Node | null = null;
    for (const token of pointerTokens(pointer)) {
      const inner = isAlias(node) ? (node.resolve(document) as Node | undefined) : node;
      if (!isCollection(inner)) break;
      if (isMap(inner)) {
        const pair = inner.items.find((item) => isPair(item) && keyText(item.key) === token);
        if (!pair) break;
        key = pair.key as Node | null;
        node = (pair.value as Node | null) ?? key;
      } else {
        const item = inner.items[Number(token)] as Node | undefined;
        if (!item) break;
        key = null;
        node = item;
      }
    }
    return { node, key };
  }

  function toRange(from: Node | null, to: Node | null): Range {
    const start = from?.range?.[0] ?? 0;
    const end = Math.max(start, (to?.range?.[1] ?? start + 1) - 1);
    const first = place(start);
    const last = place(end);
    return { line: first.line, column: first.column, endLine: last.line, endColumn: last.column };
  }

  return {
    file,
    value,
    range(pointer) {
      const { node, key } = find(pointer);
      return toRange(key ?? node, node);
    },
    keyRange(pointer) {
      const { node, key } = find(pointer);
      return toRange(key ?? node, key ?? node);
    },
    valueRange(pointer) {
      const { node } = find(pointer);
      return toRange(node, node);
    },
    text(pointer) {
      const { node } = find(pointer);
      const written = isAlias(node) ? node.resolve(document) : node;
      return text.slice(written?.range?.[0] ?? 0, written?.range?.[1] ?? 0);
    },
  };
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key);
}
