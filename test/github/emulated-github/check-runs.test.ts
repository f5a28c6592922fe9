import { expect, test } from 'vitest';
import { CLAIMS, type Settings, startFixture, statusOf } from './fixture.ts';

const ANNOTATION = { path: 'a.txt', start_line: 1, end_line: 1, annotation_level: 'failure', message: 'm' } as const;

async function startWithRun(settings: Settings = {}) {
  const fixture = await startFixture(settings);
  const pull = await fixture.github.openPull({
    repository: fixture.repository,
    branch: 'x',
    files: { 'a.txt': 'two' },
  });
  const { data } = await fixture.octokit.rest.checks.create({ ...CLAIMS, name: 'weir', head_sha: pull.head.sha });
  return { ...fixture, pull, run: { ...CLAIMS, check_run_id: data.id }, data };
}

test('a new check run is queued and names its App', async () => {
  const { data } = await startWithRun();

  expect(data).toMatchObject({
    status: 'queued',
    conclusion: null,
    app: { slug: 'weir' },
    pull_requests: [{ number: 1 }],
  });
});

test('annotations of an update are added to those before', async () => {
  const { octokit, run } = await startWithRun();
  const output = { title: 't', summary: 's' };

  await octokit.rest.checks.update({ ...run, output: { ...output, annotations: [ANNOTATION] } });
  const { data } = await octokit.rest.checks.update({ ...run, output: { ...output, annotations: [ANNOTATION] } });

  expect(data.output.annotations_count).toBe(2);
  const listed = await octokit.rest.checks.listAnnotations(run);
  expect(listed.data).toMatchObject([ANNOTATION, ANNOTATION]);
});

test('a conclusion without a status completes the run', async () => {
  const { octokit, run } = await startWithRun();

  const { data } = await octokit.rest.checks.update({ ...run, conclusion: 'failure' });

  expect(data).toMatchObject({ status: 'completed', conclusion: 'failure', completed_at: expect.any(String) });
});

test.for([
  ['keeps the conclusion', 'failure', 'red'],
  ['clears the conclusion', null, 'pending'],
] as const)('a completed run that is set in progress %s', async ([reopening, conclusion, required]) => {
  const { octokit, run, github, repository, pull } = await startWithRun({ reopening });
  await octokit.rest.checks.update({ ...run, conclusion: 'failure' });

  const { data } = await octokit.rest.checks.update({ ...run, status: 'in_progress' });

  expect(data).toMatchObject({ status: 'in_progress', conclusion });
  expect(github.required(repository, pull.head.sha)).toBe(required);
  expect(github.reopened.map(({ id }) => id)).toEqual([data.id]);
});

test('a merge goes by the newest run of the name, whatever its external id', async () => {
  const { octokit, run, github, repository, pull } = await startWithRun();
  const required = () => github.required(repository, pull.head.sha);
  expect(github.required(repository, pull.head.sha, 'other')).toBe('missing');
  expect(required()).toBe('pending');
  await octokit.rest.checks.update({ ...run, conclusion: 'success' });
  expect(required()).toBe('green');

  await octokit.rest.checks.create({ ...CLAIMS, name: 'weir', head_sha: pull.head.sha, external_id: 'second' });

  expect(required()).toBe('pending');
});

test('a list for a ref gives the latest run of a name, or all, of one name or App', async () => {
  const { octokit, pull, github } = await startWithRun();
  const target = { ...CLAIMS, head_sha: pull.head.sha };
  await octokit.rest.checks.create({ ...target, name: 'weir', external_id: 'second' });
  await octokit.rest.checks.create({ ...target, name: 'other' });
  const list = async (more: object) =>
    (await octokit.rest.checks.listForRef({ ...CLAIMS, ref: 'x', ...more })).data.check_runs.map(
      ({ name, external_id }) => `${name} ${external_id}`,
    );

  expect(await list({})).toEqual(['other ', 'weir second']);
  expect(await list({ filter: 'all' })).toEqual(['other ', 'weir second', 'weir ']);
  expect(await list({ check_name: 'other' })).toEqual(['other ']);
  expect(await list({ app_id: github.app.id + 1 })).toEqual([]);
});

test.each([
  ['a summary of 65,536 characters', { output: { title: 't', summary: 'x'.repeat(65_536) } }],
  ['a text of 65,536 characters', { output: { title: 't', summary: 's', text: 'x'.repeat(65_536) } }],
  ['51 annotations', { output: { title: 't', summary: 's', annotations: Array(51).fill(ANNOTATION) } }],
  [
    'columns on several lines',
    { output: { title: 't', summary: 's', annotations: [{ ...ANNOTATION, end_line: 2, start_column: 1 }] } },
  ],
  ['four buttons', { actions: Array(4).fill({ label: 'l', description: 'd', identifier: 'i' }) }],
  ['a label of 21 characters', { actions: [{ label: 'x'.repeat(21), description: 'd', identifier: 'i' }] }],
  ['a description of 41 characters', { actions: [{ label: 'l', description: 'x'.repeat(41), identifier: 'i' }] }],
  ['the conclusion stale, which is for GitHub alone', { conclusion: 'stale' as const }],
])('%s is refused, and leaves the run as it was', async (_, request) => {
  const { octokit, run, github } = await startWithRun();

  expect(await statusOf(octokit.rest.checks.update({ ...run, ...request }))).toBe(422);

  expect((await octokit.rest.checks.get(run)).data).toMatchObject({ status: 'queued', conclusion: null });
  expect(github.violations).toEqual([]);
});

test('50 annotations and a summary of 65,535 characters are taken', async () => {
  const { octokit, run } = await startWithRun();
  const output = { title: 't', summary: 'x'.repeat(65_535), annotations: Array(50).fill(ANNOTATION) };

  expect(await statusOf(octokit.rest.checks.update({ ...run, output }))).toBe(200);
});

test('only an installation writes check runs: people are refused and strangers unknown', async () => {
  const { github, pull, app } = await startWithRun();
  const create = (authorization: string) =>
    fetch(`${github.url}/repos/acme/claims/check-runs`, {
      method: 'POST',
      headers: { authorization },
      body: JSON.stringify({ name: 'weir', head_sha: pull.head.sha }),
    });

  expect((await create(`Bearer ${github.userToken('bob')}`)).status).toBe(403);
  expect((await create('Bearer ghs_unknown')).status).toBe(401);
  expect(await statusOf(app.rest.checks.create({ ...CLAIMS, name: 'weir', head_sha: pull.head.sha }))).toBe(401);
});

test('a check of a commit that is not there is refused', async () => {
  const { octokit } = await startFixture();
  const head_sha = '0123456789012345678901234567890123456789';

  expect(await statusOf(octokit.rest.checks.create({ ...CLAIMS, name: 'weir', head_sha }))).toBe(422);
});

test('an installation does not see repositories it was not given', async () => {
  const { github, octokit, app } = await startFixture();
  const other = await github.createRepository({ owner: 'acme', name: 'secret', files: { a: '1' } });

  expect(await statusOf(octokit.rest.repos.get({ owner: 'acme', repo: 'secret' }))).toBe(404);
  github.install(other);
  expect(await statusOf(octokit.rest.repos.get({ owner: 'acme', repo: 'secret' }))).toBe(200);
  const installations = await app.rest.apps.listInstallations();
  expect(installations.data).toHaveLength(1);
  expect(await statusOf(app.rest.apps.getInstallation({ installation_id: 5 }))).toBe(404);
});

test('a pressed button tells the App which, on a completed run only', async () => {
  const { octokit, run, github, repository, pull, of } = await startWithRun();
  const [record] = github.checkRuns(repository, pull.head.sha);
  if (record === undefined) throw new Error('no run');
  const actions = [{ label: 'Re-run', description: 'Replay again', identifier: 'rerun' }];
  await octokit.rest.checks.update({ ...run, actions });
  expect(() => github.pressButton(repository, record, 'rerun', 'bob')).toThrow('shows no button');
  await octokit.rest.checks.update({ ...run, conclusion: 'failure' });

  github.pressButton(repository, record, 'rerun', 'bob');

  const [received] = await of('check_run.requested_action');
  expect(received?.payload).toMatchObject({
    requested_action: { identifier: 'rerun' },
    check_run: { id: run.check_run_id, app: { id: github.app.id }, check_suite: { head_sha: pull.head.sha } },
    sender: { login: 'bob', type: 'User' },
  });
});

test('runs and suites can be asked for again', async () => {
  const { github, repository, pull, octokit, run, of } = await startWithRun();
  const [record] = github.checkRuns(repository, pull.head.sha);
  if (record === undefined) throw new Error('no run');

  github.rerequest(repository, record, 'bob');
  github.rerequestSuite(repository, record, 'bob');
  await octokit.rest.checks.rerequestRun(run);

  expect(await of('check_run.rerequested')).toHaveLength(2);
  expect((await of('check_suite.rerequested')).map(({ payload }) => payload.check_suite.head_sha)).toEqual([
    pull.head.sha,
  ]);
});

test('check runs of a head in a fork name no pull request and no branch', async () => {
  const { github, repository, octokit, of } = await startFixture();
  const pull = await github.openPull({ repository, branch: 'x', files: { 'a.txt': 'f' }, fork: 'stranger' });

  await octokit.rest.checks.create({ ...CLAIMS, name: 'weir', head_sha: pull.head.sha });

  const [received] = await of('check_run.created');
  expect(received?.payload.check_run).toMatchObject({ pull_requests: [], check_suite: { head_branch: null } });
});
