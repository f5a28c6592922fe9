/** Somebody wrote a comment to a pull request that may be a command. Comments that are edited later never are. */
import type { Context } from 'probot';
import type { Job } from '../job.ts';
import { originOf } from './origin.ts';

export function issueCommentJobs(payload: Context<'issue_comment'>['payload']): Job[] {
  const { issue, comment } = payload;
  const repository = originOf(payload);
  if (!repository || payload.action !== 'created' || !issue.pull_request) return [];
  if (comment.user?.type === 'Bot' || !/\/weir/i.test(comment.body)) return [];
  return [{ kind: 'comment', repository, number: issue.number, comment: comment.id }];
}
