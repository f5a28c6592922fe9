/** Asks owners downstream in the upstream's pull request, each of them once, whatever is pushed or run again. */
import type { Report } from '../../report/report.generated.ts';
import { askedIn, renderAsking } from '../comment/asking.ts';
import { botLogin } from '../port/login.ts';
import type { PullRequest } from '../port/pulls.ts';
import type { Repository } from '../port/repository.ts';
import type { WorkContext } from './context.ts';

/**
 * Asks GitHub nothing where nobody has to be asked. Throws where GitHub takes no comment.
 * @param told `owner/name` of repositories where an issue names their owners
 */
export async function askOwners(
  { app }: WorkContext,
  { comments }: Repository,
  { number, author }: Pick<PullRequest, 'number' | 'author'>,
  { downstreams = [] }: Report,
  told: ReadonlySet<string>,
): Promise<void> {
  const asking = (asked: Iterable<string>) =>
    renderAsking(downstreams, ({ repository }) => told.has(repository), author, new Set(asked));
  if (asking([]) === undefined) return;
  const own = (await comments.list(number)).filter(({ login }) => login === botLogin(app.slug));
  const body = asking(own.flatMap((one) => askedIn(one.body)));
  if (body !== undefined) await comments.post(number, body);
}
