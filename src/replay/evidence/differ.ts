/** Whether two values of an output differ, which is what `changed` counts. */
import { equal } from '../../document/equal.ts';
import { differsBeyond } from '../../impact/differs-beyond.ts';
import type { OutputKind } from '../../impact/evidence.ts';

/**
 * Numbers differ by more than `tolerance` (in the output's unit); NaN equals itself, infinities only each other.
 * Everything else differs unless it is the same JSON value. A number never equals a string.
 */
export function differ(kind: OutputKind, tolerance: number, base: unknown, head: unknown): boolean {
  if (base === head) return false;
  const numeric = kind === 'number' || kind === 'probability';
  if (!numeric || typeof base !== 'number' || typeof head !== 'number') return !equal(base, head);
  if (!Number.isFinite(base) || !Number.isFinite(head)) return !Object.is(base, head);
  return differsBeyond(tolerance, base, head);
}
