/** Works on one job, of whatever kind: what the queue calls. */
import type { Turns } from '../../turns.ts';
import type { CheckOutcome } from '../check/outcome.ts';
import { aboutOf, type Job } from '../job.ts';
import { fullName } from '../port/repository.ts';
import { failureOf } from '../port/status.ts';
import type { Work } from '../queue/queue.ts';
import { Stop } from '../queue/queue.ts';
import { type Attempt, createAttempts } from './attempts.ts';
import { carryOutAction, carryOutCommand, seeComment } from './carry-out.ts';
import { checkDeployed } from './check-deployed.ts';
import { checkMergeGroup } from './check-merge-group.ts';
import { checkPull } from './check-pull.ts';
import { rerunSuite } from './check-suite.ts';
import { concludeUnjudged } from './conclude-unjudged.ts';
import type { WorkContext } from './context.ts';
import { carryOutAtHome, lookFromHome } from './home/carry-out.ts';
import { askAgain } from './home/mended.ts';
import { tellAtHome } from './home/tell-at-home.ts';
import { carryOutOnIssue } from './monitor/carry-out.ts';
import { monitorAll, monitorRepository } from './monitor/monitor.ts';
import { checkAfterPush } from './push.ts';
import { putOff } from './put-off.ts';
import { createSweeper, type Sweep } from './sweep/sweep.ts';
import { tellDependants } from './together/dependants.ts';
import { welcome } from './welcome.ts';

/** What the queue calls. */
export interface Worker {
  readonly work: Work;
  /**
   * The queue has given a job up. Its check must not stay open for that; where even this cannot be posted, the next sweep
   * finds it. What no sweep can find comes again later, or is answered.
   */
  giveUp(job: Job, error: unknown): Promise<void>;
}

/** What is the same for all jobs. */
export type AppContext = Omit<WorkContext, 'attempt' | 'turns'> & { readonly turns: Turns };

export function createWorker(app: AppContext): Worker {
  const attempts = createAttempts(app.bounds.minutes);
  const sweep = createSweeper();
  return {
    async work(job, signal) {
      const stopTimer = app.metrics.jobSeconds.startTimer({ kind: job.kind });
      const work = contextOf(app, job, attempts.begin(job, signal));
      try {
        await workOn(work, job, signal, sweep);
        attempts.forget(job);
        work.metrics.jobs.inc({ kind: job.kind, outcome: 'done' });
      } catch (error) {
        const stopped = error instanceof Stop ? error : signal.reason;
        const why = stopped instanceof Stop ? stopped.why : 'failed';
        work.metrics.jobs.inc({ kind: job.kind, outcome: why });
        if (why === 'failed') work.log.warn({ err: error, job }, 'A job failed; it is tried again');
        else attempts.forget(job);
        throw error;
      } finally {
        stopTimer();
      }
    },
    async giveUp(job, error) {
      const id = crypto.randomUUID().slice(0, 8);
      const last = attempts.last(job);
      attempts.forget(job);
      const work = contextOf(app, job, { stop: NEVER, deadline: NEVER });
      work.log.error({ err: error, id, job }, 'A job was given up');
      if (job.kind !== 'pull' && job.kind !== 'merge-group') return putOff(work, job, error, id);
      const failure = failureOf(error);
      const outcome: CheckOutcome = failure ? { kind: 'unreachable', id, ...failure } : { kind: 'crashed', id };
      await concludeUnjudged(work, job, outcome, last?.run);
    },
  };
}

const NEVER = new AbortController().signal;

/** Whatever is logged on the way says what it is about, and whoever replays does it in the turn of the job's repository. */
function contextOf(app: AppContext, job: Job, attempt: Attempt): WorkContext {
  const { stop, deadline } = attempt;
  const ending = AbortSignal.any([stop, deadline]);
  const who = 'repository' in job ? fullName(job.repository).toLowerCase() : job.kind;
  return {
    ...app,
    attempt,
    log: app.log.child({ about: aboutOf(job) }),
    turns: { take: (signal) => app.turns.take(signal, who) },
    open: (repository, signal = ending) => app.open(repository, signal),
  };
}

function workOn(work: WorkContext, job: Job, signal: AbortSignal, sweep: Sweep): Promise<void> {
  switch (job.kind) {
    case 'pull':
      return checkPull(work, job, signal);
    case 'comment':
      return seeComment(work, job);
    case 'command':
      return carryOutCommand(work, job, signal);
    case 'action':
      return carryOutAction(work, job, signal);
    case 'merge-group':
      return checkMergeGroup(work, job, signal);
    case 'suite':
      return rerunSuite(work, job);
    case 'deployment':
      return checkDeployed(work, job);
    case 'dependants':
      return tellDependants(work, job);
    case 'repository':
      return welcome(work, job);
    case 'push':
      return checkAfterPush(work, job);
    case 'monitor':
      return monitorRepository(work, job);
    case 'finding':
      return carryOutOnIssue(work, job);
    case 'home':
      return tellAtHome(work, job);
    case 'home-command':
      return carryOutAtHome(work, job, signal);
    case 'mended':
      return askAgain(work, job);
    case 'home-changed':
      return lookFromHome(work, job);
    case 'monitors':
      return monitorAll(work, job);
    case 'sweep':
      return sweep(work);
    default:
      throw new Error(`unknown job ${JSON.stringify(job satisfies never)}`);
  }
}
