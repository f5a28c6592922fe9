/**
 * Somebody wrote a comment that may be a command, to a pull request or an issue, or took back or changed one that decided
 * something about a pull request.
 */
import type { Context } from 'probot';
import { parseCommand, type Verb } from '../commands/parse.ts';
import type { Job } from '../job.ts';
import { originOf } from './origin.ts';

export function issueCommentJobs(payload: Context<'issue_comment'>['payload']): Job[] {
  const { issue, comment } = payload;
  const repository = originOf(payload);
  // The App's own comment names commands, too, and is edited all the time.
  if (!repository || comment.user?.type === 'Bot') return [];
  switch (payload.action) {
    case 'created':
      if (!/\/weir/i.test(comment.body)) return [];
      return [{ kind: 'comment', repository, number: issue.number, comment: comment.id }];
    case 'edited':
    case 'deleted': {
      const said = payload.action === 'edited' ? (payload.changes.body?.from ?? comment.body) : comment.body;
      // What a decision rests on is gone, and the check with it, however green it is.
      const verb = verbOf(said);
      if (verb !== 'approve' && verb !== 'run') return [];
      if (!issue.pull_request)
        return verb === 'approve' ? [{ kind: 'home-changed', repository, number: issue.number }] : [];
      const place = { repository, number: issue.number };
      // A fork's head that is let in no longer is so for those, too, that depend on it.
      const others: Job[] = verb === 'run' ? [{ kind: 'dependants', ...place }] : [];
      return [{ kind: 'pull', ...place, again: 'decided' }, ...others];
    }
    default:
      return [];
  }
}

function verbOf(body: string): Verb | undefined {
  const parsed = parseCommand(body);
  return parsed.kind === 'command' ? parsed.command.verb : undefined;
}
