import { expect, test } from 'vitest';
import { CLAIMS, startFixture, statusOf } from './fixture.ts';

test('limits answer as GitHub does, as often as was said', async () => {
  const { github } = await startFixture();
  github.faults.add(
    { what: 'too-many', times: 1, seconds: 7 },
    { what: 'secondary-limit', times: 1, seconds: 8 },
    { what: 'primary-limit', times: 1, seconds: 9 },
    { what: 'server-error', times: 1 },
  );
  const ask = async () => {
    const response = await fetch(`${github.url}/repos/acme/claims`, { headers: { authorization: 'Bearer ghp_bob' } });
    const { message } = (await response.json()) as { message?: string };
    return [
      response.status,
      response.headers.get('retry-after'),
      response.headers.get('x-ratelimit-remaining'),
      message,
    ];
  };

  expect(await ask()).toEqual([429, '7', expect.any(String), 'Too Many Requests']);
  expect(await ask()).toEqual([403, '8', expect.any(String), expect.stringContaining('secondary rate limit')]);
  expect(await ask()).toEqual([403, null, '0', expect.stringContaining('API rate limit exceeded')]);
  expect(await ask()).toEqual([502, null, expect.any(String), 'Server Error']);
  expect(await ask()).toEqual([200, null, expect.any(String), undefined]);
  expect(github.faults.count).toBe(4);
});

test('a fault meets the requests it is meant for', async () => {
  const { github, octokit } = await startFixture();
  github.faults.add({ what: 'server-error', on: /^GET .*\/pulls/ });

  expect(await statusOf(octokit.rest.pulls.list(CLAIMS))).toBe(502);
  expect(await statusOf(octokit.rest.repos.get(CLAIMS))).toBe(200);
});

test('an answer can get lost after the request was carried out', async () => {
  const { github, repository, octokit } = await startFixture();
  const head_sha = repository.branches.get('main') ?? '';
  github.faults.add({ what: 'cut', on: /^POST .*\/check-runs/, when: 'after', times: 1 });

  expect(await statusOf(octokit.rest.checks.create({ ...CLAIMS, name: 'weir', head_sha }))).toBe(500);

  expect(github.checkRuns(repository, head_sha)).toHaveLength(1);
  expect(github.requests.at(-1)).toMatchObject({ method: 'POST', status: 0 });
});

test('a connection that is cut before carries nothing out', async () => {
  const { github, repository, octokit } = await startFixture();
  const head_sha = repository.branches.get('main') ?? '';
  github.faults.add({ what: 'cut', times: 1 });

  expect(await statusOf(octokit.rest.checks.create({ ...CLAIMS, name: 'weir', head_sha }))).toBe(500);

  expect(github.checkRuns(repository, head_sha)).toEqual([]);
});

test('an answer can break off in its middle', async () => {
  const { github } = await startFixture();
  github.faults.add({ what: 'half', on: /\/git\/blobs\//, times: 1 });
  const url = `${github.url}/repos/acme/claims/git/blobs/5626abf0f72e58d7a153368ba57db4c673c0e171`;
  const ask = () => fetch(url, { headers: { authorization: 'Bearer ghp_bob' } });

  const broken = await ask();

  expect(broken.status).toBe(200);
  await expect(broken.text()).rejects.toThrow();
  expect(await (await ask()).json()).toMatchObject({ content: 'b25lCg==' });
});

test('an answer can take longer', async () => {
  const { github } = await startFixture();
  github.faults.add({ what: 'slow', seconds: 0.2 });
  const began = performance.now();

  await fetch(github.url);

  expect(performance.now() - began).toBeGreaterThan(190);
});

test('the same seed makes the same faults', async () => {
  const statuses = async () => {
    const { github } = await startFixture({ seed: 7 });
    github.faults.add({ what: 'server-error', rate: 0.5 });
    const seen: number[] = [];
    for (let index = 0; index < 12; index += 1) seen.push((await fetch(github.url)).status);
    return seen;
  };

  const [first, second] = [await statuses(), await statuses()];

  expect(first).toEqual(second);
  expect(new Set(first).size).toBe(2);
});

test('webhooks can come twice with the same id, never, refused and late', async () => {
  const { github, repository, received, of } = await startFixture();
  await github.settled();
  const push = () => github.commit(repository, 'main', { 'a.txt': String(Math.random()) });

  github.faults.deliveries({ duplicate: 1 });
  await push();
  const twice = await of('push');
  expect(twice).toHaveLength(2);
  expect(twice[0]?.headers['x-github-delivery']).toBe(twice[1]?.headers['x-github-delivery']);

  received.length = 0;
  const logged = github.deliveries.length;
  github.faults.deliveries({ drop: 1 });
  await push();
  expect(await of('push')).toEqual([]);
  expect(github.deliveries).toHaveLength(logged);

  github.faults.deliveries({ refuse: 1 });
  await push();
  expect(await of('push')).toEqual([]);
  expect(github.deliveries.at(-1)).toMatchObject({ event: 'push', statusCode: 502 });

  github.faults.deliveries({ delay: 150 });
  await push();
  expect(received).toEqual([]);
  expect(await of('push')).toHaveLength(1);
});

test('the log of requests says who asked for what', async () => {
  const { github, app, octokit } = await startFixture();
  await octokit.rest.repos.get(CLAIMS);
  await app.rest.apps.getAuthenticated();
  await fetch(`${github.url}/users/bob`);

  expect(github.requests.slice(-3)).toMatchObject([
    { method: 'GET', path: '/repos/acme/claims', status: 200, who: expect.stringMatching(/^installation \d+$/) },
    { method: 'GET', path: '/app', status: 200, who: 'app' },
    { method: 'GET', path: '/users/bob', status: 401, who: 'anonymous' },
  ]);
});

test('waiting in vain says what was there', async () => {
  const { github } = await startFixture();

  const waiting = github.until(() => false, { within: 30, what: 'a check that nobody makes' });

  await expect(waiting).rejects.toThrow(/a check that nobody makes[\s\S]*installation\.created → 200/);
});
