/** Check runs and suites as GitHub keeps them. Only the App may write them. */
import { bodyOf, type Call, Refusal, type Route, repositoryOf } from './call.ts';
import { checkRunEvent, rerequestRun, rerequestSuite } from './check-actions.ts';
import { findRun, findSuite } from './check-lists.ts';
import { type CheckRequest, refuseBrokenRules } from './check-rules.ts';
import { tell } from './events.ts';
import { resolve } from './git.ts';
import { runJson } from './json-checks.ts';
import { botOf, now, type RepositoryRecord, type Run, type Suite, type World } from './world.ts';

const REPOSITORY = '/repos/{owner}/{repo}';
const CHECKS = ['checks:write'] as const;

export const checkRunRoutes: readonly Route[] = [
  { method: 'POST', path: `${REPOSITORY}/check-runs`, needs: CHECKS, handle: create },
  { method: 'PATCH', path: `${REPOSITORY}/check-runs/{check_run_id}`, needs: CHECKS, handle: update },
  { method: 'POST', path: `${REPOSITORY}/check-runs/{check_run_id}/rerequest`, needs: CHECKS, handle: rerequest },
  {
    method: 'POST',
    path: `${REPOSITORY}/check-suites/{check_suite_id}/rerequest`,
    needs: CHECKS,
    handle: rerequestAll,
  },
];

async function create(call: Call) {
  const repository = repositoryOf(call);
  const request = bodyOf<CheckRequest>(call);
  refuseBrokenRules(request);
  const headSha = await resolve(call.world, repository, request.head_sha ?? '');
  if (headSha === undefined || headSha !== request.head_sha) {
    throw new Refusal(422, `No commit found for SHA: ${request.head_sha}`);
  }
  const run: Run = {
    id: call.world.nextId(),
    suite: suiteAt(call.world, repository, headSha),
    headSha,
    name: request.name ?? '',
    externalId: '',
    detailsUrl: null,
    status: 'queued',
    conclusion: null,
    startedAt: now(),
    completedAt: null,
    output: { title: null, summary: null, text: null },
    annotations: [],
    actions: [],
  };
  repository.runs.push(run);
  change(run, request);
  tellOf(call, repository, run, 'created');
  if (run.status === 'completed') tellOf(call, repository, run, 'completed');
  return { status: 201, body: runJson(call.world, repository, run) };
}

function update(call: Call) {
  const { repository, run } = findRun(call);
  const request = bodyOf<CheckRequest>(call);
  refuseBrokenRules(request);
  const wasCompleted = run.status === 'completed';
  const keeps = wasCompleted && call.world.reopening === 'keeps the conclusion';
  change(run, request, keeps);
  if (wasCompleted && run.status !== 'completed') call.world.reopened.push(run);
  if (run.status === 'completed' && !wasCompleted) tellOf(call, repository, run, 'completed');
  return { status: 200, body: runJson(call.world, repository, run) };
}

/** @param keeps a conclusion stands until another one is given */
function change(run: Run, request: CheckRequest, keeps = false): void {
  run.name = request.name ?? run.name;
  run.externalId = request.external_id ?? run.externalId;
  run.detailsUrl = request.details_url ?? run.detailsUrl;
  run.startedAt = request.started_at ?? run.startedAt;
  run.actions = request.actions ?? run.actions;
  const { annotations = [], title, summary, text } = request.output ?? {};
  run.output = {
    title: title ?? run.output.title,
    summary: summary ?? run.output.summary,
    text: text ?? run.output.text,
  };
  // Added to those that are there, never in their place.
  run.annotations.push(...annotations);
  // A conclusion completes the run, whatever status was asked for; another status reopens a completed one.
  const status = request.conclusion === undefined ? request.status : 'completed';
  if (status === undefined) return;
  run.status = status;
  if (keeps && status !== 'completed') return;
  run.conclusion = status === 'completed' ? (request.conclusion ?? null) : null;
  run.completedAt = status === 'completed' ? (request.completed_at ?? now()) : null;
}

function rerequest(call: Call) {
  const { repository, run } = findRun(call);
  rerequestRun(call.world, repository, run, botOf(call.world));
  return { status: 201, body: {} };
}

function rerequestAll(call: Call) {
  const { repository, suite } = findSuite(call);
  rerequestSuite(call.world, repository, suite, botOf(call.world));
  return { status: 201, body: {} };
}

/** GitHub keeps one suite for each App and head. */
function suiteAt(world: World, repository: RepositoryRecord, headSha: string): Suite {
  const known = repository.suites.find((suite) => suite.headSha === headSha);
  if (known !== undefined) return known;
  const suite = { id: world.nextId(), headSha, createdAt: now() };
  repository.suites.push(suite);
  return suite;
}

function tellOf(call: Call, repository: RepositoryRecord, run: Run, action: 'created' | 'completed'): void {
  tell(call.world, repository, botOf(call.world), 'check_run', {
    action,
    ...checkRunEvent(call.world, repository, run),
  });
}
