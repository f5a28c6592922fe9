/** The judgement on an approval: an owner, not the author, of an impact that was there to be read. Called by `decide.ts`. */
import { standing } from '../approvals/ledger.ts';
import type { CheckRun } from '../check/check-run.ts';
import { authorCannotApprove, changedSince, nothingJudged, nothingToApprove, notYet } from './help.ts';
import { refusalOf, settle } from './owned.ts';
import { sameLogin } from './permission.ts';
import { findPipeline } from './pipelines.ts';
import { isBefore } from './times.ts';
import { answer, type CommandRequest, type CommandVerdict, type Facts } from './verdict.ts';

export interface Approval {
  /** As written, or `all`. */
  readonly pipeline: string;
  readonly reason: string;
  /** The check run whose button was pressed. */
  readonly checkRun?: number;
}

export async function approve(wanted: Approval, request: CommandRequest, facts: Facts): Promise<CommandVerdict> {
  const [pull, pipelines] = [await facts.pull(), await facts.pipelines()];
  const found = findPipeline(wanted.pipeline, pipelines);
  if (found.kind === 'none') return answer(found.markdown);
  if (sameLogin(pull.author, request.login)) return answer(authorCannotApprove());
  const check = await facts.check();
  if (check?.target.head !== pull.head) return answer(notYet());
  // A check that is only queued again, for another owner's decision, still shows what it showed.
  if (!check.state?.fingerprints) return answer(check.status === 'completed' ? nothingJudged() : notYet());
  if (!hasSeen(check, wanted, request)) return answer(changedSince());
  const fingerprints = new Map(Object.entries(check.state.fingerprints));
  if (found.kind === 'one' && !fingerprints.has(found.pipeline.name)) {
    return answer(nothingToApprove(found.pipeline.name));
  }
  const approved = standing(await facts.decisions(), check.state.fingerprints);
  const { login, at, comment } = request;
  const made = { subject: facts.subject, by: login, at, comment: comment?.id };
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

/** Who presses a button has its check before their eyes; who writes a comment, the impact that was shown before. */
function hasSeen({ id, state }: CheckRun, { checkRun }: Approval, { at }: CommandRequest): boolean {
  const shown = state?.shownSince;
  if (checkRun === undefined) return isBefore(shown, at);
  return checkRun === id && shown !== undefined && !isBefore(at, shown);
}
