/** Finds pull requests whose check has not concluded, or was judged by a weir.yml that holds no longer. */
import { once, onceEach } from '../../../once.ts';
import type { CheckRun } from '../../check/check-run.ts';
import { findRun } from '../../check/publish.ts';
import type { PullRequest } from '../../port/pulls.ts';
import { fullName, type Repository, refOf } from '../../port/repository.ts';
import { settleEarlier } from '../check-pull.ts';
import type { WorkContext } from '../context.ts';
import { organizationMark } from '../gates.ts';
import { rememberedIn } from '../ledger.ts';
import { type Sharer, sharersOf } from '../same-head.ts';
import { markAt, standingOf } from '../standing.ts';
import { targetOf } from '../subject.ts';
import { trunksOf } from '../trunk.ts';
import { attempt } from './attempt.ts';

export interface Look {
  /** Only at pull requests that come to this branch in the end. */
  readonly trunk?: string;
  /** Also at the earlier heads of those that were updated since then. */
  readonly since?: Date;
}

/** Adds a job for each. Returns their number. */
export async function findPulls(work: WorkContext, repository: Repository, look: Look = {}): Promise<number> {
  const markOf = onceEach((branch: string) => markAt(repository, branch));
  const gates = once(() => organizationMark(work, repository));
  let found = 0;
  const pulls = await repository.pulls.open();
  const trunks = trunksOf(repository, { open: pulls });
  for (const pull of pulls) {
    const trunk = () => trunks.of(pull);
    if (look.trunk !== undefined && look.trunk !== (await trunk())) continue;
    const mark = async () => markOf(await trunk());
    const isRecent = look.since !== undefined && new Date(pull.updatedAt) >= look.since;
    const standing = await attempt(work, `${fullName(repository)}#${pull.number}`, async () => {
      const earlier = isRecent ? await settleOlderHeads(work, repository, pull) : [];
      const run = await findRun(repository, targetOf(pull.head, pull.number), work.checks);
      const sharers = () => sharersAmong(work, repository, pull, pulls);
      // What was decided downstream may have been taken back there, of which this pull request shows nothing.
      const decided = isRecent || rememberedIn(work, repository, pull, [run]).some(({ home }) => home !== undefined);
      return standingOf(work, repository, pull, run, { trunk, mark, gates, earlier, decided, sharers });
    });
    if (standing === 'settled') continue;
    const { number, head } = pull;
    const job = { kind: 'pull', repository: refOf(repository), number, head } as const;
    // Work that goes on is not disturbed; a check that is concluded has to be told to look again. Where it is not known
    // how the check stands, its own job finds out, and tries again.
    const again = standing === 'outdated' || standing === 'left';
    await work.queue.add(again ? { ...job, again: 'decided' } : job);
    found += 1;
  }
  return found;
}

/** Most heads are of one pull request alone. */
async function sharersAmong(
  work: WorkContext,
  repository: Repository,
  { head }: PullRequest,
  pulls: readonly PullRequest[],
): Promise<Sharer[]> {
  return pulls.filter((other) => other.head === head).length < 2 ? [] : sharersOf(work, repository, head, { pulls });
}

/** A push whose event was lost leaves the check of the head before it unconcluded. */
async function settleOlderHeads(work: WorkContext, repository: Repository, pull: PullRequest): Promise<CheckRun[]> {
  return settleEarlier(work, repository, pull, new Set(await repository.pulls.commits(pull.number)));
}
