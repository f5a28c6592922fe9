/** The first minutes of an installation, and what those who operate the App can ask it. */
import { afterAll, expect, test } from 'vitest';
import type { RepositoryRecord, Run } from '../../emulated-github/index.ts';
import { EDITS, FILES } from './claims.ts';
import { openScene } from './scene.ts';

const scene = await openScene();
const { github, repository } = scene;
afterAll(() => scene.close());

function concludedIn(place: RepositoryRecord, externalId: string): Promise<Run> {
  return scene.until(() => {
    return place.runs.find((run) => run.externalId === externalId && run.status === 'completed');
  }, `the check ${externalId} of ${place.fullName} concludes`);
}

test('the check succeeds once on the default branch, so that it can be chosen as required', async () => {
  const run = await concludedIn(repository, 'installed');

  expect(run).toMatchObject({ name: 'weir', conclusion: 'success', headSha: repository.branches.get('main') });
});

test('it is posted anew when somebody asks for it, unless somebody wants to merge its commit', async () => {
  const place = await github.createRepository({ owner: 'acme', name: 'again', files: FILES });
  await github.push(place, 'release', place.branches.get('main') ?? '');
  await github.commit(place, 'main', EDITS.fail);
  github.install(place);
  const first = await concludedIn(place, 'installed');
  const installed = () => place.runs.filter(({ externalId }) => externalId === 'installed');

  github.rerequest(place, first, 'octo-dev');
  await scene.until(() => installed().length === 2 && installed()[1]?.conclusion === 'success');

  const pull = await github.openPull({ repository: place, branch: 'main', base: 'release' });
  expect((await concludedIn(place, `pull/${pull.number}`)).headSha).toBe(first.headSha);
  github.rerequest(place, first, 'octo-dev');
  await scene.idle();

  expect(installed()).toHaveLength(2);
  expect(github.required(place, first.headSha)).toBe('red');
});

test('pull requests that are open already get their check', async () => {
  const other = await github.createRepository({ owner: 'acme', name: 'prices', files: FILES });
  const pull = await github.openPull({ repository: other, branch: 'change', files: EDITS.fail });

  github.install(other);

  expect((await concludedIn(other, `pull/${pull.number}`)).conclusion).toBe('failure');
  expect((await concludedIn(other, 'installed')).conclusion).toBe('success');
});

test('a repository of another account is looked after as well', async () => {
  const other = await github.createRepository({ owner: 'octo-org', name: 'rates', files: FILES });
  const pull = await github.openPull({ repository: other, branch: 'change', files: EDITS.pass });

  github.install(other);

  expect((await concludedIn(other, `pull/${pull.number}`)).conclusion).toBe('success');
});

test('an installation with nothing but a README is told what to do, and nothing fails', async () => {
  const empty = await github.createRepository({ owner: 'acme', name: 'empty', files: { 'README.md': 'Soon\n' } });
  github.install(empty);
  await concludedIn(empty, 'installed');

  const pull = await github.openPull({ repository: empty, branch: 'first', files: { 'src/main.js': 'run()\n' } });

  const run = await concludedIn(empty, `pull/${pull.number}`);
  expect(run.conclusion).toBe('success');
  expect(run.output.summary).toContain('weir init');
  await scene.idle();
  expect(github.comments(pull)).toEqual([]);
});

test('a repository without a commit has no check yet, and disturbs nobody', async () => {
  const bare = await github.createRepository({ owner: 'acme', name: 'bare', files: {} });

  github.install(bare);
  await scene.idle();

  expect(bare.runs).toEqual([]);
  expect(scene.app().log()).not.toContain('A job failed');
});

test('the App says that it lives, that it is ready, and what it has counted', async () => {
  const { url } = scene.app();
  const ask = async (path: string) => {
    const response = await fetch(`${url}${path}`);
    return [response.status, await response.text()] as const;
  };

  expect(await ask('/healthz')).toEqual([200, 'ok\n']);
  expect(await ask('/readyz')).toEqual([200, '{"ready":true,"reasons":[]}\n']);
  const [status, metrics] = await ask('/metrics');
  expect(status).toBe(200);
  expect(metrics).toMatch(/^weir_checks_total\{conclusion="success"\} [1-9]/m);
  expect(metrics).toMatch(/^weir_webhooks_total\{event="installation",action="created"\} [1-9]/m);
  expect(metrics).toMatch(/^weir_sweep_found_total\{what="deliveries"\} 1$/m);
});

test('webhooks of somebody else are refused, and nothing comes of them', async () => {
  const pull = await scene.propose(EDITS.unaffected);
  const run = await scene.concluded(pull);
  const genuine = github.deliveries.find(({ event, action }) => event === 'check_run' && action === 'completed');
  const send = (signature: Record<string, string>) =>
    fetch(`${scene.app().url}/api/github/webhooks`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-github-delivery': crypto.randomUUID(),
        'x-github-event': 'check_run',
        ...signature,
      },
      body: JSON.stringify({ ...genuine?.payload, action: 'rerequested' }),
    });

  const statuses = await Promise.all([
    send({ 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }),
    send({ 'x-hub-signature-256': 'sha256=' }),
    send({}),
  ]).then((answers) => answers.map(({ status }) => status));
  await scene.idle();

  expect(statuses.every((status) => status === 400 || status === 401)).toBe(true);
  expect(github.deliveries.filter(({ payload }) => JSON.stringify(payload).includes(`"id":${run.id},`))).toHaveLength(
    2,
  );
});
