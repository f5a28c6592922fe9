/** Compares what a step did on both sides; apart from the pass, which loads engines and runs in replay processes alone. */
import { identical } from '../../document/equal.ts';
import type { TracedStep } from './pass.ts';

/** Whether the step answers the same on both sides, or stands on neither. */
export function isAlike({ base, head }: TracedStep): boolean {
  if (!base || !head) return base === head;
  if (base.outcome === 'ok' && head.outcome === 'ok') return identical(base.answer, head.answer);
  return base.outcome !== 'ok' && head.outcome !== 'ok' && base.outcome === head.outcome && base.reason === head.reason;
}
