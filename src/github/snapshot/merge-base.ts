/** Finds the commit at which a pull request is compared with its base branch. */
import { RepositoryError } from '../../errors.ts';
import { fullName, type Repository } from '../repository.ts';
import { orNotFound } from './not-found.ts';

/**
 * The full id of the commit where head left base.
 * @param base full id of a commit
 * @param head full id of a commit, which may be a fork's
 * @throws RepositoryError where the two have no common history, or GitHub has one of them no longer
 */
export async function mergeBase(repository: Repository, base: string, head: string): Promise<string> {
  if (base === head) return base;
  const { octokit, owner, repo } = repository;
  // Of the commits in between none is wanted, but one is the least that GitHub gives.
  const request = octokit.rest.repos
    .compareCommitsWithBasehead({ owner, repo, basehead: `${base}...${head}`, per_page: 1 })
    .catch((cause: unknown) => {
      // A 404 like that for a commit that is gone; only its text tells them apart.
      const isUnrelated = cause instanceof Error && cause.message.startsWith('No common ancestor');
      throw isUnrelated ? unrelated(repository, base, head, cause) : cause;
    });
  const { data } = await orNotFound(request, `the commit ${base} or ${head}`, repository);
  return data.merge_base_commit.sha;
}

function unrelated(repository: Repository, base: string, head: string, cause: Error): RepositoryError {
  const message = `${base} and ${head} of ${fullName(repository)} have no commit in common`;
  return new RepositoryError([{ message, expected: 'a head that was branched off the base branch' }], { cause });
}
