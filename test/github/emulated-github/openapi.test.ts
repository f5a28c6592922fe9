import { expect, test } from 'vitest';
import { ROUTES } from '../../emulated-github/routes.ts';
import { CLAIMS, startFixture, statusOf } from './fixture.ts';

async function ask(url: string, method: string, path: string, body?: object) {
  const headers = { authorization: 'Bearer ghp_bob' };
  const response = await fetch(`${url}${path}`, { method, headers, body: body && JSON.stringify(body) });
  return response.status;
}

test.each([
  [
    'an operation that is not described',
    'GET',
    '/repos/acme/claims/subscribers',
    undefined,
    599,
    /not among the described/,
  ],
  [
    'a body without what is required',
    'POST',
    '/repos/acme/claims/check-runs',
    { name: 'weir' },
    422,
    /checks\/create.*head_sha/,
  ],
  [
    'a conclusion that is none',
    'PATCH',
    '/repos/acme/claims/check-runs/1',
    { conclusion: 'fine' },
    422,
    /conclusion must be equal to one of.*success/,
  ],
  [
    'a completion without a conclusion',
    'PATCH',
    '/repos/acme/claims/check-runs/1',
    { status: 'completed' },
    422,
    /required property 'conclusion'/,
  ],
  [
    'a misspelled property',
    'PATCH',
    '/repos/acme/claims/check-runs/1',
    { externalId: 'x' },
    422,
    /body has no externalId/,
  ],
  ['a number that is none', 'GET', '/repos/acme/claims/pulls/one', undefined, 422, /pull_number must be integer/],
  ['an unknown query', 'GET', '/repos/acme/claims/pulls?state=merged', undefined, 422, /query\/state must be equal/],
  ['a missing body', 'POST', '/repos/acme/claims/issues/1/comments', undefined, 422, /a body is required/],
  [
    'a time that is none',
    'PATCH',
    '/repos/acme/claims/check-runs/1',
    { completed_at: 'now' },
    422,
    /must match format "date-time"/,
  ],
])('%s is refused and remembered', async (_, method, path, body, status, message) => {
  const { github } = await startFixture();

  expect(await ask(github.url, method, path, body)).toBe(status);

  expect(github.violations).toEqual([expect.stringMatching(message)]);
});

test('requests as Octokit makes them are as described', async () => {
  const { github, repository, octokit, app } = await startFixture();
  const head_sha = repository.branches.get('main') ?? '';
  const { data } = await octokit.rest.checks.create({ ...CLAIMS, name: 'weir', head_sha });
  await octokit.rest.checks.rerequestRun({ ...CLAIMS, check_run_id: data.id });
  await octokit.rest.checks.listForRef({ ...CLAIMS, ref: 'heads/main', filter: 'all', per_page: 100 });
  await octokit.rest.git.getTree({ ...CLAIMS, tree_sha: head_sha, recursive: 'true' });
  await octokit.rest.repos.getContent({ ...CLAIMS, path: 'dir/b.json', ref: head_sha });
  await app.rest.apps.listWebhookDeliveries({ per_page: 100 });

  expect(github.violations).toEqual([]);
});

test("the App's private key in a request is noticed", async () => {
  const { github, octokit, repository } = await startFixture();
  await github.openPull({ repository, branch: 'x', files: { 'a.txt': 'two' } });

  await statusOf(octokit.rest.issues.createComment({ ...CLAIMS, issue_number: 1, body: github.app.privateKey }));

  expect(github.violations).toContainEqual(expect.stringContaining('private key'));
});

test('every route has its description', async () => {
  const { github } = await startFixture();

  for (const { method, path } of ROUTES) {
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => (/_id$|number/.test(name) ? '1' : 'x'));
    expect(await ask(github.url, method, filled), `${method} ${path}`).not.toBe(599);
  }
});
