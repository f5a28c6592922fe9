/** Finds pull requests whose check has not concluded, or was judged by a weir.yml that holds no longer. */
import { configPath } from '../../../config/load.ts';
import { once } from '../../../once.ts';
import { findRun } from '../../check/publish.ts';
import { type Repository, refOf } from '../../repository.ts';
import { openSnapshot } from '../../snapshot/snapshot.ts';
import { isSettled, settleEarlier } from '../check-pull.ts';
import type { WorkContext } from '../context.ts';
import { configDigest, tipOf } from '../judge.ts';
import { type PullRequest, toPullRequest } from '../pull-request.ts';
import { targetOf } from '../subject.ts';

export interface Look {
  /** Only at pull requests to this branch. */
  readonly base?: string;
  /** Also at the earlier heads of those that were updated since then. */
  readonly since?: Date;
}

/** Adds a job for each. Returns their number. */
export async function findPulls(work: WorkContext, repository: Repository, look: Look = {}): Promise<number> {
  const { octokit, owner, repo } = repository;
  const digests = new Map<string, () => Promise<string | undefined>>();
  let found = 0;
  const pages = octokit.paginate.iterator(octokit.rest.pulls.list, {
    owner,
    repo,
    state: 'open',
    per_page: 100,
    ...(look.base !== undefined && { base: look.base }),
  });
  for await (const { data } of pages) {
    for (const listed of data) {
      const pull = toPullRequest(listed);
      const digest = digests.get(pull.baseRef) ?? once(() => digestAt(repository, pull.baseRef));
      digests.set(pull.baseRef, digest);
      if (look.since && new Date(listed.updated_at) >= look.since) await settleOlderHeads(work, repository, pull);
      const standing = await standingOf(work, repository, pull, digest);
      if (standing === 'settled') continue;
      const { number, head } = pull;
      const job = { kind: 'pull', repository: refOf(repository), number, head } as const;
      // Work that goes on is not disturbed; a check that is concluded has to be told to look again.
      await work.queue.add(standing === 'outdated' ? { ...job, again: 'decided' } : job);
      found += 1;
    }
  }
  return found;
}

async function standingOf(
  work: WorkContext,
  repository: Repository,
  pull: PullRequest,
  digest: () => Promise<string | undefined>,
): Promise<'open' | 'outdated' | 'settled'> {
  const run = await findRun(repository, targetOf(pull.head, pull.number), work.checks);
  if (!run || !isSettled(run, pull) || run.state?.left !== undefined) return 'open';
  const judgedBy = run.state?.config;
  return judgedBy === undefined || judgedBy === (await digest()) ? 'settled' : 'outdated';
}

/** Of the weir.yml at the tip of the branch. */
async function digestAt(repository: Repository, branch: string): Promise<string | undefined> {
  const text = await (await openSnapshot(repository, await tipOf(repository, branch), branch)).read(configPath);
  return text === undefined ? undefined : configDigest(text);
}

/** A push whose event was lost leaves the check of the head before it unconcluded. */
async function settleOlderHeads(work: WorkContext, repository: Repository, pull: PullRequest): Promise<void> {
  const { octokit, owner, repo } = repository;
  const commits = await octokit.paginate(octokit.rest.pulls.listCommits, {
    owner,
    repo,
    pull_number: pull.number,
    per_page: 100,
  });
  await settleEarlier(work, repository, pull, new Set(commits.map(({ sha }) => sha)));
}
