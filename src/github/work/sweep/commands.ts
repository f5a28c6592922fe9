/** Finds comments with a command that nobody has carried out: their delivery was lost, or the process that had it. */
import { once } from '../../../once.ts';
import { fullName, type Repository, refOf } from '../../port/repository.ts';
import { wasAnswered } from '../answered.ts';
import type { WorkContext } from '../context.ts';
import { answerableNumbers } from '../on-issue.ts';
import { asksForSomething } from '../own-words.ts';
import { attempt } from './attempt.ts';

export interface FoundCommands {
  readonly found: number;
  /** When the oldest of them was written: milliseconds since 1970. Undefined where none was found. */
  readonly oldest: number | undefined;
}

/** Adds a job for each. */
export async function findCommands(work: WorkContext, repository: Repository, since: Date): Promise<FoundCommands> {
  const written: number[] = [];
  const answerable = once(
    async () => (await attempt(work, fullName(repository), () => answerableNumbers(work, repository))) ?? [],
  );
  for await (const comment of repository.comments.since(since)) {
    const { id, pull, issue, url, createdAt } = comment;
    const number = pull ?? issue;
    // Those that were only edited since then came along.
    if (number === undefined || new Date(createdAt) < since || !asksForSomething(comment)) continue;
    if (pull === undefined && !(await answerable()).includes(number)) continue;
    // Where GitHub does not say, whoever carries it out asks again.
    if (await attempt(work, url, () => wasAnswered(work, repository, id))) continue;
    await work.queue.add({ kind: 'comment', repository: refOf(repository), number, comment: id });
    written.push(Date.parse(createdAt));
  }
  return { found: written.length, oldest: written.length > 0 ? Math.min(...written) : undefined };
}
