/** An owner does not want to hear of a finding for a while: the issue is closed and says until when, under the App's signature. */
import type { Snooze } from '../../approvals/decision.ts';
import { vouched } from '../../commands/vouched.ts';
import { daysAfter, type Life } from '../../findings/mark.ts';
import { remarked } from '../../findings/render.ts';
import type { Comment } from '../../port/comments.ts';
import type { Issue } from '../../port/issues.ts';
import { fullName, type Repository } from '../../port/repository.ts';
import type { WorkContext } from '../context.ts';
import { decisionSubject } from '../subject.ts';
import type { Finding } from './finding.ts';

/** @param repositoryId GitHub's number of it */
export async function snooze(
  work: Pick<WorkContext, 'signer' | 'audit'>,
  repository: Repository,
  repositoryId: number,
  { issue, life }: Finding,
  { id: comment, login: by, createdAt: at, url }: Comment,
  days: number,
): Promise<void> {
  const { pipeline, cause } = life;
  const { now: subject } = decisionSubject(repository, { repositoryId, number: issue.number });
  const until = daysAfter(life.window, days);
  const decision: Snooze = { kind: 'snooze', subject, by, at, comment, pipeline, cause, until };
  const next: Life = { ...life, snoozed: until, snoozedBy: by, seal: work.signer.sign(decision) };
  const body = remarked(issue.body, next);
  await repository.issues.change(issue.number, { body, state: 'closed', reason: 'not_planned' });
  const place = { repository: fullName(repository), issue: issue.number };
  await work.audit.record({ kind: 'snooze', ...place, pipeline, cause, until, by, at, comment: url });
}

/** Genuine, of this issue, and its comment still says so: who may edit the issue may write anything there. */
export async function snoozeStands(
  work: Pick<WorkContext, 'signer'>,
  repository: Repository,
  repositoryId: number,
  issue: Issue,
  { seal = '', snoozed, snoozedBy, pipeline, cause }: Life,
): Promise<boolean> {
  const subject = decisionSubject(repository, { repositoryId, number: issue.number });
  const decision = work.signer.read(seal, subject);
  if (decision?.kind !== 'snooze' || decision.until !== snoozed || decision.by !== snoozedBy) return false;
  if (decision.pipeline !== pipeline || decision.cause !== cause || decision.comment === undefined) return false;
  return vouched(decision, await repository.comments.read(decision.comment)).stands;
}
