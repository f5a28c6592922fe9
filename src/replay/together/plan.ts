/** Makes one plan of several of a pipeline that replay the same recording, and takes apart what it leaves behind. */
import { asks } from '../across/take-facts.ts';
import { isOutside } from '../broker/broker.ts';
import type { InputsSpec } from '../evidence/inputs.ts';
import type { PipelineParts } from '../evidence/pipeline.ts';
import type { Plan } from '../plan.ts';

/** Not where what a step answers depends on more than its version and the record: who is asked outside, or other records. */
export function mayRunTogether({ steps }: Plan): boolean {
  return !steps.some((step) => isOutside(step) || asks(step));
}

/** Of plans with the same steps, each in versions of its own. `inputs`: what requests hold is counted in the same reading. */
export function planTogether([first, ...others]: readonly [Plan, ...Plan[]], inputs?: InputsSpec): Plan {
  const together = others.length > 0 ? others : undefined;
  return {
    ...first,
    ...(together && { together }),
    evidence: {
      ...first.evidence,
      ...(inputs && { inputs }),
      ...(together && { together: together.map(({ evidence }) => evidence) }),
    },
  };
}

/** Of each of the plans, as if it had run alone. */
export function partsApart({ inputs: _inputs, together = [], ...first }: PipelineParts): PipelineParts[] {
  return [first, ...together];
}
