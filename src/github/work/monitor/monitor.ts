/** Watches what a repository wants watched, and tells what was found as issues. Again in one window it changes nothing. */
import type { PipelineConfig } from '../../../config/config.ts';
import { WeirError } from '../../../errors.ts';
import { judge, type Monitored } from '../../../monitor/monitor.ts';
import { tellAll } from '../../findings/tell.ts';
import type { MonitorJob, MonitorsJob } from '../../job.ts';
import { fullName, type Repository } from '../../port/repository.ts';
import { isAnswer } from '../../port/status.ts';
import { foretoldIn } from '../../reports/foretold.ts';
import type { WorkContext } from '../context.ts';
import { mayWriteIssues } from '../may-write-issues.ts';
import { installedRepositories } from '../sweep/installations.ts';
import { withinBounds } from '../within-bounds.ts';
import { look, openTrunk, type Trunk } from './look.ts';
import { retrainedBy } from './retrained-by.ts';
import { snoozeStands } from './snooze.ts';

/** A tick of the schedule: each repository has a job of its own. */
export async function monitorAll(work: WorkContext, { tick }: MonitorsJob): Promise<void> {
  let asked = 0;
  for await (const repository of installedRepositories(work)) {
    const id = `monitor/${fullName(repository).toLowerCase()}/${tick}`;
    await work.queue.add({ kind: 'monitor', repository, tick }, { id });
    asked += 1;
  }
  work.log.info({ tick, repositories: asked }, 'Repositories are looked at for what they want watched');
}

export async function monitorRepository(work: WorkContext, job: MonitorJob): Promise<void> {
  const { tick } = job;
  const repository = await work.open(job.repository);
  const { id, defaultBranch } = await repository.about();
  const last = await work.monitors.lastTick(id);
  // A clock that went back asks for a tick that was done.
  if (tick !== undefined && last !== undefined && Date.parse(last) >= Date.parse(tick)) return;
  const trunk = await trunkOf(work, repository, defaultBranch);
  if (trunk && trunk.watched.length > 0) {
    if (!(await mayTell(work, repository))) return;
    const all = await lookAtAll(work, repository, trunk);
    await keepForetold(work, repository, id, all);
    if (!(await tell(work, repository, id, all))) return;
  }
  if (tick !== undefined) await work.monitors.write(id, tick);
}

async function trunkOf(work: WorkContext, repository: Repository, branch: string): Promise<Trunk | undefined> {
  try {
    return await openTrunk(repository, branch);
  } catch (error) {
    if (!(error instanceof WeirError)) throw error;
    report(work, 'broken', { repository: fullName(repository), problems: error.message });
    return undefined;
  }
}

/** Nothing is replayed for an issue that nobody may write. */
async function mayTell(work: WorkContext, repository: Repository): Promise<boolean> {
  const isGranted = await mayWriteIssues(work, repository, NOT_GRANTED);
  if (!isGranted) work.metrics.monitored.inc({ outcome: 'no permission' });
  return isGranted;
}

/** What cannot be watched keeps nothing else from it. */
async function lookAtAll(work: WorkContext, repository: Repository, trunk: Trunk): Promise<Monitored[]> {
  const all: Monitored[] = [];
  for (const pipeline of trunk.watched) {
    const signal = withinBounds(work);
    const monitored = await lookAt(work, repository, trunk, pipeline, signal);
    if (!monitored) continue;
    all.push(monitored);
    work.metrics.monitored.inc({ outcome: monitored.status });
  }
  return all;
}

async function lookAt(
  work: WorkContext,
  repository: Repository,
  trunk: Trunk,
  pipeline: PipelineConfig,
  signal: AbortSignal,
): Promise<Monitored | undefined> {
  const where = { repository: fullName(repository), pipeline: pipeline.name };
  try {
    return judge(await look(work, repository, trunk, pipeline, { signal }));
  } catch (error) {
    work.attempt.stop.throwIfAborted();
    if (signal.aborted) report(work, 'out of time', { ...where, minutes: work.bounds.minutes });
    else if (error instanceof WeirError) report(work, 'broken', { ...where, problems: error.message });
    else throw error;
    return undefined;
  }
}

/** For the page of the default branch; what cannot be kept keeps no issue from being written. */
async function keepForetold(
  { archive, log }: WorkContext,
  repository: Repository,
  id: number,
  all: readonly Monitored[],
): Promise<void> {
  try {
    await archive?.keepForetold(id, all.flatMap(foretoldIn));
  } catch (error) {
    log.warn({ err: error, repository: fullName(repository) }, 'What merges were expected to do could not be kept');
  }
}

/** False where the repository has no issues. */
async function tell(
  work: WorkContext,
  repository: Repository,
  id: number,
  all: readonly Monitored[],
): Promise<boolean> {
  const name = fullName(repository);
  try {
    const done = await tellAll(all, repository, {
      pauses: [],
      teller: 'app',
      stands: (issue, life) => snoozeStands(work, repository, id, issue, life),
      retrainedBy: (issue, monitored) => retrainedBy(repository, issue, monitored),
    });
    work.log.info({ repository: name, done }, 'What was found is in issues');
    return true;
  } catch (error) {
    if (!isAnswer(error, [403, 410])) throw error;
    report(work, 'no issues', { repository: name, answer: error.message });
    return false;
  }
}

const NOT_GRANTED =
  'weir.yml wants pipelines watched, but the installation has not granted issues: write. Nothing is watched here until whoever installed the App accepts it (docs/app.md, Permissions)';

const SAID = {
  broken: 'A pipeline could not be watched',
  'no issues': 'What was found could not be written: the repository takes no issues of the App',
  'out of time':
    'A pipeline was not watched in the time of WEIR_CHECK_TIMEOUT. What was counted is kept, and the next look goes on from there',
} as const;

function report(work: WorkContext, outcome: keyof typeof SAID, about: Readonly<Record<string, unknown>>): void {
  work.metrics.monitored.inc({ outcome });
  work.log.warn(about, SAID[outcome]);
}
