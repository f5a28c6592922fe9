import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { clientOf, startFixture, statusOf } from './fixture.ts';

const CALLBACK = 'https://weir.acme.example/login';
const VERIFIER = 'v'.repeat(43);
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

async function start() {
  const { github, octokit } = await startFixture();
  github.setCallbackUrl(CALLBACK);
  const authorize = async (query: Record<string, string>, cookie = github.browserCookie('ada')) => {
    const all = { client_id: github.app.clientId, redirect_uri: CALLBACK, state: 's', code_challenge: CHALLENGE };
    const search = new URLSearchParams({ ...all, code_challenge_method: 'S256', ...query });
    const address = `${github.url}/login/oauth/authorize?${search}`;
    const response = await fetch(address, { redirect: 'manual', headers: { cookie } });
    return { status: response.status, location: response.headers.get('location') ?? '' };
  };
  const swap = async (form: Record<string, string>): Promise<Record<string, string>> => {
    const { clientId: client_id, clientSecret: client_secret } = github.app;
    const body = new URLSearchParams({ client_id, client_secret, code_verifier: VERIFIER, ...form });
    const response = await fetch(`${github.url}/login/oauth/access_token`, { method: 'POST', body });
    return Object(await response.json());
  };
  const code = async () => new URL((await authorize({})).location).searchParams.get('code') ?? '';
  return { github, octokit, authorize, swap, code };
}

test('a code is swapped for a token of the person, once', async () => {
  const { github, swap, code } = await start();
  const given = await code();

  const { access_token: token = '' } = await swap({ code: given });

  expect((await clientOf(github, token).rest.users.getAuthenticated()).data.login).toBe('ada');
  expect(await swap({ code: given })).toEqual({ error: 'bad_verification_code' });
});

test.for([
  ['another verifier', { code_verifier: 'w'.repeat(43) }, 'bad_verification_code'],
  ['no verifier', { code_verifier: '' }, 'bad_verification_code'],
  ['another secret', { client_secret: 'guessed' }, 'incorrect_client_credentials'],
  ['another address', { redirect_uri: 'https://evil.example' }, 'redirect_uri_mismatch'],
] as const)('a code with %s is refused', async ([, form, error]) => {
  const { swap, code } = await start();

  expect(await swap({ code: await code(), ...form })).toEqual({ error });
});

test('people are sent to the address in the settings of the App, and to no other', async () => {
  const { authorize } = await start();

  const { location } = await authorize({ redirect_uri: 'https://evil.example/login' });

  expect(location).toBe(`${CALLBACK}?state=s&error=redirect_uri_mismatch`);
});

test('who is not logged in to GitHub is not sent back, and an App that is not there has no page', async () => {
  const { authorize } = await start();

  expect(await authorize({}, '')).toEqual({ status: 200, location: '' });
  expect((await authorize({ client_id: 'Iv23li0' })).status).toBe(404);
});

test('an installation is no person', async () => {
  const { octokit } = await start();

  expect(await statusOf(octokit.rest.users.getAuthenticated())).toBe(403);
});
