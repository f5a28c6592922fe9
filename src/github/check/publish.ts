/**
 * Check runs on GitHub: found or created, moved from `queued` to `in_progress` to their conclusion. Called by the
 * worker. Each step may be repeated, and a step that was cut off is made good by the next time it is taken.
 *
 * A run that has a conclusion is never set back: GitHub is reported to keep the conclusion then, and with it the merge
 * that it lets through. What is judged anew gets a new run of the same name; the newest counts.
 */
import { isDeepStrictEqual } from 'node:util';
import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { Repository, RepositoryRef } from '../repository.ts';
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

type Data = RestEndpointMethodTypes['checks']['get']['response']['data'];
type Change = Omit<RestEndpointMethodTypes['checks']['update']['parameters'], 'owner' | 'repo' | 'check_run_id'>;

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
  const { octokit, owner, repo } = repository;
  const detailsUrl = options.detailsUrl?.(repository, target);
  const { data } = await octokit.rest.checks.create({
    owner,
    repo,
    name: CHECK_NAME,
    head_sha: target.head,
    external_id: target.externalId,
    status: 'queued',
    ...(detailsUrl === undefined ? {} : { details_url: detailsUrl }),
    ...(output && { output }),
  });
  return toCheckRun(data);
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
  { octokit, owner, repo }: Repository,
  head: string,
  { app: own }: AnnounceOptions,
): Promise<CheckRun[]> {
  const runs = await octokit.paginate(octokit.rest.checks.listForRef, {
    owner,
    repo,
    ref: head,
    check_name: CHECK_NAME,
    app_id: own,
    filter: 'all',
    per_page: 100,
  });
  return runs
    .filter(({ app }) => (app?.id ?? own) === own)
    .toSorted((a, b) => b.id - a.id)
    .map(toCheckRun);
}

/** Throws GitHub's 404 where there is none. */
export async function readRun({ octokit, owner, repo }: Repository, id: number): Promise<CheckRun> {
  const { data } = await octokit.rest.checks.get({ owner, repo, check_run_id: id });
  return toCheckRun(data);
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
  const change = { status: 'in_progress', output: interim(title, run) } as const;
  return update(repository, run, signal ? { ...change, request: { signal } } : change);
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
    const { log } = repository.octokit;
    log.warn(`check run ${run.id}: GitHub did not take its output, posting less: ${messageOf(error)}`);
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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function complete(repository: Repository, run: CheckRun, output: CheckOutput): Promise<CheckRun> {
  const { conclusion, title, summary, actions } = output;
  return update(repository, run, {
    status: 'completed',
    conclusion,
    output: { title, summary: withState(summary, run.state) },
    actions: actions.map((action) => ({ ...action })),
  });
}

async function update({ octokit, owner, repo }: Repository, run: CheckRun, change: Change): Promise<CheckRun> {
  const { data } = await octokit.rest.checks.update({ owner, repo, check_run_id: run.id, ...change });
  return toCheckRun(data);
}

function toCheckRun(data: Omit<Data, 'deployment'>): CheckRun {
  return {
    id: data.id,
    target: { head: data.head_sha, externalId: data.external_id ?? '' },
    ...(data.html_url ? { url: data.html_url } : {}),
    status: data.status === 'completed' || data.status === 'in_progress' ? data.status : 'queued',
    conclusion: data.conclusion,
    startedAt: data.started_at ?? undefined,
    completedAt: data.completed_at ?? undefined,
    state: readState(data.output.summary),
  };
}
