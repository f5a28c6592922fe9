/** How GitHub writes what the world holds. */

import type {
  Comment,
  Installation,
  Permissions,
  Person,
  Pull,
  Reaction,
  RepositoryRecord,
  Run,
  Suite,
} from './world.ts';
import { installationOf, type World } from './world.ts';

type Json = Readonly<Record<string, unknown>>;

const REACTIONS = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const;

export function personJson(world: World, { id, login, type }: Person): Json {
  const url = `${world.url}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id,
    node_id: nodeId(type, id),
    avatar_url: `${world.url}/avatars/${id}`,
    gravatar_id: '',
    url,
    html_url: `${world.url}/${type === 'Bot' ? `apps/${world.app.slug}` : login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    user_view_type: 'public',
    site_admin: false,
  };
}

export function appJson(world: World): Json {
  const { id, slug, name, clientId, permissions, events } = world.app;
  return {
    id,
    slug,
    node_id: nodeId('App', id),
    client_id: clientId,
    owner: null,
    name,
    description: '',
    external_url: `${world.url}/apps/${slug}`,
    html_url: `${world.url}/apps/${slug}`,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    permissions,
    events: events ?? [],
  };
}

export function installationJson(world: World, { id, account, createdAt }: Installation): Json {
  return {
    id,
    account: personJson(world, account),
    repository_selection: 'selected',
    access_tokens_url: `${world.url}/app/installations/${id}/access_tokens`,
    repositories_url: `${world.url}/installation/repositories`,
    html_url: `${world.url}/organizations/${account.login}/settings/installations/${id}`,
    app_id: world.app.id,
    app_slug: world.app.slug,
    client_id: world.app.clientId,
    target_id: account.id,
    target_type: account.type,
    permissions: world.app.permissions satisfies Permissions,
    events: world.app.events ?? [],
    created_at: createdAt,
    updated_at: createdAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: null,
  };
}

export function pullUrl(world: World, { base, number }: Pull): string {
  return `${world.url}/repos/${base.repository.fullName}/pulls/${number}`;
}

/** As lists and webhooks have it; `pulls.ts` adds what only a single one tells. */
export function pullJson(world: World, pull: Pull): Json {
  const repository = pull.base.repository;
  const url = pullUrl(world, pull);
  const html = `${world.url}/${repository.fullName}/pull/${pull.number}`;
  const issue = `${world.url}/repos/${repository.fullName}/issues/${pull.number}`;
  return {
    url,
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${world.url}/repos/${repository.fullName}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: `${world.url}/repos/${repository.fullName}/statuses/${pull.head.sha}`,
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: personJson(world, pull.author),
    body: pull.body,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: [],
    milestone: null,
    draft: pull.draft,
    head: sideJson(world, pull.head),
    base: sideJson(world, pull.base),
    _links: { self: { href: url }, html: { href: html }, issue: { href: issue } },
    author_association: associationOf(repository, pull.author),
    auto_merge: null,
    active_lock_reason: null,
  };
}

export function associationOf(repository: RepositoryRecord, { login }: Person): string {
  return repository.permissions.has(login.toLowerCase()) ? 'MEMBER' : 'NONE';
}

export function repositoryJson(world: World, repository: RepositoryRecord): Json {
  if (repository.parent === undefined) return repository.json;
  const owner = personJson(world, repository.owner);
  const { fullName: full_name, name, id } = repository;
  const urls = { url: `${world.url}/repos/${full_name}`, html_url: `${world.url}/${full_name}` };
  return { ...repository.json, ...urls, id, node_id: nodeId('Repository', id), name, full_name, owner, fork: true };
}

export function commentJson(world: World, repository: RepositoryRecord, comment: Comment): Json {
  const url = `${world.url}/repos/${repository.fullName}/issues/comments/${comment.id}`;
  return {
    url,
    html_url: `${world.url}/${repository.fullName}/pull/${comment.number}#issuecomment-${comment.id}`,
    issue_url: `${world.url}/repos/${repository.fullName}/issues/${comment.number}`,
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    user: personJson(world, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: associationOf(repository, comment.author),
    body: comment.body,
    reactions: reactionCounts(url, comment.reactions),
    performed_via_github_app: comment.byApp ? appJson(world) : null,
  };
}

export function issueJson(world: World, pull: Pull): Json {
  const repository = pull.base.repository;
  const url = `${world.url}/repos/${repository.fullName}/issues/${pull.number}`;
  const html = `${world.url}/${repository.fullName}/pull/${pull.number}`;
  return {
    url,
    repository_url: `${world.url}/repos/${repository.fullName}`,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: html,
    id: pull.id + 1,
    node_id: nodeId('PullRequest', pull.id),
    number: pull.number,
    title: pull.title,
    user: personJson(world, pull.author),
    labels: [],
    state: pull.state,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: repository.comments.filter(({ number }) => number === pull.number).length,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    author_association: associationOf(repository, pull.author),
    active_lock_reason: null,
    draft: pull.draft,
    pull_request: { url: pullUrl(world, pull), html_url: html, diff_url: `${html}.diff`, patch_url: `${html}.patch` },
    body: pull.body,
    reactions: reactionCounts(url, []),
    performed_via_github_app: null,
  };
}

export function reactionJson(world: World, { id, content, author, createdAt }: Reaction): Json {
  return { id, node_id: nodeId('REA', id), user: personJson(world, author), content, created_at: createdAt };
}

/** As GitHub has them everywhere: the API, lists and webhooks. */
export function runJson(world: World, repository: RepositoryRecord, run: Run): Json {
  const url = `${world.url}/repos/${repository.fullName}/check-runs/${run.id}`;
  const html = `${world.url}/${repository.fullName}/runs/${run.id}`;
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('CheckRun', run.id),
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: html,
    details_url: run.detailsUrl ?? html,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: { ...run.output, annotations_count: run.annotations.length, annotations_url: `${url}/annotations` },
    check_suite: { id: run.suite.id },
    app: appJson(world),
    pull_requests: pullsAt(world, repository, run.headSha),
  };
}

export function suiteJson(world: World, repository: RepositoryRecord, suite: Suite): Json {
  const runs = repository.runs.filter((run) => run.suite === suite);
  const done = runs.length > 0 && runs.every(({ status }) => status === 'completed');
  const failed = runs.find(({ conclusion }) => conclusion !== 'success')?.conclusion;
  const url = `${world.url}/repos/${repository.fullName}/check-suites/${suite.id}`;
  const branch = [...repository.branches].find(([, sha]) => sha === suite.headSha)?.[0] ?? null;
  return {
    id: suite.id,
    node_id: nodeId('CheckSuite', suite.id),
    head_branch: branch,
    head_sha: suite.headSha,
    status: done ? 'completed' : 'in_progress',
    conclusion: done ? (failed ?? 'success') : null,
    url,
    before: null,
    after: suite.headSha,
    pull_requests: pullsAt(world, repository, suite.headSha),
    app: appJson(world),
    created_at: suite.createdAt,
    updated_at: suite.createdAt,
    latest_check_runs_count: runs.length,
    check_runs_url: `${url}/check-runs`,
  };
}

/** The fields every webhook about a repository has. */
export function aboutJson(world: World, repository: RepositoryRecord, sender: Person): Json {
  const installation = installationOf(world, repository);
  return {
    repository: repositoryJson(world, repository),
    organization: personJson(world, repository.owner),
    sender: personJson(world, sender),
    ...(installation && {
      installation: { id: installation.id, node_id: nodeId('Installation', installation.id) },
    }),
  };
}

export function nodeId(kind: string, id: number): string {
  return Buffer.from(`0:${kind.length}:${kind}${id}`).toString('base64');
}

/** Empty for heads in forks, as on GitHub. */
function pullsAt(world: World, repository: RepositoryRecord, sha: string): readonly Json[] {
  return repository.pulls
    .filter(({ state, head }) => state === 'open' && head.sha === sha && head.repository === repository)
    .map((pull) => ({
      url: pullUrl(world, pull),
      id: pull.id,
      number: pull.number,
      head: { ref: pull.head.branch, sha: pull.head.sha, repo: shortRepository(world, repository) },
      base: { ref: pull.base.branch, sha: pull.base.sha, repo: shortRepository(world, repository) },
    }));
}

function shortRepository(world: World, { id, name, fullName }: RepositoryRecord): Json {
  return { id, url: `${world.url}/repos/${fullName}`, name };
}

function sideJson(world: World, side: Pull['base']): Json {
  const { repository, branch, sha } = side;
  return {
    label: `${repository.owner.login}:${branch}`,
    ref: branch,
    sha,
    user: personJson(world, repository.owner),
    repo: repositoryJson(world, repository),
  };
}

function reactionCounts(url: string, reactions: readonly Reaction[]): Json {
  const counts = REACTIONS.map((kind) => [kind, reactions.filter(({ content }) => content === kind).length]);
  return { url: `${url}/reactions`, total_count: reactions.length, ...Object.fromEntries(counts) };
}
