/** Makes one plan of several of a pipeline that replay the same recording, and takes apart what it leaves behind. */
import { asks } from '../across/take-facts.ts';
import { isOutside } from '../broker/broker.ts';
import type { InputsSpec } from '../evidence/inputs.ts';
import type { Plan } from '../plan.ts';

/** Not where what a step answers depends on more than its version and the record: who is asked outside, or other records. */
export function mayRunTogether({ steps }: Plan): boolean {
  return !steps.some((step) => isOutside(step) || asks(step));
}

/**
 * Of plans with the same steps, each in versions of its own. It has no evidence beside theirs. `inputs`: what requests hold is
 * counted in the same reading.
 */
export function planTogether(plans: readonly [Plan, ...Plan[]], inputs?: InputsSpec): Plan {
  const [first] = plans;
  return {
    ...first,
    together: plans,
    evidence: {
      ...{ weighting: first.evidence.weighting, outputs: [], segments: [] },
      ...(inputs && { inputs }),
      together: plans.map(({ evidence }) => evidence),
    },
  };
}
