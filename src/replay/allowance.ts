/** How much processor time a replay process may use before it is heard from again. */
import type { Reply } from './messages.ts';

/** A big artifact may take the budget once more for every so many characters. */
const SIZE_OF_A_BUDGET = 2_000_000;
/** Of which no more count. */
const MOST_SIZE = 10_000_000;

/** In milliseconds, like the budget: for one batch, or for compiling what it said last that it compiles. */
export function allowance(last: Reply, budget: number): number {
  if (last.type !== 'compiling') return budget;
  return Math.round(budget * (1 + Math.min(last.size, MOST_SIZE) / SIZE_OF_A_BUDGET));
}
