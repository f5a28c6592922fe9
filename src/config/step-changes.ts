/** What head does to the steps of a pipeline, in words. */
import type { StepConfig } from './config.ts';
import { quoted, sortedText } from './setting-text.ts';

/** As many are said as a whole, in their order. */
const mostWhole = 5;

/**
 * Empty where the steps are the same. A long list, such as each rule of a file, is not said twice as a whole: only what is
 * added to it and removed from it is, and the first place where the order of the others is another.
 */
export function stepChanges(base: readonly StepConfig[], head: readonly StepConfig[]): string[] {
  const [from, to] = [base.map(stepText), head.map(stepText)];
  if (from.length === to.length && from.every((step, index) => step === to[index])) return [];
  if (Math.max(from.length, to.length) <= mostWhole) return [`steps ${from.join(' → ')} became ${to.join(' → ')}`];
  const removed = without(from, to);
  const added = without(to, from);
  return [
    ...removed.map((step) => `step ${step} removed`),
    ...added.map((step) => `step ${step} added`),
    ...orderChange(without(from, removed), without(to, added)),
  ];
}

/** Each of `others` takes away one that is equal. */
function without(steps: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(other, (left.get(other) ?? 0) + 1);
  return steps.filter((step) => {
    const count = left.get(step) ?? 0;
    left.set(step, count - 1);
    return count <= 0;
  });
}

/** Both hold the same steps. */
function orderChange(from: readonly string[], to: readonly string[]): string[] {
  const first = from.findIndex((step, index) => step !== to[index]);
  return first === -1 ? [] : [`steps in another order: ${to[first]} now stands before ${from[first]}`];
}

function stepText(step: StepConfig): string {
  const into = step.kind === 'schema' ? '' : ` into ${quoted(step.into)}`;
  const from = step.kind === 'model' && step.from !== undefined ? ` from ${quoted(step.from)}` : '';
  const own = step.options ? ` with ${sortedText(step.options)}` : '';
  return `${step.kind} ${step.path ?? 'recorded'} (${step.engine})${own}${from}${into}`;
}
