/** What `approve.ts` and `revoke.ts` share: whether a pipeline is somebody's, and what comes of several at once. */
import type { Decision } from '../approvals/decision.ts';
import { leftAlone, membershipUnreadable, notOwner, type OwnersVerb } from './help.ts';
import { answer, type CommandVerdict, type Facts, type OwnedPipeline } from './verdict.ts';

/** Why this person may not decide about the pipeline, as markdown; undefined where they may. */
export async function refusalOf(
  pipeline: OwnedPipeline,
  verb: OwnersVerb,
  login: string,
  facts: Pick<Facts, 'ownershipOf'>,
): Promise<string | undefined> {
  const ownership = await facts.ownershipOf(pipeline.owners, login);
  switch (ownership.kind) {
    case 'owner':
      return undefined;
    case 'other':
      return notOwner(pipeline, verb, login);
    case 'unreadable':
      return membershipUnreadable(ownership.teams, login);
    default:
      throw new Error(`unknown ownership ${JSON.stringify(ownership satisfies never)}`);
  }
}

/** @param judged of each pipeline the decision, why there is none, or undefined where there is nothing to decide */
export function settle(judged: readonly (Decision | string | undefined)[], otherwise: string): CommandVerdict {
  const decisions = judged.filter((one) => typeof one === 'object');
  const refusals = [...new Set(judged.filter((one) => typeof one === 'string'))];
  const [only, ...others] = refusals;
  if (decisions.length > 0) {
    return { kind: 'decisions', decisions, ...(only === undefined ? {} : { remark: leftAlone(refusals) }) };
  }
  return answer(others.length > 0 ? leftAlone(refusals) : (only ?? otherwise));
}
