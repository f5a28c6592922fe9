/**
 * Finds where the values of a JSON text stand. A YAML parser could too, at ten times the cost and only as deep as the
 * stack; this one reads over the text once, without recursion, and only where somebody asks: most of a big file nobody does.
 */
import { type Outlined, outlineJson } from './json-outline.ts';
import type { Locate, Place, Span } from './places.ts';

/**
 * The text must be one that `JSON.parse` accepts.
 * @param value what it gave
 */
export function locateJson(text: string, value: unknown): { locate: Locate; duplicates: () => readonly Span[] } {
  let known: Outlined | undefined;
  const outlined = () => {
    known ??= outlineJson(text);
    return known;
  };
  const members = new Map<number, ReadonlyMap<string, number>>();

  function locate(tokens: readonly string[]): Place {
    const outline = outlined();
    let at = 0;
    for (const token of tokens) {
      const child = membersOf(at).get(token);
      if (child === undefined) break;
      at = child;
    }
    const key = outline.keyOf(at);
    return { value: outline.valueOf(at), ...(key && { key }) };
  }

  /** By their names, or by their index in a list; of two with one name the last. */
  function membersOf(container: number): ReadonlyMap<string, number> {
    const found = members.get(container);
    if (found) return found;
    const named = new Map<string, number>();
    for (const child of outlined().childrenOf(container)) named.set(nameOf(child) ?? String(named.size), child);
    members.set(container, named);
    return named;
  }

  function nameOf(at: number): string | undefined {
    const key = outlined().keyOf(at);
    return key && keyText(text, key);
  }

  /** The keys that stand twice in one object. */
  function duplicates(): Span[] {
    const { size, memberCount, childrenOf, keyOf } = outlined();
    // `JSON.parse` keeps one of them: where as many members are left as are written, there is none.
    if (memberCount === membersIn(value)) return [];
    const spans: Span[] = [];
    for (let container = 0; container < size; container++) {
      const names = new Set<string>();
      for (const child of childrenOf(container)) {
        const key = keyOf(child);
        const name = key && keyText(text, key);
        if (name === undefined) break;
        if (names.has(name)) spans.push(key as Span);
        names.add(name);
      }
    }
    return spans.sort(([a], [b]) => a - b);
  }
  return { locate, duplicates };
}

/** Members of all objects, however deep. */
function membersIn(value: unknown): number {
  let count = 0;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one !== 'object' || one === null) continue;
    const inner = Array.isArray(one) ? one : Object.values(one);
    if (inner !== one) count += inner.length;
    for (const item of inner) if (typeof item === 'object') open.push(item);
  }
  return count;
}

function keyText(text: string, [start, end]: Span): string {
  const written = text.slice(start + 1, end - 1);
  return written.includes('\\') ? String(JSON.parse(`"${written}"`)) : written;
}
