/** What `decide` may ask about a pull request, read from GitHub when it asks. */
import type { PipelineConfig } from '../../config/config.ts';
import { configPath, parseConfig } from '../../config/load.ts';
import { readConfigAt } from '../../config/read.ts';
import { locating, WeirError } from '../../errors.ts';
import { once } from '../../once.ts';
import type { Decision } from '../approvals/decision.ts';
import type { CheckRun } from '../check/check-run.ts';
import { findRun, readRun } from '../check/publish.ts';
import { ownershipOf, permissionOf } from '../commands/permission.ts';
import type { Facts, OwnedPipeline } from '../commands/verdict.ts';
import type { PullRequest } from '../port/pulls.ts';
import type { Repository, RepositoryRef } from '../port/repository.ts';
import { unlessStatus } from '../port/status.ts';
import { openSnapshot } from '../snapshot/snapshot.ts';
import type { WorkContext } from './context.ts';
import { knownDecisions } from './ledger.ts';
import { decisionSubject, targetOf } from './subject.ts';
import { trunksOf } from './trunk.ts';

/** The same facts, with all that the worker needs to carry out what was decided. */
export interface PullFacts extends Facts {
  pull(): Promise<PullRequest>;
  /** Those of the decisions that count now: none where GitHub does not show comments. */
  counting(): Promise<readonly Decision[]>;
}

export function factsOf(work: WorkContext, repository: Repository, number: number): PullFacts {
  const pull = once(() => repository.pulls.read(number));
  const check = once(async (): Promise<CheckRun | undefined> => {
    return findRun(repository, targetOf((await pull()).head, number), work.checks);
  });
  const known = once(async () => knownDecisions(work, repository, await pull(), [await check()]));
  return {
    subject: once(async () => decisionSubject(repository, await pull()).now),
    pull,
    check,
    run: (id) => unlessStatus([404], () => readRun(repository, id)),
    lastForcePush: once(() => repository.pulls.lastForcePush(number)),
    pipelines: once(async () => {
      const own = await pipelinesOf(repository, await trunksOf(repository).of(await pull()));
      const open = Object.keys((await check())?.state?.fingerprints ?? {});
      return [...own, ...(await downstreamPipelines(work, repository, open))];
    }),
    decisions: async () => (await known()).decisions,
    counting: async () => (await known()).counting,
    permissionOf: (login) => permissionOf(repository, login),
    ownershipOf: (owners, login) => ownershipOf(repository, owners, login),
  };
}

/** Those of other repositories that hold the change, as `downstreamKey` names them, with the owners that their weir.yml has now. */
export async function downstreamPipelines(
  work: WorkContext,
  { installation }: RepositoryRef,
  open: readonly string[],
): Promise<OwnedPipeline[]> {
  const found: OwnedPipeline[] = [];
  for (const key of open.filter((name) => name.includes('/'))) {
    const [, owner = '', repo = '', name = ''] = /^([^/]+)\/([^:]+):(.*)$/.exec(key) ?? [];
    const repository = await work.open({ installation, owner, repo });
    const config = await unlessStatus([403, 404], async () => {
      const { defaultBranch } = await repository.about();
      return readConfigAt(await openSnapshot(repository, await repository.git.tip(defaultBranch), defaultBranch));
    }).catch((error: unknown) => {
      // Who owns it nobody knows then, which is no reason to refuse what was asked about others.
      if (error instanceof WeirError) return undefined;
      throw error;
    });
    const owners = config?.pipelines.find((pipeline) => pipeline.name === name)?.owners;
    if (owners) found.push({ name: key, owners });
  }
  return found;
}

/** None where the branch has no weir.yml: what a change brings along makes nobody an owner. */
async function pipelinesOf(repository: Repository, branch: string): Promise<readonly PipelineConfig[]> {
  const trunk = await openSnapshot(repository, await repository.git.tip(branch), branch);
  const text = await trunk.read(configPath);
  if (text === undefined) return [];
  return locating(new Map([[configPath, text]]), 'base', () => parseConfig(text, configPath).pipelines);
}
