/** Evaluates a compiled rule on a batch and turns whatever comes out of the library into outcomes. */
import { ranOutOfStack } from '../../../errors.ts';
import type { Beside, Document, Outcome } from '../../engine.ts';
import type { Apply } from './apply.ts';

/**
 * An outcome for each document, in order. What the library throws becomes `failed`; `literals` are the texts of the
 * rule that may stand in a reason, for an error made from the record may not.
 */
export function evaluateBatch(
  apply: Apply,
  batch: readonly Document[],
  literals: ReadonlySet<string>,
  { params }: Beside = {},
): Outcome[] {
  const outcomes: Outcome[] = new Array(batch.length);
  for (let index = 0; index < batch.length; index++) {
    outcomes[index] = evaluate(apply, batch[index], params, literals);
  }
  return outcomes;
}

function evaluate(apply: Apply, document: Document, params: unknown, literals: ReadonlySet<string>): Outcome {
  try {
    return { outcome: 'ok', value: apply(document, params) };
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
