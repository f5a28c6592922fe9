/** Finds the commit at which a pull request is compared with its base branch. */
import { RepositoryError } from '../../errors.ts';
import { Unrelated } from '../port/git.ts';
import { fullName, type Repository } from '../port/repository.ts';
import { orNotFound } from './not-found.ts';

/**
 * The full id of the commit where head left base.
 * @param base full id of a commit
 * @param head full id of a commit, which may be a fork's
 * @throws RepositoryError where the two have no common history, or GitHub has one of them no longer
 */
export async function mergeBase(repository: Repository, base: string, head: string): Promise<string> {
  if (base === head) return base;
  const request = repository.git.compare(base, head).catch((cause: unknown) => {
    throw cause instanceof Unrelated ? unrelated(repository, base, head, cause) : cause;
  });
  return (await orNotFound(request, `the commit ${base} or ${head}`, repository)).mergeBase;
}

function unrelated(repository: Repository, base: string, head: string, cause: Error): RepositoryError {
  const message = `${base} and ${head} of ${fullName(repository)} have no commit in common`;
  return new RepositoryError([{ message, expected: 'a head that was branched off the base branch' }], { cause });
}
