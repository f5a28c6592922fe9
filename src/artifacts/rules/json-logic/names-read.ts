/** Which members of a document a JSONLogic rule can read at all: most records have far more of them. */
import type { Dialect } from './dialect.ts';

/** Names of the document's own members. @param paths as `pathsRead` finds them */
export function namesIn(paths: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(paths.flatMap((path) => path.slice(0, 1)))];
}

/**
 * Paths into the document, and some more, since what iterators read of their items looks the same; undefined where the
 * rule may read any, or hand on the document as a whole.
 */
export function pathsRead(rule: unknown, { paths }: Dialect): readonly (readonly string[])[] | undefined {
  const found = new Map<string, readonly string[]>();
  const pending = [rule];
  // The list grows while it is walked.
  for (const value of pending) {
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, member] of Object.entries(value)) {
      pending.push(member);
      if (!paths.has(key)) continue;
      for (const path of pathsOf(key, member)) {
        const parts = typeof path === 'string' ? path.split('.') : [];
        const odd = parts.findIndex((part) => part === '' || /[/\\]/.test(part));
        const plain = odd < 0 ? parts : parts.slice(0, odd);
        // Nothing stands for the whole, a path that goes up or is escaped for who knows what below what stands before it.
        if (plain.length === 0) return undefined;
        found.set(plain.join('.'), plain);
      }
    }
  }
  return [...found.values()];
}

/** What an operation reads by path; undefined for what is computed, or told in a way of the operator's own. */
function pathsOf(operator: string, argument: unknown): readonly unknown[] {
  if (operator === 'var') return [Array.isArray(argument) ? argument[0] : argument];
  if (operator === 'missing') return Array.isArray(argument) ? argument.flat() : [argument];
  return [undefined];
}
