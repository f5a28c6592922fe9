/** The judgement on an approval: an owner, not the author, of an impact that was there to be read. Called by `decide.ts`. */
import { isDeepStrictEqual } from 'node:util';
import { standing } from '../approvals/ledger.ts';
import type { CheckRun } from '../check/check-run.ts';
import { sameLogin } from '../port/login.ts';
import {
  authorCannotApprove,
  changedSince,
  nothingJudged,
  nothingToApprove,
  notYet,
  otherHead,
  whichHead,
} from './help.ts';
import { refusalOf, settle } from './owned.ts';
import { findPipeline } from './pipelines.ts';
import { isBefore, wasForced } from './times.ts';
import { answer, type CommandRequest, type CommandVerdict, type Facts } from './verdict.ts';

export interface Approval {
  /** As written, or `all`. */
  readonly pipeline: string;
  readonly reason: string;
  /** How the head begins that was seen, where it was said. */
  readonly sha?: string;
  /** The check run whose button was pressed. */
  readonly checkRun?: number;
}

export async function approve(wanted: Approval, request: CommandRequest, facts: Facts): Promise<CommandVerdict> {
  const [pull, pipelines] = [await facts.pull(), await facts.pipelines()];
  const found = findPipeline(wanted.pipeline, pipelines);
  if (found.kind === 'none') return answer(found.markdown);
  if (sameLogin(pull.author, request.login)) return answer(authorCannotApprove());
  if (wanted.sha !== undefined && !pull.head.startsWith(wanted.sha)) return answer(otherHead(wanted.sha, pull.head));
  const check = await facts.check();
  if (check?.target.head !== pull.head) return answer(notYet());
  // A check that is only queued again, for another owner's decision, still shows what it showed.
  if (!check.state?.fingerprints) return answer(check.status === 'completed' ? nothingJudged() : notYet());
  const shown = check.state.shownSince ?? check.completedAt;
  if (!(await hasSeen(check, shown, wanted, request, facts))) return answer(changedSince());
  const isNamed = wanted.sha !== undefined || wanted.checkRun !== undefined;
  if (!isNamed && (await wasForced(shown, facts))) return answer(whichHead(pull.head, 'approve'));
  const fingerprints = new Map(Object.entries(check.state.fingerprints));
  if (found.kind === 'one' && !fingerprints.has(found.pipeline.name)) {
    return answer(nothingToApprove(found.pipeline.name));
  }
  const approved = standing(await facts.decisions(), check.state.fingerprints);
  const { login, at, comment } = request;
  const made = { subject: await facts.subject(), by: login, at, comment: comment?.id };
  const candidates = found.kind === 'one' ? [found.pipeline] : pipelines.filter(({ name }) => !approved.has(name));
  const judged = candidates.map(async (pipeline) => {
    const fingerprint = fingerprints.get(pipeline.name);
    if (fingerprint === undefined) return undefined;
    const refusal = await refusalOf(pipeline, 'approve', login, facts);
    return (
      refusal ?? ({ kind: 'approve', ...made, pipeline: pipeline.name, fingerprint, reason: wanted.reason } as const)
    );
  });
  return settle(await Promise.all(judged), nothingToApprove());
}

/** Who writes a comment has seen the impact that was shown before; who presses a button, that of the check it is on. */
async function hasSeen(
  check: CheckRun,
  shown: string | undefined,
  { checkRun }: Approval,
  { at }: CommandRequest,
  facts: Facts,
): Promise<boolean> {
  if (checkRun === undefined) return isBefore(shown, at);
  const pressed = checkRun === check.id ? check : await facts.run(checkRun);
  return (
    pressed !== undefined &&
    isDeepStrictEqual(pressed.target, check.target) &&
    isDeepStrictEqual(pressed.state?.fingerprints, check.state?.fingerprints) &&
    !isBefore(at, shown) &&
    // Taken back since, it does not come again by a page that was left open.
    (await facts.decisions()).every((decision) => decision.kind !== 'revoke' || isBefore(decision.at, at))
  );
}
