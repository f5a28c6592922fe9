/** Whether what a check says still holds. Asked whenever somebody looks at a pull request, and by the sweep for all of them. */
import { decisionsDigest } from '../approvals/ledger.ts';
import { isDue } from '../check/awaits.ts';
import type { CheckRun } from '../check/check-run.ts';
import type { CheckState } from '../check/state.ts';
import type { PullRequest } from '../port/pulls.ts';
import type { Repository } from '../port/repository.ts';
import { isRefusal } from '../port/status.ts';
import { openSnapshot } from '../snapshot/snapshot.ts';
import type { WorkContext } from './context.ts';
import { gitHubNow } from './github-now.ts';
import { configMark } from './judge-subject.ts';
import { readLedger } from './ledger.ts';
import { isOutvoted, isVerdict, type Sharer } from './same-head.ts';
import { markOf, walkFrom } from './together/walk.ts';

/**
 * `open`: there is no verdict. `outdated`: it was made by another base branch, another weir.yml, other decisions or with other
 * pull requests in place than there are now. `left`: the pull request has had another head since, so that nobody may have this verdict before their
 * eyes. `unsaid`: it stands, but not all was said about it. `outvoted`: it stands, but others with the same head came to
 * something else. `settled`: nothing is to be done.
 */
export type Standing = 'open' | 'outdated' | 'left' | 'outvoted' | 'unsaid' | 'settled';

export interface Look {
  /** Branch whose weir.yml judges. */
  readonly trunk: () => Promise<string>;
  /** Mark of the weir.yml at its tip. */
  readonly mark: () => Promise<string>;
  /** Mark of the organization's weir.yml. */
  readonly gates: () => Promise<string>;
  /** Checks of other heads that the pull request has had. */
  readonly earlier: readonly CheckRun[];
  /** False: decisions are not compared, for nothing has happened in the pull request. */
  readonly decided: boolean;
  /** Whose head it is, too. */
  readonly sharers: () => Promise<readonly Sharer[]>;
}

export async function standingOf(
  work: WorkContext,
  repository: Repository,
  pull: PullRequest,
  run: CheckRun | undefined,
  { trunk, mark, gates, earlier, decided, sharers: askSharers }: Look,
): Promise<Standing> {
  if (!run || !isVerdict(run) || !run.state || run.state.todo === 'verdict') return 'open';
  if (earlier.some(({ id }) => id > run.id)) return 'left';
  if (await isDue(run.state, () => gitHubNow(work))) return 'outdated';
  const { baseRef, config, together, decided: by } = run.state;
  if (baseRef !== pull.baseRef || (run.state.trunk ?? baseRef) !== (await trunk())) return 'outdated';
  if (config !== (await mark())) return 'outdated';
  if (run.state.gates !== undefined && run.state.gates !== (await gates())) return 'outdated';
  if (together !== markOf(await walkFrom(work, repository, pull))) return 'outdated';
  if (decided) {
    const decisions = await decidedNow(work, repository, pull, [run, ...earlier]);
    if (decisions !== undefined && by !== decisions) return 'outdated';
  }
  const settled = run.state.todo === 'words' ? 'unsaid' : 'settled';
  const sharers = await askSharers();
  const self = sharers.find(({ externalId }) => externalId === run.target.externalId);
  return self && isOutvoted(self, sharers) ? 'outvoted' : settled;
}

/** Digest of the decisions that there are; undefined where GitHub does not show comments: then nothing was approved either. */
export async function decidedNow(
  work: WorkContext,
  repository: Repository,
  pull: PullRequest,
  runs: readonly CheckRun[],
): Promise<string | undefined> {
  try {
    return decisionsDigest(await readLedger(work, repository, pull, runs));
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

/** What a check goes on to remember when it is judged anew for this reason. */
export function remembered(
  standing: Exclude<Standing, 'settled' | 'unsaid'>,
  state: CheckState | undefined,
): CheckState | undefined {
  if (!state || standing === 'outvoted') return state;
  const { own: _own, todo: _todo, fingerprints, shownSince, ...rest } = state;
  // What was shown before another head came was not shown to those who decide now.
  return standing === 'left'
    ? rest
    : { ...rest, ...(fingerprints && { fingerprints }), ...(shownSince && { shownSince }) };
}

/** Mark of the weir.yml at the tip of a branch. */
export async function markAt(repository: Repository, branch: string): Promise<string> {
  return configMark(await openSnapshot(repository, await repository.git.tip(branch), branch));
}
