/** Which members of a document a JSONLogic rule can read at all: most records have far more of them. */
import type { Dialect } from './dialect.ts';

/** Names of the document's own members. @param paths as `pathsRead` finds them */
export function namesIn(paths: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(paths.flatMap((path) => path.slice(0, 1)))];
}

/** Operators whose second operand sees an item of a list, or what a list comes to, in place of the document. */
const OF_ITEMS: ReadonlySet<string> = new Set(['map', 'filter', 'reduce', 'all', 'some', 'none']);

/** A part of a rule, and whether what it reads is an item of a list. The list itself has been read as a whole. */
interface Seen {
  readonly part: unknown;
  readonly ofItem: boolean;
}

/** Paths into the document; undefined where the rule may read any, or hand on the document as a whole. */
export function pathsRead(rule: unknown, { paths }: Dialect): readonly (readonly string[])[] | undefined {
  const found = new Map<string, readonly string[]>();
  const pending: Seen[] = [{ part: rule, ofItem: false }];
  // The list grows while it is walked.
  for (const { part, ofItem } of pending) {
    if (typeof part !== 'object' || part === null) continue;
    for (const [key, member] of Object.entries(part)) {
      pending.push(...operandsOf(key, member, ofItem));
      if (!paths.has(key)) continue;
      for (const path of pathsOf(key, member)) {
        const parts = typeof path === 'string' ? path.split('.') : [];
        const odd = parts.findIndex((name) => name === '' || /[/\\]/.test(name));
        // A path that goes up from an item leads to the document.
        if (ofItem && typeof path === 'string' && !/[/\\]/.test(path)) continue;
        const plain = odd < 0 ? parts : parts.slice(0, odd);
        // Nothing stands for the whole, a path that goes up or is escaped for who knows what below what stands before it.
        if (ofItem || plain.length === 0) return undefined;
        found.set(plain.join('.'), plain);
      }
    }
  }
  return [...found.values()];
}

function operandsOf(operator: string, operand: unknown, ofItem: boolean): Seen[] {
  if (!OF_ITEMS.has(operator) || !Array.isArray(operand)) return [{ part: operand, ofItem }];
  return operand.map((part: unknown, index) => ({ part, ofItem: ofItem || index === 1 }));
}

/** What an operation reads by path; undefined for what is computed, or told in a way of the operator's own. */
function pathsOf(operator: string, argument: unknown): readonly unknown[] {
  if (operator === 'var') return [Array.isArray(argument) ? argument[0] : argument];
  if (operator === 'missing') return Array.isArray(argument) ? argument.flat() : [argument];
  return [undefined];
}
