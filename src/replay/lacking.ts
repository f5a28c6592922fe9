/** Which steps read what a recording had taken out, or changed, before it was recorded: such records cannot be replayed. */
import { pointerTokens } from '../document/pointer.ts';
import type { End, RunnableStep, Side } from './flow.ts';

/** How a record ends on each side that reads what it lacks. */
export interface Lacking {
  readonly base: End | undefined;
  readonly head: End | undefined;
}

/** @param lacks pointers into the input */
export function endsOfLacking(steps: readonly RunnableStep[], lacks: readonly string[]): Lacking {
  const [base, head] = [endOf(steps, lacks, 'base'), endOf(steps, lacks, 'head')];
  const areAlike = base?.path === head?.path && base?.reason === head?.reason;
  return { base, head: areAlike ? base : head };
}

function endOf(steps: readonly RunnableStep[], lacks: readonly string[], side: Side): End | undefined {
  for (const { path, stage, readsRecord } of steps) {
    if (readsRecord) continue;
    const { reads } = stage[side];
    const pointer = lacks.find((one) => !reads || reads.some((read) => overlap(read, pointerTokens(one))));
    if (pointer === undefined) continue;
    const what = reads ? `reads ${pointer || 'the whole input'}` : `may read ${pointer || 'the whole input'}`;
    return { outcome: 'unreplayable', path, reason: `${what}, which was erased or changed before it was recorded` };
  }
  return undefined;
}

/** One of them leads into the other, or both to the same place. */
function overlap(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.every((token, index) => token === long[index]);
}
