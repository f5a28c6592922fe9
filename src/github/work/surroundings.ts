/** What steps may use outside the lock in the App: endpoints that its operator lets it ask, and no programs. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Deployed, Surroundings } from '../../artifacts/outside.ts';
import type { JudgingConfig } from '../../config/read.ts';
import { onceEach } from '../../once.ts';
import { NOTHING_OUTSIDE } from '../../replay/broker/broker.ts';
import { refusesEndpoint } from '../endpoint-places.ts';
import { fullName, type Repository } from '../port/repository.ts';
import { isRefusal } from '../port/status.ts';
import type { WorkContext } from './context.ts';
import type { Subject } from './subject.ts';

/** A webhook may be lost, or come to another process. */
const LOOK_AGAIN = 30_000;

export interface Waiting {
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Told once it has to wait; for an environment, or for any. */
  readonly waits: (environment: string | undefined) => void;
}

export function surroundingsIn(
  work: WorkContext,
  repository: Repository,
  subject: Subject,
  { from }: Pick<JudgingConfig, 'from'>,
  waiting: Waiting,
): Surroundings {
  const { jobs, endpoints, endpointSecrets } = work.bounds;
  const found = new Map<string | undefined, Deployed>();
  const lookOnce = onceEach(async (environment: string | undefined) => {
    found.set(environment, await deployed(work, repository, subject, environment, waiting));
  });
  return {
    ...NOTHING_OUTSIDE,
    // Whoever proposes a change does not choose who is sent the traffic.
    refuses: (address, secret) =>
      from === 'head'
        ? 'only a weir.yml that base has may name endpoints'
        : refusesEndpoint(endpoints, address, secret),
    deployment: (environment) => found.get(environment) ?? { missing: 'nobody has looked where it is deployed' },
    awaitDeployment: lookOnce,
    environment: endpointSecrets,
    jobs,
  };
}

/** Waits as long as the check may take; a merge group goes by the deployment of its pull request, which is there or not. */
async function deployed(
  work: WorkContext,
  repository: Repository,
  { target, pull, decidedIn }: Subject,
  environment: string | undefined,
  { signal, waits }: Waiting,
): Promise<Deployed> {
  const head = pull || !decidedIn ? target.head : (await repository.pulls.read(decidedIn.number)).head;
  try {
    for (;;) {
      const told = work.deployed.next(head);
      const address = await repository.deployments.find(head, environment, signal);
      if (address !== undefined) return { address };
      if (!pull) return { missing: 'its pull request is not deployed' };
      waits(environment);
      await Promise.race([told, pause(LOOK_AGAIN, undefined, { signal, ref: false })]);
      signal.throwIfAborted();
    }
  } catch (error) {
    if (!isRefusal(error)) throw error;
    work.log.warn({ err: error, repository: fullName(repository) }, 'GitHub does not say what is deployed');
    return {
      missing: 'the App may not read deployments here; whoever installed it can accept that (deployments: read)',
    };
  } finally {
    work.deployed.forget(head);
  }
}
