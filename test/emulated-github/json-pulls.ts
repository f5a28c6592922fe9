/** How GitHub writes pull requests, and the comments and reactions on them. */
import { appJson, associationOf, type Json, nodeId, personJson, repositoryJson } from './json.ts';
import type { Comment, Issue, Pull, Reaction, RepositoryRecord, World } from './world.ts';

const REACTIONS = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const;

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
    merge_commit_sha: pull.mergeCommit,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: [],
    milestone: null,
    draft: pull.draft,
    head: sideJson(world, pull.head),
    base: sideJson(world, pull.base),
    ...(pull.stackBase !== undefined && {
      stack: { base: { ref: pull.stackBase, sha: repository.branches.get(pull.stackBase) } },
    }),
    _links: { self: { href: url }, html: { href: html }, issue: { href: issue }, commits: { href: `${url}/commits` } },
    author_association: associationOf(repository, pull.author),
    auto_merge: null,
    active_lock_reason: null,
  };
}

export function commentJson(world: World, repository: RepositoryRecord, comment: Comment): Json {
  const url = `${world.url}/repos/${repository.fullName}/issues/comments/${comment.id}`;
  const kind = repository.issues.some(({ number }) => number === comment.number) ? 'issues' : 'pull';
  return {
    url,
    html_url: `${world.url}/${repository.fullName}/${kind}/${comment.number}#issuecomment-${comment.id}`,
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

/** One that is no pull request. */
export function plainIssueJson(world: World, repository: RepositoryRecord, issue: Issue): Json {
  const url = `${world.url}/repos/${repository.fullName}/issues/${issue.number}`;
  return {
    url,
    repository_url: `${world.url}/repos/${repository.fullName}`,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `${world.url}/${repository.fullName}/issues/${issue.number}`,
    id: issue.id,
    node_id: nodeId('Issue', issue.id),
    number: issue.number,
    title: issue.title,
    user: personJson(world, issue.author),
    labels: issue.labels.map((name) => ({ name })),
    state: issue.state,
    state_reason: issue.reason,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: repository.comments.filter(({ number }) => number === issue.number).length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    author_association: associationOf(repository, issue.author),
    active_lock_reason: null,
    body: issue.body,
    reactions: reactionCounts(url, []),
    performed_via_github_app: null,
  };
}

export function reactionJson(world: World, { id, content, author, createdAt }: Reaction): Json {
  return { id, node_id: nodeId('REA', id), user: personJson(world, author), content, created_at: createdAt };
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
