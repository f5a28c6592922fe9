/**
 * The one comment of this App on a pull request: found, written, never repeated. Called by the worker, in the lane of
 * the pull request.
 */
import { botLogin, type Repository } from '../repository.ts';
import { STICKY_MARKER, type Sticky } from './render.ts';

export interface StickyComment {
  readonly id: number;
  readonly body: string;
}

/** `slug`: of this App. A comment by anybody else is none of ours, whatever it says. */
export async function findSticky(
  repository: Repository,
  number: number,
  slug: string,
): Promise<StickyComment | undefined> {
  const [oldest] = await listStickies(repository, number, slug);
  return oldest;
}

/** Posts the comment, or edits the one that is there if it says something else. Others, left by a race, are deleted. */
export async function writeSticky(
  repository: Repository,
  number: number,
  slug: string,
  { body, quiet }: Sticky,
): Promise<void> {
  const { octokit, owner, repo } = repository;
  const [oldest, ...others] = await listStickies(repository, number, slug);
  for (const { id } of others) await octokit.rest.issues.deleteComment({ owner, repo, comment_id: id });
  if (!oldest) {
    if (!quiet) await octokit.rest.issues.createComment({ owner, repo, issue_number: number, body });
  } else if (normal(oldest.body) !== normal(body)) {
    await octokit.rest.issues.updateComment({ owner, repo, comment_id: oldest.id, body });
  }
}

/** Oldest first. */
async function listStickies(repository: Repository, number: number, slug: string): Promise<StickyComment[]> {
  const { octokit, owner, repo } = repository;
  const comments = await octokit.paginate(octokit.rest.issues.listComments, {
    owner,
    repo,
    issue_number: number,
    per_page: 100,
  });
  return comments
    .filter(({ user, body }) => user?.login === botLogin(slug) && body?.trimStart().startsWith(STICKY_MARKER))
    .map(({ id, body = '' }) => ({ id, body }))
    .sort((a, b) => a.id - b.id);
}

/** GitHub stores line ends as they come and may hand them back as CR LF. */
function normal(body: string): string {
  return body.replaceAll('\r\n', '\n').trim();
}
