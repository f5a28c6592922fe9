/** Issues: what a monitor, people and other programs write into a repository's list of things to do. */
import { actor, bodyOf, type Call, numberOf, page, Refusal, type Route, repositoryOf } from './call.ts';
import { issueJson, plainIssueJson } from './json-pulls.ts';
import { type Issue, laterThan, now, type Person, type RepositoryRecord, type World } from './world.ts';

const REPOSITORY = '/repos/{owner}/{repo}';
const ISSUE = `${REPOSITORY}/issues/{issue_number}`;
const CHARACTERS = 65_536;

export const issueRoutes: readonly Route[] = [
  { method: 'GET', path: `${REPOSITORY}/issues`, needs: ['issues:read'], handle: list },
  { method: 'POST', path: `${REPOSITORY}/issues`, needs: ['issues:write'], handle: create },
  { method: 'GET', path: ISSUE, needs: ['issues:read', 'pull_requests:read'], handle: get },
  { method: 'PATCH', path: ISSUE, needs: ['issues:write'], handle: update },
  { method: 'POST', path: `${ISSUE}/labels`, needs: ['issues:write'], handle: label },
];

interface Written {
  readonly title?: string;
  readonly body?: string | null;
  readonly labels?: readonly (string | { readonly name?: string })[];
  readonly state?: 'open' | 'closed';
  readonly state_reason?: Issue['reason'];
}

/** Numbers are shared with pull requests. */
export function addIssue(
  world: World,
  repository: RepositoryRecord,
  made: { readonly author: Person; readonly title: string; readonly body: string; readonly labels: readonly string[] },
): Issue {
  const time = now();
  const issue: Issue = {
    ...made,
    id: world.nextId() * 10,
    number: nextNumber(repository),
    labels: [...made.labels],
    state: 'open',
    reason: null,
    createdAt: time,
    updatedAt: time,
    closedAt: null,
  };
  repository.issues.push(issue);
  return issue;
}

/** No number is given twice. */
export function nextNumber({ pulls, issues, deleted }: RepositoryRecord): number {
  return Math.max(0, ...deleted, ...[...pulls, ...issues].map(({ number }) => number)) + 1;
}

export function setIssueState(issue: Issue, state: Issue['state'], reason: Issue['reason']): void {
  issue.state = state;
  issue.reason = state === 'open' ? (reason ?? 'reopened') : (reason ?? 'completed');
  issue.closedAt = state === 'closed' ? now() : null;
  issue.updatedAt = laterThan(issue.createdAt);
}

export function findIssue(repository: RepositoryRecord, number: number): Issue {
  const found = repository.issues.find((one) => one.number === number);
  if (found) return found;
  throw new Refusal(repository.deleted.has(number) ? 410 : 404, 'This issue was deleted');
}

/** Pull requests are issues, too. */
function list(call: Call) {
  const { world, query } = call;
  const repository = enabled(call);
  const state = query.get('state') ?? 'open';
  const labels = (query.get('labels') ?? '').split(',').filter(Boolean);
  const since = Date.parse(query.get('since') ?? '1970-01-01T00:00:00Z');
  const key = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  const issues = repository.issues.map((one) => ({ ...one, json: plainIssueJson(world, repository, one) }));
  const pulls = repository.pulls.map((one) => ({ ...one, labels: [], json: issueJson(world, one) }));
  const found = [...issues, ...pulls]
    .filter((one) => state === 'all' || one.state === state)
    .filter((one) => labels.every((wanted) => one.labels.some((own: string) => same(own, wanted))))
    .filter((one) => Date.parse(one.updatedAt) >= since)
    .sort((a, b) => a[key].localeCompare(b[key]) || a.number - b.number);
  const ordered = query.get('direction') === 'asc' ? found : found.reverse();
  return page(call, ordered, (items) => items.map(({ json }) => json));
}

function get(call: Call) {
  const repository = repositoryOf(call);
  const number = numberOf(call, 'issue_number');
  const pull = repository.pulls.find((one) => one.number === number);
  const body = pull
    ? issueJson(call.world, pull)
    : plainIssueJson(call.world, repository, findIssue(repository, number));
  return { status: 200, body };
}

function create(call: Call) {
  const repository = enabled(call);
  const { title = '', body, labels = [] } = bodyOf<Written>(call);
  if (String(title).trim() === '') throw new Refusal(422, 'Validation Failed: title is missing');
  const made = { author: actor(call), title: String(title), body: bounded(body), labels: namesOf(labels) };
  return { status: 201, body: plainIssueJson(call.world, repository, addIssue(call.world, repository, made)) };
}

function update(call: Call) {
  const repository = enabled(call);
  const issue = findIssue(repository, numberOf(call, 'issue_number'));
  const { title, body, labels, state, state_reason } = bodyOf<Written>(call);
  if (title !== undefined) issue.title = String(title);
  if (body !== undefined) issue.body = bounded(body);
  if (labels !== undefined) issue.labels.splice(0, issue.labels.length, ...namesOf(labels));
  if (state !== undefined && (state !== issue.state || state_reason)) setIssueState(issue, state, state_reason ?? null);
  issue.updatedAt = laterThan(issue.createdAt);
  return { status: 200, body: plainIssueJson(call.world, repository, issue) };
}

function label(call: Call) {
  const issue = findIssue(enabled(call), numberOf(call, 'issue_number'));
  const { labels = [] } = bodyOf<Written>(call);
  for (const name of namesOf(labels)) if (!issue.labels.some((own) => same(own, name))) issue.labels.push(name);
  issue.updatedAt = laterThan(issue.createdAt);
  return { status: 200, body: issue.labels.map((name) => ({ name })) };
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function namesOf(labels: NonNullable<Written['labels']>): string[] {
  return labels.map((one) => (typeof one === 'string' ? one : (one.name ?? '')));
}

function bounded(body: string | null | undefined): string {
  if ((body ?? '').length > CHARACTERS)
    throw new Refusal(422, `Validation Failed: body is too long (maximum is ${CHARACTERS} characters)`);
  return body ?? '';
}

function enabled(call: Call): RepositoryRecord {
  const repository = repositoryOf(call);
  if (!repository.hasIssues) throw new Refusal(410, 'Issues has been disabled in this repository.');
  return repository;
}
