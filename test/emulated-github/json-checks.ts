/** How GitHub writes check runs and suites. */
import { appJson, type Json, nodeId } from './json.ts';
import { pullUrl } from './json-pulls.ts';
import type { RepositoryRecord, Run, Suite, World } from './world.ts';

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
