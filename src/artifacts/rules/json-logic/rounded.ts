/**
 * Whole numbers that no double keeps come as bigints, and production decides on the doubles next to them: it reads the same
 * text by JSON.parse. What a rule only hands on keeps its digits.
 */
import { holdsBigint, inDoubles } from '../../../document/doubles.ts';
import { equal } from '../../../document/equal.ts';
import type { Document } from '../../engine.ts';

type Apply = (document: Document) => unknown;

/** The rule as production applies it to the same request. */
export function rounded(apply: Apply, rule: unknown): Apply {
  const meetsBigint = bigintsAt(namesRead(rule));
  return (document) => (meetsBigint(document) ? applyRounded(apply, document) : apply(document));
}

function applyRounded(apply: Apply, document: Document): unknown {
  const value = apply(inDoubles(document));
  try {
    const exact = apply(document);
    return equal(inDoubles(exact), value) ? exact : value;
  } catch {
    // JavaScript does not calculate with bigints and doubles together.
    return value;
  }
}

/**
 * Members of the document that the rule can read, and some more; undefined where it may read any. Every record is asked for
 * its bigints, and most have far more members than a rule reads.
 */
function namesRead(rule: unknown): readonly string[] | undefined {
  const names = new Set<string>();
  const pending = [rule];
  // The list grows while it is walked.
  for (const value of pending) {
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, member] of Object.entries(value)) {
      pending.push(member);
      if (key === 'val' || key === 'get') return undefined;
      if (key !== 'var') continue;
      const path: unknown = Array.isArray(member) ? member[0] : member;
      const name = typeof path === 'string' ? path.split('.', 1)[0] : undefined;
      // Nothing stands for the whole, a path that goes up or is escaped for who knows what.
      if (!name || /[/\\]/.test(name)) return undefined;
      names.add(name);
    }
  }
  return [...names];
}

/** Whether a document holds a bigint where the rule may read it. Asked of every record, so it makes nothing. */
function bigintsAt(names: readonly string[] | undefined): (document: Document) => boolean {
  if (names === undefined) return holdsBigint;
  // One object for all records of a side, as params are, is looked through once.
  const seen: unknown[] = names.map(() => undefined);
  return (document) => {
    if (typeof document !== 'object' || document === null) return typeof document === 'bigint';
    for (let index = 0; index < names.length; index++) {
      const member = (document as Readonly<Record<string, unknown>>)[names[index] ?? ''];
      if (typeof member === 'bigint') return true;
      if (typeof member !== 'object' || member === null || member === seen[index]) continue;
      if (holdsBigint(member)) return true;
      seen[index] = member;
    }
    return false;
  };
}
