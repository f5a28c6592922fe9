/** Finds comments with a command that nobody has carried out: their delivery was lost, or the process that had it. */
import { type Repository, refOf } from '../../repository.ts';
import { wasAnswered } from '../answered.ts';
import type { WorkContext } from '../context.ts';
import { asksForSomething } from '../own-words.ts';
import { attempt } from './attempt.ts';

export interface FoundCommands {
  readonly found: number;
  /** When the oldest of them was written: milliseconds since 1970. Undefined where none was found. */
  readonly oldest: number | undefined;
}

/** Adds a job for each. */
export async function findCommands(work: WorkContext, repository: Repository, since: Date): Promise<FoundCommands> {
  const { octokit, owner, repo } = repository;
  const written: number[] = [];
  const comments = octokit.paginate.iterator(octokit.rest.issues.listCommentsForRepo, {
    owner,
    repo,
    since: since.toISOString(),
    per_page: 100,
  });
  for await (const { data } of comments) {
    for (const comment of data) {
      const { id, html_url, created_at } = comment;
      const number = /\/pull\/(\d+)/.exec(html_url)?.[1];
      // `since` is about edits too.
      if (number === undefined || new Date(created_at) < since || !asksForSomething(comment)) continue;
      // Where GitHub does not say, whoever carries it out asks again.
      if (await attempt(work, html_url, () => wasAnswered(work, repository, id))) continue;
      await work.queue.add({ kind: 'comment', repository: refOf(repository), number: Number(number), comment: id });
      written.push(Date.parse(created_at));
    }
  }
  return { found: written.length, oldest: written.length > 0 ? Math.min(...written) : undefined };
}
