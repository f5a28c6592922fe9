/**
 * The one comment of this App on a pull request: found, written, never repeated. Called by the worker, in the lane of
 * the pull request.
 */
import { botLogin } from '../port/login.ts';
import type { Repository } from '../port/repository.ts';
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
  const { comments } = repository;
  const [oldest, ...others] = await listStickies(repository, number, slug);
  for (const { id } of others) await comments.remove(id);
  if (!oldest) {
    if (!quiet) await comments.post(number, body);
  } else if (normal(oldest.body) !== normal(body)) {
    await comments.edit(oldest.id, body);
  }
}

/** Oldest first. */
async function listStickies({ comments }: Repository, number: number, slug: string): Promise<StickyComment[]> {
  const all = await comments.list(number);
  return all
    .filter(({ login, body }) => login === botLogin(slug) && body.trimStart().startsWith(STICKY_MARKER))
    .sort((a, b) => a.id - b.id);
}

/** GitHub stores line ends as they come and may hand them back as CR LF. */
function normal(body: string): string {
  return body.replaceAll('\r\n', '\n').trim();
}
