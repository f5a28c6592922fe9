/** weir.yml may have changed on a branch, any of which may be the base of pull requests. */
import type { Context } from 'probot';
import { configPath } from '../../config/load.ts';
import type { Job } from '../job.ts';
import { originOf } from './origin.ts';

const BRANCH = 'refs/heads/';

/** GitHub lists 20 commits in some descriptions of the event and 2,048 in others; the first is believed. */
const LISTED_COMMITS = 20;

/** GitHub lists so many files of a commit at most. */
const LISTED_FILES = 3000;

export function pushJobs(payload: Context<'push'>['payload']): Job[] {
  const repository = originOf(payload);
  if (!repository || payload.deleted || !payload.ref.startsWith(BRANCH)) return [];
  if (!mayChangeConfig(payload)) return [];
  return [{ kind: 'push', repository, branch: payload.ref.slice(BRANCH.length) }];
}

/** A forced push also takes commits away, which are not listed. A new branch is nobody's base yet. */
function mayChangeConfig({ forced, created, commits }: Context<'push'>['payload']): boolean {
  if (created) return false;
  if (forced || commits.length >= LISTED_COMMITS) return true;
  return commits.some((commit) => {
    const files = [...(commit.added ?? []), ...(commit.modified ?? []), ...(commit.removed ?? [])];
    return files.length >= LISTED_FILES || files.includes(configPath);
  });
}
