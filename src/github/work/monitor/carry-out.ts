/**
 * Does what owners ask for in issues about production, if they may. Cut off at any point, it is done again: only at the end
 * does a comment get the reaction that says so.
 */
import { decideOnIssue, type IssueVerdict } from '../../commands/decide-on-issue.ts';
import { help } from '../../commands/help.ts';
import { notWritten } from '../../commands/help-on-issues.ts';
import { parseCommand } from '../../commands/parse.ts';
import { ownershipOf } from '../../commands/permission.ts';
import type { FindingJob } from '../../job.ts';
import { isRefusal } from '../../port/status.ts';
import { answer } from '../answer.ts';
import { wasAnswered } from '../answered.ts';
import type { WorkContext } from '../context.ts';
import { asksForSomething, wasEditedAtOnce } from '../own-words.ts';
import { unlessRefused } from '../unless-refused.ts';
import { accept } from './accept.ts';
import type { Asked, Said } from './asked.ts';
import { readFinding } from './finding.ts';
import { openTrunk } from './look.ts';
import { snooze } from './snooze.ts';

export async function carryOutOnIssue(work: WorkContext, job: FindingJob): Promise<void> {
  const repository = await work.open(job.repository);
  const comment = await repository.comments.read(job.comment);
  if (!comment || !asksForSomething(comment) || (await wasAnswered(work, repository, comment.id))) return;
  const [asked, finding] = [parseCommand(comment.body), await readFinding(repository, job.number)];
  if (asked.kind === 'nothing' || !finding) return;
  const about = await repository.about();
  const { login, isBot, createdAt: at } = comment;
  const edited = await wasEditedAtOnce(work, repository, comment);
  const verdict = await decideOnIssue(
    { asked, login, isBot, at, comment: { id: comment.id, edited } },
    {
      pipeline: finding.life.pipeline,
      isOver: finding.life.state === 'over',
      pipelines: async () => (await openTrunk(repository, about.defaultBranch))?.config.pipelines ?? [],
      ownershipOf: (owners, who) => ownershipOf(repository, owners, who),
    },
  );
  if (verdict.kind === 'ignore') return;
  const said = await carryOut({ work, repository, about, finding, comment }, verdict);
  if (said.markdown !== undefined) {
    const { markdown } = said;
    await unlessRefused(work, 'an answer', () =>
      answer(work, repository, job.number, `comment ${comment.id}`, markdown),
    );
  }
  const reaction = said.isDone ? 'rocket' : 'confused';
  const isSaid = await unlessRefused(work, reaction, () => repository.comments.react(comment.id, reaction));
  if (!isSaid) work.told.add(comment.id);
}

async function carryOut(asked: Asked, verdict: Exclude<IssueVerdict, { kind: 'ignore' }>): Promise<Said> {
  const { work, repository, about, finding, comment } = asked;
  switch (verdict.kind) {
    case 'answer':
      return { isDone: false, markdown: verdict.markdown };
    case 'help':
      return { isDone: true, markdown: help() };
    case 'accept':
      return accept(asked, verdict.reason);
    case 'snooze':
      try {
        await snooze(work, repository, about.id, finding, comment, verdict.days);
        return { isDone: true };
      } catch (error) {
        if (!isRefusal(error)) throw error;
        return { isDone: false, markdown: notWritten('issues') };
      }
    default:
      throw new Error(`unknown verdict ${JSON.stringify(verdict satisfies never)}`);
  }
}
