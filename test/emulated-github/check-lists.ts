/** Finding check runs and suites, and listing them. */
import { type Call, numberOf, page, Refusal, type Route, repositoryOf } from './call.ts';
import { resolve } from './git.ts';
import { runJson, suiteJson } from './json-checks.ts';
import type { RepositoryRecord, Run, Suite } from './world.ts';

const REPOSITORY = '/repos/{owner}/{repo}';
const CHECKS = ['checks:read'] as const;

export const checkListRoutes: readonly Route[] = [
  { method: 'GET', path: `${REPOSITORY}/check-runs/{check_run_id}`, needs: CHECKS, handle: get },
  { method: 'GET', path: `${REPOSITORY}/check-runs/{check_run_id}/annotations`, needs: CHECKS, handle: annotations },
  { method: 'GET', path: `${REPOSITORY}/check-suites/{check_suite_id}`, needs: CHECKS, handle: getSuite },
  {
    method: 'GET',
    path: `${REPOSITORY}/check-suites/{check_suite_id}/check-runs`,
    needs: CHECKS,
    handle: listForSuite,
  },
  { method: 'GET', path: `${REPOSITORY}/commits/{ref}/check-runs`, needs: CHECKS, handle: listForRef },
];

export function findRun(call: Call): { repository: RepositoryRecord; run: Run } {
  const repository = repositoryOf(call);
  const id = numberOf(call, 'check_run_id');
  const run = repository.runs.find((one) => one.id === id);
  if (run === undefined) throw new Refusal(404, 'Not Found');
  return { repository, run };
}

export function findSuite(call: Call): { repository: RepositoryRecord; suite: Suite } {
  const repository = repositoryOf(call);
  const id = numberOf(call, 'check_suite_id');
  const suite = repository.suites.find((one) => one.id === id);
  if (suite === undefined) throw new Refusal(404, 'Not Found');
  return { repository, suite };
}

function get(call: Call) {
  const { repository, run } = findRun(call);
  return { status: 200, body: runJson(call.world, repository, run) };
}

function getSuite(call: Call) {
  const { repository, suite } = findSuite(call);
  return { status: 200, body: suiteJson(call.world, repository, suite) };
}

function annotations(call: Call) {
  const { repository, run } = findRun(call);
  const blob_href = `${call.world.url}/${repository.fullName}/blob/${run.headSha}`;
  const absent = { start_column: null, end_column: null, title: null, raw_details: null };
  return page(call, run.annotations, (items) =>
    items.map((item) => ({ ...absent, ...item, blob_href: `${blob_href}/${item.path}` })),
  );
}

function listForSuite(call: Call) {
  const { repository, suite } = findSuite(call);
  return listed(
    call,
    repository,
    repository.runs.filter((run) => run.suite === suite),
  );
}

async function listForRef(call: Call) {
  const repository = repositoryOf(call);
  const sha = await resolve(call.world, repository, call.params.ref ?? '');
  if (sha === undefined) throw new Refusal(422, `No commit found for SHA: ${call.params.ref}`);
  return listed(
    call,
    repository,
    repository.runs.filter(({ headSha }) => headSha === sha),
  );
}

/** Newest first, narrowed by what the query asks for. */
function listed(call: Call, repository: RepositoryRecord, all: readonly Run[]) {
  const { world, query } = call;
  const [name, app, status] = ['check_name', 'app_id', 'status'].map((key) => query.get(key));
  const matching = all
    .filter((run) => (name == null || run.name === name) && (app == null || Number(app) === world.app.id))
    .filter((run) => status == null || run.status === status)
    .reverse();
  const runs = query.get('filter') === 'all' ? matching : latest(matching);
  return page(call, runs, (items) => ({
    total_count: runs.length,
    check_runs: items.map((run) => runJson(world, repository, run)),
  }));
}

/** `filter=latest`, the default: of each name the newest, though several may differ in `external_id`. */
function latest(newestFirst: readonly Run[]): readonly Run[] {
  return newestFirst.filter((run, index) => newestFirst.findIndex(({ name }) => name === run.name) === index);
}
