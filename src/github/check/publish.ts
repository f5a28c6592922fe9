/**
 * Check runs on GitHub: found or created, moved from `queued` to `in_progress` to their conclusion. Called by the
 * worker. Each step may be repeated, and a step that was cut off is made good by the next time it is taken.
 *
 * A run that has a conclusion is never set back: GitHub is reported to keep the conclusion then, and with it the merge
 * that it lets through. What is judged anew gets a new run of the same name; the newest counts.
 */

import { isDeepStrictEqual } from 'node:util';
import { messageOf } from '../../errors.ts';
import type { CheckChange, PostedCheck } from '../port/checks.ts';
import type { Repository, RepositoryRef } from '../port/repository.ts';
import type { CheckOutput, CheckRun, CheckTarget } from './check-run.ts';
import { interim } from './interim.ts';
import { minimalOutput } from './render.ts';
import { type CheckState, readState, withState } from './state.ts';

/** The one name that branch protection and rulesets know. */
export const CHECK_NAME = 'weir';

export interface AnnounceOptions {
  /** Id of this App: a run of the same name by another counts for nothing. */
  readonly app: number;
  /** Where "Details" leads; GitHub's own page of the check without it. */
  readonly detailsUrl?: (repository: RepositoryRef, target: CheckTarget) => string | undefined;
}

/**
 * The newest check run of the target, created `queued` where there is none. One that is under way is used again: a second
 * run beside it could leave a ruleset waiting for the first.
 */
export async function announce(
  repository: Repository,
  target: CheckTarget,
  options: AnnounceOptions,
): Promise<CheckRun> {
  return (await findRun(repository, target, options)) ?? create(repository, target, options);
}

/** `queued`, and newer than any run that is there. */
async function create(
  repository: Repository,
  target: CheckTarget,
  options: AnnounceOptions,
  output?: ReturnType<typeof interim>,
): Promise<CheckRun> {
  const detailsUrl = options.detailsUrl?.(repository, target);
  return toCheckRun(await repository.checks.create({ name: CHECK_NAME, ...target, detailsUrl, output }));
}

/** The newest check run of the target; undefined where there is none. */
export async function findRun(
  repository: Repository,
  target: CheckTarget,
  options: AnnounceOptions,
): Promise<CheckRun | undefined> {
  const runs = await listRuns(repository, target.head, options);
  return runs.find((run) => run.target.externalId === target.externalId);
}

/** This App's check runs at a head, whatever they are about, newest first. */
export async function listRuns(
  { checks }: Repository,
  head: string,
  { app }: Pick<AnnounceOptions, 'app'>,
): Promise<CheckRun[]> {
  return (await checks.list(head, { name: CHECK_NAME, app })).map(toCheckRun);
}

/** Throws GitHub's 404 where there is none. */
export async function readRun({ checks }: Repository, id: number): Promise<CheckRun> {
  return toCheckRun(await checks.read(id));
}

/**
 * Before something is judged anew: blocks the merge at once. A run under way is queued again; one that has a conclusion
 * stays as it is, under a new one.
 * @param state what the check remembers from now on
 */
export async function requeue(
  repository: Repository,
  run: CheckRun,
  options: AnnounceOptions,
  state: CheckState | undefined = run.state,
): Promise<CheckRun> {
  const output = interim('Queued again', { state });
  if (hasConclusion(run)) return create(repository, run.target, options, output);
  if (run.status === 'queued' && isDeepStrictEqual(state, run.state)) return run;
  return update(repository, run, { status: 'queued', output });
}

/** Also where somebody has set the run back since. */
function hasConclusion({ status, conclusion }: CheckRun): boolean {
  return status === 'completed' || conclusion !== null;
}

export async function start(
  repository: Repository,
  run: CheckRun,
  title: string,
  signal?: AbortSignal,
): Promise<CheckRun> {
  return update(repository, run, { status: 'in_progress', output: interim(title, run) }, signal);
}

/**
 * The conclusion, and nothing that could keep it. Where GitHub does not take it, for whatever reason, it is posted once
 * more with less: a check that never concludes is the worst of all. Gives what the check shows now.
 */
export async function conclude(
  repository: Repository,
  run: CheckRun,
  output: CheckOutput,
  state: CheckState | undefined,
): Promise<CheckOutput> {
  try {
    await complete(repository, { ...run, state }, output);
    return output;
  } catch (error) {
    repository.warn(`check run ${run.id}: GitHub did not take its output, posting less: ${messageOf(error)}`);
    const less = minimalOutput(output);
    await complete(repository, { ...run, state }, less);
    return less;
  }
}

/** What a concluded check shows, from now on; its conclusion stays. */
export async function amend(
  repository: Repository,
  run: CheckRun,
  { title, summary }: CheckOutput,
  state: CheckState | undefined,
): Promise<void> {
  await update(repository, run, { output: { title, summary: withState(summary, state) } });
}

function complete(repository: Repository, run: CheckRun, output: CheckOutput): Promise<CheckRun> {
  const { conclusion, title, summary, actions } = output;
  return update(repository, run, {
    status: 'completed',
    conclusion,
    output: { title, summary: withState(summary, run.state) },
    actions,
  });
}

async function update(
  { checks }: Repository,
  { id }: CheckRun,
  change: CheckChange,
  signal?: AbortSignal,
): Promise<CheckRun> {
  return toCheckRun(await checks.update(id, change, signal));
}

function toCheckRun({ head, externalId, url, summary, ...rest }: PostedCheck): CheckRun {
  return { ...rest, target: { head, externalId }, ...(url !== undefined && { url }), state: readState(summary) };
}
