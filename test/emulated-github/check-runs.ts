/** Check runs and suites as GitHub keeps them. Only the App may write them. */
import { bodyOf, type Call, numberOf, page, Refusal, type Route, repositoryOf } from './call.ts';
import { type CheckRequest, refuseBrokenRules } from './check-rules.ts';
import { tell } from './events.ts';
import { resolve } from './git.ts';
import { runJson, suiteJson } from './json.ts';
import { botOf, now, type Person, type RepositoryRecord, type Run, type Suite, type World } from './world.ts';

const REPOSITORY = '/repos/{owner}/{repo}';

export const checkRunRoutes: readonly Route[] = [
  { method: 'POST', path: `${REPOSITORY}/check-runs`, needs: ['checks:write'], handle: create },
  { method: 'PATCH', path: `${REPOSITORY}/check-runs/{check_run_id}`, needs: ['checks:write'], handle: update },
  { method: 'GET', path: `${REPOSITORY}/check-runs/{check_run_id}`, needs: ['checks:read'], handle: get },
  {
    method: 'GET',
    path: `${REPOSITORY}/check-runs/{check_run_id}/annotations`,
    needs: ['checks:read'],
    handle: annotations,
  },
  {
    method: 'POST',
    path: `${REPOSITORY}/check-runs/{check_run_id}/rerequest`,
    needs: ['checks:write'],
    handle: rerequest,
  },
  {
    method: 'POST',
    path: `${REPOSITORY}/check-suites/{check_suite_id}/rerequest`,
    needs: ['checks:write'],
    handle: rerequestAll,
  },
  { method: 'GET', path: `${REPOSITORY}/check-suites/{check_suite_id}`, needs: ['checks:read'], handle: getSuite },
  {
    method: 'GET',
    path: `${REPOSITORY}/check-suites/{check_suite_id}/check-runs`,
    needs: ['checks:read'],
    handle: listForSuite,
  },
  { method: 'GET', path: `${REPOSITORY}/commits/{ref}/check-runs`, needs: ['checks:read'], handle: listForRef },
];

/** GitHub tells the App alone, and leaves the run as it is. */
export function rerequestRun(world: World, repository: RepositoryRecord, run: Run, sender: Person): void {
  tell(world, repository, sender, 'check_run', { action: 'rerequested', ...eventJson(world, repository, run) });
}

export function rerequestSuite(world: World, repository: RepositoryRecord, suite: Suite, sender: Person): void {
  const check_suite = suiteJson(world, repository, suite);
  tell(world, repository, sender, 'check_suite', { action: 'rerequested', check_suite });
}

/** Buttons are there on a completed run only. */
export function pressButton(
  world: World,
  repository: RepositoryRecord,
  run: Run,
  identifier: string,
  sender: Person,
): void {
  const known = run.actions.map((action) => action.identifier);
  if (run.status !== 'completed' || !known.includes(identifier)) {
    throw new Error(`check run ${run.id} (${run.status}) shows no button ${identifier}, only: ${known.join(', ')}`);
  }
  const requested_action = { identifier };
  tell(world, repository, sender, 'check_run', {
    action: 'requested_action',
    ...eventJson(world, repository, run),
    requested_action,
  });
}

async function create(call: Call) {
  const repository = repositoryOf(call);
  const request = bodyOf<CheckRequest>(call);
  refuseBrokenRules(request);
  const headSha = await resolve(call.world, repository, request.head_sha ?? '');
  if (headSha === undefined || headSha !== request.head_sha)
    throw new Refusal(422, `No commit found for SHA: ${request.head_sha}`);
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
  const { repository, run } = find(call);
  const request = bodyOf<CheckRequest>(call);
  refuseBrokenRules(request);
  const wasCompleted = run.status === 'completed';
  change(run, request);
  if (run.status === 'completed' && !wasCompleted) tellOf(call, repository, run, 'completed');
  return { status: 200, body: runJson(call.world, repository, run) };
}

function change(run: Run, request: CheckRequest): void {
  run.name = request.name ?? run.name;
  run.externalId = request.external_id ?? run.externalId;
  run.detailsUrl = request.details_url ?? run.detailsUrl;
  run.startedAt = request.started_at ?? run.startedAt;
  run.actions = request.actions ?? run.actions;
  const { title = null, summary = null, text = null, annotations = [] } = request.output ?? {};
  if (request.output !== undefined) run.output = { title, summary, text: text ?? run.output.text };
  run.annotations.push(...annotations);
  // A conclusion completes the run, whatever status was asked for; another status reopens a completed one.
  const status = request.conclusion === undefined ? request.status : 'completed';
  if (status === undefined) return;
  run.status = status;
  run.conclusion = status === 'completed' ? (request.conclusion ?? null) : null;
  run.completedAt = status === 'completed' ? (request.completed_at ?? now()) : null;
}

function get(call: Call) {
  const { repository, run } = find(call);
  return { status: 200, body: runJson(call.world, repository, run) };
}

function annotations(call: Call) {
  const { repository, run } = find(call);
  const blob_href = `${call.world.url}/${repository.fullName}/blob/${run.headSha}`;
  const absent = { start_column: null, end_column: null, title: null, raw_details: null };
  return page(call, run.annotations, (items) =>
    items.map((item) => ({ ...absent, ...item, blob_href: `${blob_href}/${item.path}` })),
  );
}

function rerequest(call: Call) {
  const { repository, run } = find(call);
  rerequestRun(call.world, repository, run, botOf(call.world));
  return { status: 201, body: {} };
}

function rerequestAll(call: Call) {
  const { repository, suite } = findSuite(call);
  rerequestSuite(call.world, repository, suite, botOf(call.world));
  return { status: 201, body: {} };
}

function getSuite(call: Call) {
  const { repository, suite } = findSuite(call);
  return { status: 200, body: suiteJson(call.world, repository, suite) };
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

function find(call: Call): { repository: RepositoryRecord; run: Run } {
  const repository = repositoryOf(call);
  const id = numberOf(call, 'check_run_id');
  const run = repository.runs.find((one) => one.id === id);
  if (run === undefined) throw new Refusal(404, 'Not Found');
  return { repository, run };
}

function findSuite(call: Call): { repository: RepositoryRecord; suite: Suite } {
  const repository = repositoryOf(call);
  const id = numberOf(call, 'check_suite_id');
  const suite = repository.suites.find((one) => one.id === id);
  if (suite === undefined) throw new Refusal(404, 'Not Found');
  return { repository, suite };
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
  tell(call.world, repository, botOf(call.world), 'check_run', { action, ...eventJson(call.world, repository, run) });
}

/** In webhooks the whole suite stands in the run. */
function eventJson(world: World, repository: RepositoryRecord, run: Run) {
  return { check_run: { ...runJson(world, repository, run), check_suite: suiteJson(world, repository, run.suite) } };
}
