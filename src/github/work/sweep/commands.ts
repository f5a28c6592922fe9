/** Finds comments with a command that nobody has carried out: their delivery was lost, or the process that had it. */
import { type Repository, refOf } from '../../repository.ts';
import { wasAnswered } from '../answered.ts';
import type { WorkContext } from '../context.ts';
import { attempt } from './attempt.ts';

/** Adds a job for each. Returns their number. */
export async function findCommands(work: WorkContext, repository: Repository, since: Date): Promise<number> {
  const { octokit, owner, repo } = repository;
  let found = 0;
  const comments = octokit.paginate.iterator(octokit.rest.issues.listCommentsForRepo, {
    owner,
    repo,
    since: since.toISOString(),
    per_page: 100,
  });
  for await (const { data } of comments) {
    for (const { id, body, user, html_url, created_at } of data) {
      const number = /\/pull\/(\d+)/.exec(html_url)?.[1];
      const asks = number !== undefined && user?.type !== 'Bot' && /\/weir/i.test(body ?? '');
      // `since` is about edits too, and edited comments are no commands.
      if (!asks || new Date(created_at) < since) continue;
      // Where GitHub does not say, whoever carries it out asks again.
      if (await attempt(work, html_url, () => wasAnswered(work, repository, id))) continue;
      await work.queue.add({ kind: 'comment', repository: refOf(repository), number: Number(number), comment: id });
      found += 1;
    }
  }
  return found;
}
