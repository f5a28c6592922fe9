/** A commit that two commits have in common, and the errors where there is none. */
import { RepositoryError } from '../../errors.ts';
import { Unrelated } from '../port/git.ts';
import { fullName, type Repository } from '../port/repository.ts';
import { orNotFound } from './not-found.ts';

/**
 * The full id of a commit where head left base; of several, the one that GitHub names.
 * @param base full id of a commit
 * @param head full id of a commit, which may be a fork's
 * @throws RepositoryError where the two have no common history, or GitHub has one of them no longer
 */
export async function mergeBase(repository: Repository, base: string, head: string): Promise<string> {
  if (base === head) return base;
  return (await answered(repository, base, head, () => repository.git.compare(base, head))).mergeBase;
}

/** Throws a RepositoryError where the two have no common history, or GitHub has one of them no longer. */
export async function answered<T>(
  repository: Repository,
  base: string,
  head: string,
  ask: () => Promise<T>,
): Promise<T> {
  const request = ask().catch((cause: unknown) => {
    throw cause instanceof Unrelated ? unrelated(repository, base, head, cause) : cause;
  });
  return orNotFound(request, `the commit ${base} or ${head}`, repository);
}

function unrelated(repository: Repository, base: string, head: string, cause: Error): RepositoryError {
  const message = `${base} and ${head} of ${fullName(repository)} have no commit in common`;
  return new RepositoryError([{ message, expected: 'a head that was branched off the base branch' }], { cause });
}
