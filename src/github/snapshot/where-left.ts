/** Finds the commit that a pull request is compared with: where it left its base branch. */
import type { Apart } from '../port/git.ts';
import type { Repository } from '../port/repository.ts';
import { answered, mergeBase } from './merge-base.ts';

export interface Left {
  /** What head is compared with. */
  readonly base: string;
  /** The two were merged into each other, or that cannot be told of so many commits: base is the tip of the branch. */
  readonly isCrossed: boolean;
}

/**
 * Where head left a branch, if that is one commit. Two that were merged into each other have several merge bases, of which GitHub
 * names one: compared with that, head may take back in silence what came by another. So the branch itself is compared with,
 * as the command line does.
 *
 * Every merge base is a parent of a commit that one side alone has, and belongs to both sides. Where all these parents go back
 * from one of them, that is the only merge base.
 * @param tip full id of the branch's newest commit
 * @throws RepositoryError as `mergeBase`
 */
export async function whereLeft(repository: Repository, tip: string, head: string): Promise<Left> {
  if (tip === head) return { base: tip, isCrossed: false };
  const pageOf = (one: string, other: string, page: number): Promise<Apart> =>
    answered(repository, one, other, () => repository.git.apart(one, other, page));
  const first = await pageOf(tip, head, 1);
  const base = first.mergeBase;
  const one = { base, isCrossed: false };
  if (first.ahead === 0 || first.behind === 0) return one;
  const isShort = first.ahead <= PAGE || first.ahead <= first.behind;
  const [from, to] = isShort ? [tip, head] : [head, tip];
  const count = isShort ? first.ahead : first.behind;
  const pages = [isShort ? first : await pageOf(from, to, 1)];
  if (count <= MOST_PAGES * PAGE)
    while (pages.length * PAGE < count) pages.push(await pageOf(from, to, pages.length + 1));
  const commits = new Map(pages.flatMap((page) => page.commits).map(({ id, parents }) => [id, parents]));
  const border = new Set([...commits.values()].flat().filter((id) => id !== base && !commits.has(id)));
  const isWhole = commits.size === count;
  return isWhole && (await allGoBack(repository, base, border)) ? one : { base: tip, isCrossed: true };
}

/** Commits that GitHub gives at once. */
const PAGE = 100;
/** Of a side with more commits nobody can tell in reasonable time. */
const MOST_PAGES = 10;
/** Pages of a hundred that are looked through for commits that a branch was merged at. */
const MOST_LOGGED = 3;
/** Those that are older than that are asked for one by one. */
const MOST_ASKED = 20;

/** Whether a commit goes back to all of these. */
async function allGoBack(repository: Repository, from: string, commits: ReadonlySet<string>): Promise<boolean> {
  const left = new Set(commits);
  let pages = 0;
  // A single commit takes one request below; several are looked for in pages of the log.
  if (left.size > 1) {
    for await (const page of repository.git.log(from)) {
      for (const { id } of page) left.delete(id);
      pages += 1;
      if (left.size === 0 || pages === MOST_LOGGED) break;
    }
  }
  if (left.size > MOST_ASKED) return false;
  for (const older of left) {
    if ((await mergeBase(repository, older, from)) !== older) return false;
  }
  return true;
}
