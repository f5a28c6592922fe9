/** Workflows: those whose files lie on the default branch can be begun by an API. Nothing is run; there are runs to be seen. */
import { parse } from 'yaml';
import { actor, bodyOf, type Call, numberOf, page, Refusal, type Route, repositoryOf } from './call.ts';
import { personJson } from './json.ts';
import { now, type RepositoryRecord, storeOf, type WorkflowRun, type World } from './world.ts';

const REPOSITORY = '/repos/{owner}/{repo}';
const FOLDER = '.github/workflows';
const WORKFLOW = `${REPOSITORY}/actions/workflows/{workflow_id}`;

export const workflowRoutes: readonly Route[] = [
  { method: 'POST', path: `${WORKFLOW}/dispatches`, needs: ['actions:write'], handle: begin },
  { method: 'GET', path: `${WORKFLOW}/runs`, needs: ['actions:read'], handle: runsOfOne },
  { method: 'GET', path: `${REPOSITORY}/actions/runs`, needs: ['actions:read'], handle: runsOfAll },
  { method: 'GET', path: `${REPOSITORY}/actions/runs/{run_id}`, needs: ['actions:read'], handle: run },
  { method: 'POST', path: `${REPOSITORY}/dispatches`, needs: ['contents:write'], handle: dispatch },
];

/** `on` of a workflow as far as it matters here. */
interface Triggers {
  readonly workflow_dispatch?: { readonly inputs?: Readonly<Record<string, { readonly required?: boolean }>> } | null;
  readonly repository_dispatch?: { readonly types?: readonly string[] };
}

async function begin(call: Call) {
  const repository = repositoryOf(call);
  const path = `${FOLDER}/${call.params.workflow_id}`;
  const on = await triggersOf(call.world, repository, path);
  if (on === undefined) throw new Refusal(404, 'Not Found');
  const {
    ref,
    inputs = {},
    return_run_details,
  } = bodyOf<{
    ref: string;
    inputs?: Readonly<Record<string, unknown>>;
    return_run_details?: boolean;
  }>(call);
  if (!repository.branches.has(ref)) throw new Refusal(422, `No ref found for: ${ref}`);
  if (on.workflow_dispatch === undefined) throw new Refusal(422, "Workflow does not have 'workflow_dispatch' trigger");
  const declared = on.workflow_dispatch?.inputs ?? {};
  const unexpected = Object.keys(inputs).filter((name) => !(name in declared));
  if (unexpected.length > 0) throw new Refusal(422, `Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
  for (const [name, { required }] of Object.entries(declared))
    if (required && !(name in inputs)) throw new Refusal(422, `Required input '${name}' not provided`);
  const title = path.replace(/^.*\/|\.ya?ml$/g, '');
  const made = add(call, repository, { path, event: 'workflow_dispatch', title, inputs });
  if (return_run_details !== true) return { status: 204 };
  const { url: run_url, html_url } = runJson(call.world, repository, made);
  return { status: 200, body: { workflow_run_id: made.id, run_url, html_url } };
}

async function dispatch(call: Call) {
  const repository = repositoryOf(call);
  const { event_type, client_payload = {} } = bodyOf<{ event_type: string; client_payload?: Record<string, unknown> }>(
    call,
  );
  if (Object.keys(client_payload).length > 10) throw new Refusal(422, 'No more than 10 properties are allowed');
  const branch = String(repository.json.default_branch);
  const listed = await call.world.git.request(
    'GET',
    `/repos/${storeOf(repository).fullName}/contents/${FOLDER}?ref=${branch}`,
  );
  const files: { path: string }[] = listed.status === 200 ? JSON.parse(listed.body.toString()) : [];
  for (const { path } of files) {
    const on = await triggersOf(call.world, repository, path);
    if (on?.repository_dispatch === undefined || on.repository_dispatch.types?.includes(event_type) === false) continue;
    add(call, repository, { path, event: 'repository_dispatch', title: event_type, inputs: client_payload });
  }
  return { status: 204 };
}

function runsOfOne(call: Call) {
  const path = `${FOLDER}/${call.params.workflow_id}`;
  return list(call, ({ path: own }) => own === path);
}

function runsOfAll(call: Call) {
  return list(call, () => true);
}

/** Newest first. */
function list(call: Call, isWanted: (one: WorkflowRun) => boolean) {
  const repository = repositoryOf(call);
  const event = call.query.get('event');
  const found = repository.workflowRuns.filter((one) => isWanted(one) && (event ?? one.event) === one.event).reverse();
  return page(call, found, (items) => ({
    total_count: found.length,
    workflow_runs: items.map((one) => runJson(call.world, repository, one)),
  }));
}

function run(call: Call) {
  const repository = repositoryOf(call);
  const found = repository.workflowRuns.find(({ id }) => id === numberOf(call, 'run_id'));
  if (found === undefined) throw new Refusal(404, 'Not Found');
  return { status: 200, body: runJson(call.world, repository, found) };
}

function add(
  call: Call,
  repository: RepositoryRecord,
  made: Pick<WorkflowRun, 'path' | 'event' | 'title' | 'inputs'>,
): WorkflowRun {
  const one = { ...made, id: call.world.nextId() * 1000, actor: actor(call), createdAt: now() };
  repository.workflowRuns.push(one);
  return one;
}

async function triggersOf(world: World, repository: RepositoryRecord, path: string): Promise<Triggers | undefined> {
  const branch = String(repository.json.default_branch);
  const found = await world.git.request(
    'GET',
    `/repos/${storeOf(repository).fullName}/contents/${path}?ref=${branch}`,
    undefined,
    'application/vnd.github.raw+json',
  );
  if (found.status !== 200) return undefined;
  try {
    const { on = {} }: { on?: string | string[] | Triggers } = parse(found.body.toString());
    if (typeof on === 'object' && !Array.isArray(on)) return on;
    return Object.fromEntries([on].flat().map((name) => [name, null]));
  } catch {
    return {};
  }
}

function runJson(world: World, { fullName }: RepositoryRecord, one: WorkflowRun) {
  const { id, path, event, title, createdAt } = one;
  return {
    ...{ id, path, event, display_title: title, name: title, status: 'queued', conclusion: null },
    ...{ run_number: 1, run_attempt: 1, created_at: createdAt, updated_at: createdAt, head_branch: 'main' },
    url: `${world.url}/repos/${fullName}/actions/runs/${id}`,
    html_url: `${world.url}/${fullName}/actions/runs/${id}`,
    actor: personJson(world, one.actor),
    triggering_actor: personJson(world, one.actor),
  };
}
