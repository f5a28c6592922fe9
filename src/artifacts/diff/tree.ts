/**
 * A value as a tree in which equal values have equal identities, so that comparing two of them costs one comparison of
 * integers however large they are. Both sides of a comparison must grow from the same `createTrees()`.
 */
import { toPointer } from '../../document/pointer.ts';
import type { Source } from '../../document/source.ts';

export type Tree = Scalar | List | Mapping;

interface Node {
  /** Equal for equal values, key order aside; different for different ones. */
  readonly identity: number;
}
export interface Scalar extends Node {
  readonly kind: 'scalar';
  /**
   * As a message shows it: JSON text, or what the file says: the digits of an integer that a double can't hold, and what
   * other readers of YAML take for something else.
   */
  readonly text: string;
}
export interface List extends Node {
  readonly kind: 'list';
  readonly items: readonly Tree[];
  /** `!!set` of YAML, whose members are a list here. */
  readonly tag?: string;
}
export interface Mapping extends Node {
  readonly kind: 'mapping';
  readonly members: ReadonlyMap<string, Tree>;
}

/** Returns a function that turns sources into trees whose identities can be compared with each other. */
export function createTrees(): (source: Source) => Tree {
  const identities = new Map<string, number>();

  function identify(content: string): number {
    const known = identities.get(content);
    if (known !== undefined) return known;
    identities.set(content, identities.size);
    return identities.size - 1;
  }

  return (source) => {
    const path: (string | number)[] = [];

    function grow(value: unknown): Tree {
      if (Array.isArray(value)) {
        const items = value.map((item, index) => growAt(index, item));
        const tag = source.written(toPointer(path));
        const identity = identify(`${tag ?? ''}[${items.map((item) => item.identity)}]`);
        return { kind: 'list', items, identity, ...(tag !== undefined && { tag }) };
      }
      if (typeof value === 'object' && value !== null) {
        const members = new Map(Object.entries(value).map(([key, member]) => [key, growAt(key, member)]));
        const content = Array.from(members, ([key, member]) => `${JSON.stringify(key)}:${member.identity}`);
        return { kind: 'mapping', members, identity: identify(`{${content.sort()}}`) };
      }
      const text = scalarText(value);
      return { kind: 'scalar', text, identity: identify(text) };
    }

    function scalarText(value: unknown): string {
      const written = source.written(toPointer(path));
      if (written !== undefined) return written;
      if (typeof value !== 'number') return JSON.stringify(value) ?? String(value);
      // Dividing by it gives another infinity than dividing by 0.
      if (Object.is(value, -0)) return '-0';
      if (!Number.isInteger(value) || Number.isSafeInteger(value)) return String(value);
      // Beyond 2^53 two different integers of the file may be one number in memory.
      const digits = source.text(toPointer(path));
      return String(BigInt(/^-?\d+$/.test(digits) ? digits : value));
    }

    function growAt(token: string | number, value: unknown): Tree {
      path.push(token);
      const tree = grow(value);
      path.pop();
      return tree;
    }

    return grow(source.value);
  };
}
