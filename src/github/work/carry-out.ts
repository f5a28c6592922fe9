/**
 * Does what people ask for in comments and by buttons, if they may. Cut off at any point, it is done again: only at the
 * end does a comment get the reaction that says so.
 */
import type { Decision } from '../approvals/decision.ts';
import { collect, prune } from '../approvals/ledger.ts';
import type { CheckRun } from '../check/check-run.ts';
import { announce, requeue } from '../check/publish.ts';
import { decide } from '../commands/decide.ts';
import { help } from '../commands/help.ts';
import { parseCommand } from '../commands/parse.ts';
import { pressTime } from '../commands/times.ts';
import type { CommandVerdict } from '../commands/verdict.ts';
import type { ActionJob, Again, CommandJob, CommentJob, Job } from '../job.ts';
import { fullName, type Repository, refOf } from '../port/repository.ts';
import { answer } from './answer.ts';
import { wasAnswered } from './answered.ts';
import type { WorkContext } from './context.ts';
import { explanation } from './explain.ts';
import { factsOf, type PullFacts } from './facts.ts';
import { jobOnIssue } from './on-issue.ts';
import { asksForSomething, wasEditedAtOnce } from './own-words.ts';
import { questionOf } from './put-off.ts';
import { remembered } from './standing.ts';
import { decisionSubject, targetOf } from './subject.ts';
import { unlessRefused } from './unless-refused.ts';

/** Shows at once that a command was seen, and hands it on to the lane of its pull request, or of issues about production. */
export async function seeComment(work: WorkContext, job: CommentJob): Promise<void> {
  const repository = await work.open(job.repository);
  const comment = await repository.comments.read(job.comment);
  if (!comment || !asksForSomething(comment)) return;
  if (await wasAnswered(work, repository, comment.id)) return;
  const { issue } = comment;
  const next: Job | undefined =
    issue === undefined ? { ...job, kind: 'command' } : await jobOnIssue(work, repository, issue, comment.id);
  // What others write in issues of their own is not for Weir.
  if (!next) return;
  await unlessRefused(work, 'eyes', () => repository.comments.react(comment.id, 'eyes'));
  await work.queue.add(next);
}

export async function carryOutCommand(work: WorkContext, job: CommandJob, signal: AbortSignal): Promise<void> {
  const repository = await work.open(job.repository);
  const comment = await repository.comments.read(job.comment);
  if (!comment || !asksForSomething(comment) || (await wasAnswered(work, repository, comment.id))) return;
  const asked = parseCommand(comment.body);
  if (asked.kind === 'nothing') return;
  const facts = factsOf(work, repository, job.number);
  const verdict = await decide(
    {
      asked,
      login: comment.login,
      isBot: comment.isBot,
      at: comment.createdAt,
      comment: { id: comment.id, edited: await wasEditedAtOnce(work, repository, comment) },
    },
    facts,
  );
  const question = { name: `comment ${comment.id}`, by: comment.login, url: comment.url };
  const place = { repository, number: job.number };
  await carryOut({ work, repository, facts, number: job.number, question, signal, place }, verdict);
  await finish(work, repository, comment.id, verdict);
}

/** Where everybody sees that the comment is done with. */
export async function finish(
  work: WorkContext,
  { comments }: Repository,
  comment: number,
  verdict: CommandVerdict,
): Promise<void> {
  if (verdict.kind === 'ignore') return;
  const reaction = verdict.kind === 'answer' ? 'confused' : 'rocket';
  const isSaid = await unlessRefused(work, reaction, () => comments.react(comment, reaction));
  if (!isSaid) work.told.add(comment);
}

export async function carryOutAction(work: WorkContext, job: ActionJob, signal: AbortSignal): Promise<void> {
  const repository = await work.open(job.repository);
  const facts = factsOf(work, repository, job.number);
  const { action, checkRun, sender } = job;
  const run = await facts.run(checkRun);
  // GitHub shows buttons on completed checks only.
  if (!run?.completedAt) return;
  const subject = decisionSubject(repository, await facts.pull());
  const decided = collect(run.state?.decisions ?? [], work.signer, subject);
  const at = pressTime(
    run.completedAt,
    decided.map((decision) => decision.at),
  );
  const verdict = await decide({ asked: { kind: 'button', action, checkRun }, login: sender, isBot: false, at }, facts);
  const question = { name: questionOf(job), by: sender };
  const place = { repository, number: job.number };
  await carryOut({ work, repository, facts, number: job.number, question, signal, place }, verdict);
}

export interface Asked {
  readonly work: WorkContext;
  readonly repository: Repository;
  readonly facts: PullFacts;
  readonly number: number;
  readonly question: { readonly name: string; readonly by: string; readonly url?: string };
  readonly signal: AbortSignal;
  /** Where it is answered. */
  readonly place: { readonly repository: Repository; readonly number: number };
}

export async function carryOut(asked: Asked, verdict: CommandVerdict): Promise<void> {
  const { work, repository, facts, number, question, signal, place } = asked;
  const say = async (markdown: string): Promise<void> => {
    await unlessRefused(work, 'an answer', () => answer(work, place.repository, place.number, question.name, markdown));
  };
  switch (verdict.kind) {
    case 'ignore':
      return;
    case 'answer':
      return say(verdict.markdown);
    case 'help':
      return say(help());
    case 'explain':
      return say(await explanation(work, repository, facts, verdict.pipeline, signal));
    case 'rerun':
      await work.audit.record({ kind: 'rerun', ...placeOf(asked, (await facts.pull()).head), by: question.by });
      await block(asked);
      return checkAgain(asked, verdict.full ? 'full' : 'rerun');
    case 'decisions':
      await keep(asked, verdict.decisions);
      // Others may wait for this head to be let in.
      if ((await facts.pull()).fork)
        await work.queue.add({ kind: 'dependants', repository: refOf(repository), number });
      if (verdict.remark !== undefined) await say(verdict.remark);
      return checkAgain(asked, 'decided');
    default:
      throw new Error(`unknown verdict ${JSON.stringify(verdict satisfies never)}`);
  }
}

/** In the check, where the next look finds them, and in the audit log. */
async function keep(asked: Asked, decisions: readonly Decision[]): Promise<void> {
  const { work, repository, facts } = asked;
  const run = await presentRun(asked);
  const all = prune([...(await facts.decisions()), ...decisions]);
  const { baseRef, head } = await facts.pull();
  const state = run.state ?? { version: 1, baseRef };
  const { own: _own, ...rest } = state;
  // At once, for it may take a success away that somebody could merge by.
  await requeue(repository, run, work.checks, {
    ...rest,
    decisions: all.map((decision) => work.signer.sign(decision)),
  });
  for (const decision of decisions) {
    await work.audit.record({ ...decision, ...placeOf(asked, head), comment: asked.question.url });
  }
}

function placeOf({ repository, number }: Asked, head: string) {
  return { repository: fullName(repository), pull: number, head };
}

/** Until it has been judged anew. */
async function block(asked: Asked): Promise<void> {
  const run = await presentRun(asked);
  await requeue(asked.repository, run, asked.work.checks, remembered('outdated', run.state));
}

async function presentRun({ work, repository, facts, number }: Asked): Promise<CheckRun> {
  return (await facts.check()) ?? announce(repository, targetOf((await facts.pull()).head, number), work.checks);
}

async function checkAgain({ work, repository, facts, number }: Asked, again: Again): Promise<void> {
  const { head } = await facts.pull();
  await work.queue.add({ kind: 'pull', repository: refOf(repository), number, head, again });
}
