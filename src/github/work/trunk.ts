/**
 * The branch whose weir.yml judges a pull request, and whose readers it reaches: that which it comes to in the end. For a
 * layer of a stack GitHub says which. Else its base may be the branch of another pull request, and so on: followed to the
 * default branch alone, and over nothing that is protected, so that nobody turns the limits of a branch that counts into
 * those of another by opening a pull request from it.
 */
import type { PullRequest } from '../port/pulls.ts';
import type { About, Repository } from '../port/repository.ts';

/** A layer more is none. */
const HIGHEST = 20;

export interface Trunks {
  /** `main`, of the pull request. */
  of(pull: Pick<PullRequest, 'baseRef' | 'stackBase'>): Promise<string>;
}

/** What has been asked for already. */
export interface Known {
  /** All open pull requests. */
  readonly open?: readonly PullRequest[];
  /** Of the repository. */
  readonly about?: Promise<About>;
}

/** Throws errors of GitHub's. */
export function trunksOf(repository: Repository, { open, about }: Known = {}): Trunks {
  const known = new Map<string, Promise<string>>();
  const from = async (branch: string): Promise<readonly PullRequest[]> =>
    open ? open.filter(({ headRef, fork }) => !fork && headRef === branch) : repository.pulls.openFrom(branch);
  const find = async (start: string): Promise<string> => {
    const { defaultBranch } = await (about ?? repository.about());
    let branch = start;
    for (let layer = 0; layer < HIGHEST && branch !== defaultBranch; layer += 1) {
      const [pull, another] = await from(branch);
      // A branch with two pull requests does not tell which one it is stacked on.
      if (!pull || another || (await repository.git.isProtected(branch))) return start;
      branch = pull.baseRef;
    }
    return branch === defaultBranch ? branch : start;
  };
  return {
    async of({ baseRef, stackBase }) {
      if (stackBase !== undefined) return stackBase;
      const found = known.get(baseRef) ?? find(baseRef);
      known.set(baseRef, found);
      return found;
    },
  };
}
