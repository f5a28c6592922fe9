/** Evaluates a compiled rule on a batch and turns whatever comes out of the library into outcomes. */
import type { Document, Outcome } from '../../engine.ts';

/**
 * An outcome for each document, in order. What the library throws becomes `failed`; `literals` are the texts of the
 * rule that may stand in a reason, for an error made from the record may not.
 */
export function evaluateBatch(
  apply: (document: Document) => unknown,
  batch: readonly Document[],
  literals: ReadonlySet<string>,
): Outcome[] {
  const outcomes: Outcome[] = new Array(batch.length);
  for (let index = 0; index < batch.length; index++) outcomes[index] = evaluate(apply, batch[index], literals);
  return outcomes;
}

function evaluate(apply: (document: Document) => unknown, document: Document, literals: ReadonlySet<string>): Outcome {
  try {
    return { outcome: 'ok', value: toJson(apply(document)) };
  } catch (error) {
    return { outcome: 'failed', reason: explain(error, literals) };
  }
}

/** Every text in a rule: the words an author may throw. */
export function literalsOf(rule: unknown): Set<string> {
  const literals = new Set<string>();
  const pending = [rule];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value === 'string') literals.add(value);
    else if (typeof value === 'object' && value !== null)
      for (const member of Object.values(value)) pending.push(member);
  }
  return literals;
}

/**
 * JSON of a result: nothing becomes null, and so does what a library found outside of the data (functions, prototypes).
 * NaN and infinities stay, because they are what production computes.
 */
function toJson(value: unknown): unknown {
  if (typeof value === 'object') return value === null ? null : toJsonObject(value);
  return value === undefined || typeof value === 'function' || typeof value === 'symbol' ? null : value;
}

function toJsonObject(value: object): unknown {
  const isList = Array.isArray(value);
  if (Object.getPrototypeOf(value) !== (isList ? Array.prototype : Object.prototype)) return null;
  // Copied only where something in it had to be replaced: results often are whole parts of the document.
  let copy: unknown[] | Record<string, unknown> | undefined;
  for (const [key, member] of Object.entries(value)) {
    const json = toJson(member);
    if (Object.is(json, member)) continue;
    copy ??= isList ? [...value] : { ...value };
    Object.defineProperty(copy, key, { value: json, enumerable: true, writable: true, configurable: true });
  }
  return copy ?? value;
}

/** What json-logic-engine throws of its own accord, as objects or NaN. */
const ownErrors: ReadonlySet<string> = new Set([
  'NaN',
  'Invalid Arguments',
  'Unknown Operator',
  'Exceeded Allowed Depth',
]);

function explain(error: unknown, literals: ReadonlySet<string>): string {
  if (error instanceof RangeError) return 'the rule is nested too deeply';
  if (error instanceof Error) return `the rule broke with a ${error.name}`;
  const type = Number.isNaN(error) ? 'NaN' : thrownType(error);
  if (type === 'NaN') return 'the rule computed with something that is no number';
  if (type !== undefined && (ownErrors.has(type) || literals.has(type))) return `the rule threw "${type}"`;
  return 'the rule threw a value of the record';
}

function thrownType(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('type' in error)) return undefined;
  return typeof error.type === 'string' ? error.type : undefined;
}
