/** Evaluates a compiled rule on a batch and turns whatever comes out of the library into outcomes. */
import { equal } from '../../../document/equal.ts';
import { ranOutOfStack } from '../../../errors.ts';
import type { Beside, Document, Outcome } from '../../engine.ts';
import { holdsBigint, withDoubles } from './doubles.ts';

/**
 * An outcome for each document, in order. What the library throws becomes `failed`; `literals` are the texts of the
 * rule that may stand in a reason, for an error made from the record may not.
 */
export function evaluateBatch(
  apply: (document: Document) => unknown,
  batch: readonly Document[],
  literals: ReadonlySet<string>,
  { params }: Beside = {},
): Outcome[] {
  const outcomes: Outcome[] = new Array(batch.length);
  for (let index = 0; index < batch.length; index++) {
    const document = batch[index];
    const read = (from: Document): Document => (params === undefined ? from : withParams(from, params));
    outcomes[index] = attempt(
      () =>
        holdsBigint(document)
          ? applyExactly(apply, read(document), read(withDoubles(document)))
          : apply(read(document)),
      literals,
    );
  }
  return outcomes;
}

/**
 * What a rule reads: the document's members, and the params as a member of that name, whatever the document itself has
 * there. What is no mapping has no members, so params cannot be read beside it.
 */
function withParams(document: Document, params: unknown): Document {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return document;
  return { ...document, params };
}

/**
 * What the rule decides and computes is what it decides and computes on doubles, as in production. A whole number that it
 * only hands on keeps its digits: that is so where the two answers differ in nothing but rounding.
 */
function applyExactly(apply: (document: Document) => unknown, exact: Document, rounded: Document): unknown {
  const inProduction = apply(rounded);
  try {
    const kept = apply(exact);
    return holdsBigint(kept) && equal(withDoubles(kept), inProduction) ? kept : inProduction;
  } catch {
    // JavaScript does not calculate with bigints and numbers together.
    return inProduction;
  }
}

function attempt(answer: () => unknown, literals: ReadonlySet<string>): Outcome {
  try {
    return { outcome: 'ok', value: answer() };
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

/** What json-logic-engine throws of its own accord, as objects or NaN. */
const ownErrors: ReadonlySet<string> = new Set([
  'NaN',
  'Invalid Arguments',
  'Unknown Operator',
  'Exceeded Allowed Depth',
]);

function explain(error: unknown, literals: ReadonlySet<string>): string {
  if (error instanceof RangeError) return explainRange(error);
  if (error instanceof Error) return `the rule broke with a ${error.name}`;
  const type = Number.isNaN(error) ? 'NaN' : thrownType(error);
  if (type === 'NaN') return 'the rule computed with something that is no number';
  if (type !== undefined && (ownErrors.has(type) || literals.has(type))) return `the rule threw "${type}"`;
  return 'the rule threw a value of the record';
}

/** V8 has one class for whatever becomes too much; its messages may hold numbers of the record. */
function explainRange(error: RangeError): string {
  if (ranOutOfStack(error)) return 'the rule, or what it works on, is nested too deeply';
  if (error.message === 'Invalid string length') return 'the rule makes a text that is too long';
  if (error.message === 'Invalid array length') return 'the rule makes a list that is too long';
  return 'the rule computed with a number out of range';
}

function thrownType(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('type' in error)) return undefined;
  return typeof error.type === 'string' ? error.type : undefined;
}
