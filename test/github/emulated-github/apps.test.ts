import { createHmac, generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { appToken, CLAIMS, clientOf, receive, SECRET, startFixture, statusOf } from './fixture.ts';

test('the App knows itself and its installations, and nobody else does', async () => {
  const { app, octokit, github } = await startFixture();

  expect((await app.rest.apps.getAuthenticated()).data).toMatchObject({ id: github.app.id, slug: 'weir' });
  expect((await app.rest.apps.getRepoInstallation(CLAIMS)).data.account).toMatchObject({ login: 'acme' });
  expect((await octokit.rest.apps.listReposAccessibleToInstallation()).data).toMatchObject({
    total_count: 1,
    repositories: [{ full_name: 'acme/claims', default_branch: 'main' }],
  });
  expect((await fetch(`${github.url}/app`)).status).toBe(401);
});

test('a token signed with another key is refused', async () => {
  const { github } = await startFixture();
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const octokit = clientOf(github, appToken(github.app.id, other));

  expect(await statusOf(octokit.rest.apps.getAuthenticated())).toBe(401);
});

test('a token can be limited to a repository, lasts an hour and gives no more than was granted', async () => {
  const { app, github } = await startFixture();
  github.install(await github.createRepository({ owner: 'acme', name: 'other', files: { a: '1' } }));
  const [installation] = (await app.rest.apps.listInstallations()).data;
  const make = (more: object) =>
    app.rest.apps.createInstallationAccessToken({ installation_id: installation?.id ?? 0, ...more });

  const asked = Date.now();
  const { data } = await make({ repositories: ['other'] });

  // GitHub's times are whole seconds.
  expect(Date.parse(data.expires_at)).toBeGreaterThanOrEqual(asked - 1000 + 3_600_000);
  const limited = clientOf(github, data.token);
  expect(await statusOf(limited.rest.repos.get({ owner: 'acme', repo: 'other' }))).toBe(200);
  expect(await statusOf(limited.rest.repos.get(CLAIMS))).toBe(404);
  expect(await statusOf(make({ repositories: ['unknown'] }))).toBe(422);
  expect(await statusOf(make({ permissions: { contents: 'write' } }))).toBe(422);
});

test('webhooks are signed, and have what GitHub says about itself', async () => {
  const { github, repository, of } = await startFixture();
  await github.openPull({ repository, branch: 'x', files: { 'a.txt': 'two' } });

  const [opened] = await of('pull_request.opened');

  const signature = createHmac('sha256', SECRET)
    .update(opened?.text ?? '')
    .digest('hex');
  expect(opened?.headers).toMatchObject({
    'x-hub-signature-256': `sha256=${signature}`,
    'x-github-delivery': expect.stringMatching(/^[0-9a-f-]{36}$/),
    'x-github-hook-installation-target-type': 'integration',
    'content-type': 'application/json',
  });
  expect(opened?.payload).toMatchObject({
    repository: { full_name: 'acme/claims', owner: { login: 'acme' }, default_branch: 'main' },
    installation: { id: expect.any(Number) },
    sender: { login: 'octo-dev' },
  });
});

test('the first repository of an owner is an installation, the next one is added to it', async () => {
  const { github, of } = await startFixture();
  github.install(await github.createRepository({ owner: 'acme', name: 'other', files: { a: '1' } }));

  const [created] = await of('installation.created');
  const [added] = await of('installation_repositories.added');

  expect(created?.payload).toMatchObject({
    installation: { account: { login: 'acme' }, app_slug: 'weir' },
    repositories: [{ full_name: 'acme/claims' }],
  });
  expect(added?.payload).toMatchObject({ repositories_added: [{ full_name: 'acme/other' }], repositories_removed: [] });
});

test('an event the App does not subscribe to is not sent', async () => {
  const { github, repository, of } = await startFixture({ events: ['push'] });

  await github.openPull({ repository, branch: 'x', files: { 'a.txt': 'two' } });

  expect(await of('pull_request')).toEqual([]);
  expect(await of('push')).toHaveLength(1);
});

test('a failed delivery is in the log, is not sent again by itself, and keeps its id when asked for again', async () => {
  const { github, repository, app } = await startFixture();
  const guids: unknown[] = [];
  let status = 500;
  github.setWebhookUrl(
    await receive(
      ({ headers }) => guids.push(headers['x-github-delivery']),
      () => status,
    ),
  );
  await github.commit(repository, 'main', { 'a.txt': 'two' });
  await github.settled();
  const failed = await app.rest.apps.listWebhookDeliveries({ status: 'failure' });
  expect(failed.data).toMatchObject([{ event: 'push', status_code: 500, redelivery: false }]);
  status = 200;

  const delivery_id = failed.data[0]?.id ?? 0;
  expect((await app.rest.apps.redeliverWebhookDelivery({ delivery_id })).status).toBe(202);
  await github.settled();

  expect(guids).toHaveLength(2);
  expect(guids[1]).toBe(guids[0]);
  const [latest] = (await app.rest.apps.listWebhookDeliveries()).data;
  expect(latest).toMatchObject({ guid: guids[0], redelivery: true, status_code: 200 });
  const single = await app.rest.apps.getWebhookDelivery({ delivery_id });
  expect(single.data.request.payload).toMatchObject({ ref: 'refs/heads/main' });
});

test('a server that is down makes a delivery without an answer', async () => {
  const { github, repository } = await startFixture({ webhookUrl: 'http://127.0.0.1:9/' });

  await github.commit(repository, 'main', { 'a.txt': 'two' });
  await github.settled();

  expect(github.deliveries.at(-1)).toMatchObject({ event: 'push', statusCode: 0 });
});

test('the log of deliveries is read in pages by a cursor, newest first', async () => {
  const { github, repository, app } = await startFixture();
  for (const text of ['two', 'three', 'four']) await github.commit(repository, 'main', { 'a.txt': text });
  await github.settled();

  const all = await app.paginate(app.rest.apps.listWebhookDeliveries, { per_page: 2 });

  expect(all.map(({ id }) => id)).toEqual(github.deliveries.map(({ id }) => id).toSorted((a, b) => b - a));
  expect(all).toHaveLength(4);
});

test('addresses of GitHub Enterprise work too', async () => {
  const { github } = await startFixture();
  const enterprise = clientOf({ url: `${github.url}/api/v3` }, appToken(github.app.id, github.app.privateKey));

  expect(await statusOf(enterprise.rest.apps.getAuthenticated())).toBe(200);
});
