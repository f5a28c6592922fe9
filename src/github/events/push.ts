/**
 * weir.yml may have changed on a branch, any of which may be the base of pull requests; on the default branch also what is usual
 * in production, and whatever keeps its pipelines from being judged when an upstream changes.
 */
import type { Context } from 'probot';
import { BASELINES, configPath } from '../../config/load.ts';
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
  const branch = payload.ref.slice(BRANCH.length);
  const isTrunk = branch === payload.repository.default_branch;
  return [
    ...(mayChange(payload, (path) => path === configPath) ? [{ kind: 'push', repository, branch } as const] : []),
    ...(isTrunk && mayChange(payload, isBaseline) ? [{ kind: 'monitor', repository } as const] : []),
    ...(isTrunk && !payload.created ? [{ kind: 'mended', repository } as const] : []),
  ];
}

function isBaseline(path: string): boolean {
  return path.startsWith(BASELINES);
}

/** A forced push also takes commits away, which are not listed. A new branch is nobody's base yet. */
function mayChange(
  { forced, created, commits }: Context<'push'>['payload'],
  isWanted: (path: string) => boolean,
): boolean {
  if (created) return false;
  if (forced || commits.length >= LISTED_COMMITS) return true;
  return commits.some((commit) => {
    const files = [...(commit.added ?? []), ...(commit.modified ?? []), ...(commit.removed ?? [])];
    return files.length >= LISTED_FILES || files.some(isWanted);
  });
}
