/** Tells what GitHub does not have, which no retry mends, from GitHub being out of reach, which is passed on as it is. */

import { RepositoryError } from '../../errors.ts';
import { fullName, type RepositoryRef } from '../port/repository.ts';
import { statusOf } from '../port/status.ts';

/**
 * 404: not there; 409: the repository has no commit at all; 422: no object has such an id, or it is of another kind.
 * https://docs.github.com/rest/git/trees#get-a-tree
 */
const MISSING = [404, 409, 422];

/** GitHub says that it has no such thing. Of the commits of an open pull request that is hardly true for long. */
export class NotThere extends RepositoryError {}

/**
 * The answer. Throws a NotThere where GitHub has no such thing.
 * @param what with its article, for the message: `the commit 1f2e…`
 */
export async function orNotFound<T>(request: Promise<T>, what: string, repository: RepositoryRef): Promise<T> {
  try {
    return await request;
  } catch (cause) {
    const status = statusOf(cause);
    if (status === undefined || !MISSING.includes(status)) throw cause;
    const name = fullName(repository);
    const expected = 'what a branch or a pull request still holds (a force push leaves the rest behind)';
    throw new NotThere([{ message: `${name} has ${what} no longer`, found: String(status), expected }], {
      cause,
    });
  }
}
