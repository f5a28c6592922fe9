import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Probot } from 'probot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { subscribe } from '../../../src/github/events/index.ts';
import { createMetrics } from '../../../src/github/metrics.ts';
import { APP, type ListeningApp, startListening } from '../server/listening-app.ts';

let app: ListeningApp;
beforeAll(async () => {
  app = await startListening();
});
afterAll(() => app.server.close(0));

const installed = {
  installation: { id: 1 },
  repository: { name: 'claims', owner: { login: 'acme' }, default_branch: 'main' },
  sender: { login: 'olga' },
};
const repository = { installation: 1, owner: 'acme', repo: 'claims' };

/** The jobs that come of an event. */
async function jobsOf(event: string, payload: object) {
  const before = app.jobs.length;
  const response = await app.post(event, { ...installed, ...payload });
  expect(response.status).toBe(200);
  return app.jobs.slice(before);
}

describe('a pull request', () => {
  const pull_request = { number: 12, head: { sha: 'bbb' } };
  const job = { kind: 'pull', repository, number: 12, head: 'bbb' };
  const others = { kind: 'dependants', repository, number: 12 };

  test.for<[string, object, object[]]>([
    ['opened', {}, [job]],
    ['reopened', {}, [job, others]],
    ['ready_for_review', {}, [job]],
    ['synchronize', { before: 'aaa', after: 'bbb' }, [{ ...job, before: 'aaa' }, others]],
    ['closed', {}, [{ ...job, closed: true }, others]],
    ['edited', { changes: { base: { ref: { from: 'main' } } } }, [{ ...job, again: 'decided' }, others]],
    ['edited', { changes: { body: { from: 'Depends-On: acme/risk#1' } } }, [job, others]],
    ['edited', { changes: { body: { from: 'Old' } } }, []],
    ['edited', { changes: { title: { from: 'Old' } } }, []],
    ['labeled', {}, []],
  ])('%s with %j', async ([action, more, expected]) => {
    expect(await jobsOf('pull_request', { action, pull_request, ...more })).toEqual(expected);
  });
});

describe('a merge group', () => {
  const ref = 'refs/heads/gh-readonly-queue/main/pr-12-aaa';
  const merge_group = { head_sha: 'bbb', base_sha: 'aaa', head_ref: ref, base_ref: 'refs/heads/main' };
  const job = { kind: 'merge-group', repository, head: 'bbb', base: 'aaa', ref };

  test('is checked when the queue asks', async () => {
    expect(await jobsOf('merge_group', { action: 'checks_requested', merge_group })).toEqual([job]);
  });

  test('is given up when the queue gives it up', async () => {
    const jobs = await jobsOf('merge_group', { action: 'destroyed', reason: 'dequeued', merge_group });

    expect(jobs).toEqual([{ ...job, destroyed: true }]);
  });
});

describe('a check run', () => {
  const check_run = {
    id: 99,
    name: 'weir',
    head_sha: 'bbb',
    external_id: 'pull/12',
    app: { id: APP },
    // As GitHub sends it for a fork.
    pull_requests: [],
  };
  const group = 'merge-group/gh-readonly-queue/main/pr-12-aaa';
  const pull = { kind: 'pull', repository, number: 12, asked: 'bbb', again: 'rerun' };
  const mergeGroup = {
    kind: 'merge-group',
    repository,
    head: 'bbb',
    ref: 'refs/heads/gh-readonly-queue/main/pr-12-aaa',
    again: 'rerun',
  };

  test.for<[string, object, object[]]>([
    ['of a pull request', {}, [pull]],
    ['of a merge group', { external_id: group }, [mergeGroup]],
    [
      'that only makes the check selectable',
      { external_id: 'installed' },
      [{ kind: 'repository', repository, again: check_run.head_sha }],
    ],
    ['of another App', { app: { id: 8 } }, []],
    ['of no App', { app: null }, []],
    ['of another name', { name: 'lint' }, []],
    ['of another kind', { external_id: 'pull/12a' }, []],
    ['without an external id', { external_id: null }, []],
  ])('%s is asked for again', async ([, other, expected]) => {
    const payload = { action: 'rerequested', check_run: { ...check_run, ...other } };

    expect(await jobsOf('check_run', payload)).toEqual(expected);
  });

  test.for(['rerun', 'approve', 'explain'])('the button %s is pressed', async (identifier) => {
    const payload = { action: 'requested_action', check_run, requested_action: { identifier } };

    expect(await jobsOf('check_run', payload)).toEqual([
      {
        kind: 'action',
        repository,
        number: 12,
        checkRun: 99,
        action: identifier,
        sender: 'olga',
        press: expect.stringMatching(/^[\da-f-]{36}$/),
      },
    ]);
  });

  test.for<[string, string, object[]]>([
    ['rerun', group, [mergeGroup]],
    ['approve', group, []],
    ['merge', 'pull/12', []],
  ])('the button %s of the check of %s', async ([identifier, external_id, expected]) => {
    const action = { action: 'requested_action', requested_action: { identifier } };

    expect(await jobsOf('check_run', { ...action, check_run: { ...check_run, external_id } })).toEqual(expected);
  });

  test('a check that was made or concluded is our own doing', async () => {
    expect(await jobsOf('check_run', { action: 'created', check_run })).toEqual([]);
    expect(await jobsOf('check_run', { action: 'completed', check_run })).toEqual([]);
  });
});

describe('a deployment', () => {
  test.each([
    ['success', [{ kind: 'deployment', repository, head: 'bbb' }]],
    ['pending', []],
    ['failure', []],
  ])('that is %s', async (state, expected) => {
    const payload = { action: 'created', deployment: { sha: 'bbb' }, deployment_status: { state } };
    expect(await jobsOf('deployment_status', payload)).toEqual(expected);
  });
});

describe('a check suite', () => {
  const check_suite = { head_sha: 'bbb', app: { id: APP }, pull_requests: [] };

  test.for<[string, object, object[]]>([
    ['rerequested', {}, [{ kind: 'suite', repository, head: 'bbb' }]],
    ['rerequested', { app: { id: 8 } }, []],
    ['requested', {}, []],
    ['completed', {}, []],
  ])('%s with %j', async ([action, other, expected]) => {
    expect(await jobsOf('check_suite', { action, check_suite: { ...check_suite, ...other } })).toEqual(expected);
  });
});

describe('a comment', () => {
  const issue = { number: 12, pull_request: { url: 'https://api.github.com/repos/acme/claims/pulls/12' } };
  const comment = { id: 5, body: '/weir rerun', user: { login: 'olga', type: 'User' } };
  const job = { kind: 'comment', repository, number: 12, comment: 5 };
  const approval = '/weir approve fares agreed';
  const again = { kind: 'pull', repository, number: 12, again: 'decided' };

  test.for<[string, object, object[]]>([
    ['a command', {}, [job]],
    ['a command in capitals, after other text', { comment: { ...comment, body: 'Well,\n/WEIR help' } }, [job]],
    ['a comment without one', { comment: { ...comment, body: 'Looks good' } }, []],
    ['a bot', { comment: { ...comment, user: { login: 'weir[bot]', type: 'Bot' } } }, []],
    ['somebody who left GitHub', { comment: { ...comment, user: null } }, [job]],
    ['an issue that is no pull request, where the worker looks what it is', { issue: { number: 12 } }, [job]],
    [
      'an approval in an issue that was edited, where the worker looks what it approved',
      { issue: { number: 12 }, action: 'edited', changes: { body: { from: approval } } },
      [{ kind: 'home-changed', repository, number: 12 }],
    ],
    ['a comment that was edited', { action: 'edited', changes: { body: { from: 'Hello' } } }, []],
    ['an approval that was edited', { action: 'edited', changes: { body: { from: approval } } }, [again]],
    ['an approval that was deleted', { action: 'deleted', comment: { ...comment, body: approval } }, [again]],
    [
      'a fork’s head that was let in, and the word taken back',
      { action: 'deleted', comment: { ...comment, body: '/weir run' } },
      [again, { kind: 'dependants', repository, number: 12 }],
    ],
    ['another command that was deleted', { action: 'deleted' }, []],
    [
      'a comment of a bot that was edited',
      { action: 'edited', changes: { body: { from: approval } }, comment: { ...comment, user: { type: 'Bot' } } },
      [],
    ],
  ])('%s', async ([, other, expected]) => {
    expect(await jobsOf('issue_comment', { action: 'created', issue, comment, ...other })).toEqual(expected);
  });
});

describe('an installation', () => {
  const repositories = [{ full_name: 'acme/claims' }, { full_name: 'acme/prices' }];
  const jobs = ['claims', 'prices'].map((repo) => ({
    kind: 'repository',
    repository: { installation: 1, owner: 'acme', repo },
  }));

  test.for<[string, object, object[]]>([
    ['created', { repositories }, jobs],
    [
      'new_permissions_accepted',
      { repositories },
      jobs.flatMap((one) => [one, { kind: 'monitor', repository: one.repository }]),
    ],
    ['unsuspend', {}, [{ kind: 'sweep' }]],
    ['suspend', { repositories }, []],
    ['deleted', { repositories }, []],
  ])('%s with %j', async ([action, more, expected]) => {
    expect(await jobsOf('installation', { action, ...more })).toEqual(expected);
  });

  test('let into more repositories', async () => {
    const payload = { action: 'added', repositories_added: repositories, repositories_removed: [] };

    expect(await jobsOf('installation_repositories', payload)).toEqual(jobs);
  });

  test('put out of some', async () => {
    const payload = { action: 'removed', repositories_added: [], repositories_removed: repositories };

    expect(await jobsOf('installation_repositories', payload)).toEqual([]);
  });
});

describe('a push', () => {
  const push = { ref: 'refs/heads/release/1', deleted: false, created: false, forced: false };
  const job = { kind: 'push', repository, branch: 'release/1' };
  const commit = { added: [], modified: ['README.md'], removed: [] };
  const config = '.github/weir.yml';
  const baseline = '.weir/baseline/claims.json';
  const watch = { kind: 'monitor', repository };

  test.for<[string, object, object[]]>([
    ['that changes weir.yml', { commits: [commit, { ...commit, modified: [config] }] }, [job]],
    ['that adds weir.yml', { commits: [{ ...commit, added: [config] }] }, [job]],
    ['that removes weir.yml', { commits: [{ ...commit, removed: [config] }] }, [job]],
    ['that changes other files', { commits: [commit] }, []],
    ['to a branch that changes a baseline', { commits: [{ ...commit, added: [baseline] }] }, []],
    [
      'to the default branch that changes a baseline',
      { ref: 'refs/heads/main', commits: [{ ...commit, added: [baseline] }] },
      [watch, { kind: 'mended', repository }],
    ],
    ['to the default branch', { ref: 'refs/heads/main', commits: [commit] }, [{ kind: 'mended', repository }]],
    ['of more commits than are listed', { commits: Array(20).fill(commit) }, [job]],
    ['of more files than are listed', { commits: [{ ...commit, added: Array(3000).fill('a') }] }, [job]],
    ['that takes commits away', { commits: [], forced: true }, [job]],
    ['of a new branch', { commits: [{ ...commit, added: [config] }], created: true }, []],
    ['that deletes the branch', { commits: [], deleted: true, forced: true }, []],
    ['of a tag', { commits: [{ ...commit, added: [config] }], ref: 'refs/tags/v1' }, []],
  ])('%s', async ([, other, expected]) => {
    expect(await jobsOf('push', { ...push, ...other })).toEqual(expected);
  });
});

test('an event of a webhook that is not the installation’s makes no job', async () => {
  const payload = { action: 'opened', pull_request: { number: 1, head: { sha: 'a' } }, installation: undefined };

  expect(await jobsOf('pull_request', payload)).toEqual([]);
});

const implicit = ['installation', 'installation_repositories'];

test('the App asks for exactly the events that it listens to', () => {
  const listened: unknown[] = [];
  const probot: Pick<Probot, 'on'> = { on: (name) => void listened.push(name) };
  const metrics = createMetrics(async () => ({ waiting: 0, running: 0 }));

  subscribe(probot, { app: APP, queue: { add: async () => {} }, metrics });

  const { default_events: asked } = parse(readFileSync(new URL('../../../app.yml', import.meta.url), 'utf8'));
  expect(listened.toSorted()).toEqual([...asked, ...implicit].toSorted());
});

const handled = [
  'deployment_status',
  'pull_request',
  'merge_group',
  'check_run',
  'check_suite',
  'issue_comment',
  'push',
  ...implicit,
];
const file = fileURLToPath(import.meta.resolve('@octokit/webhooks-examples'));
const examples: { name: string; examples: object[] }[] = JSON.parse(readFileSync(file, 'utf8'));
const payloads = examples.flatMap(({ name, examples: all }) =>
  handled.includes(name) ? all.map((payload, index) => ({ name, index, payload })) : [],
);

test.for(payloads)("GitHub's example $index of $name is taken", async ({ name, payload }) => {
  const response = await app.post(name, payload);

  expect(response.status).toBe(200);
});
