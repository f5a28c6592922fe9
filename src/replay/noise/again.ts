/** What base is asked once more. Only the program asks this: it takes to know every engine. */
import { isOutside } from '../broker/broker.ts';
import type { Plan } from '../plan.ts';
import type { NoisePass } from './pass.ts';

/**
 * The steps that base runs once more: those of which versions differ and which are asked outside the lock. Where there are
 * none, those that are asked outside about what an earlier step may have changed. None where base does not answer twice.
 */
export function stepsAgain({ steps }: Plan): Pick<NoisePass, 'again' | 'isAskedAlike'> {
  const outside = [...steps.keys()].filter((index) => steps[index] && isOutside(steps[index]));
  const own = outside.filter((index) => steps[index]?.divergent);
  if (own.length > 0) return { again: own, isAskedAlike: false };
  // Whoever is asked is the same for both sides, and answers once where both ask the same.
  const first = steps.findIndex(({ divergent }) => divergent);
  return { again: first === -1 ? [] : outside.filter((index) => index > first), isAskedAlike: true };
}
