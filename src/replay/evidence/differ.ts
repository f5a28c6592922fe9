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
  const [before, after] = [asNumber(base), asNumber(head)];
  if (!numeric || before === undefined || after === undefined) return !equal(base, head);
  if (!Number.isFinite(before) || !Number.isFinite(after)) return !Object.is(before, after);
  return differsBeyond(tolerance, before, after);
}

/** Integers of more digits than a double holds come as bigint. */
function asNumber(shown: unknown): number | undefined {
  if (typeof shown === 'bigint') return Number(shown);
  return typeof shown === 'number' ? shown : undefined;
}
