import { createHash } from 'node:crypto';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { siteOf } from '../../../src/github/reports/login/web-flow.ts';
import { HEAD, keep, record } from './records.ts';
import { openScene, PUBLIC } from './scene.ts';

const scene = await openScene();
afterAll(() => scene.close());
beforeEach(() => {
  scene.ahead = 0;
});

const PATH = `/reports/acme/claims/pull-12-${HEAD}`;
await keep(scene.archive, scene.repository.id, record());

/** A browser that GitHub is about to send back: with the App's cookie, and the address to come back to. */
async function sentBack(login = 'octo-reader') {
  const browser = scene.browser(login);
  const sent = (await browser.get(PATH)).headers.get('location') ?? '';
  const back = new URL(await browser.throughGitHub(sent));
  return { browser, sent: new URL(sent), back, path: `${back.pathname}${back.search}` };
}

test('who has never been here is sent to GitHub, comes back, and reads the report', async () => {
  const browser = scene.browser('octo-reader');

  const response = await browser.visit(PATH);

  expect(response.status).toBe(200);
  expect(await response.text()).toContain('the whole report');
});

test('GitHub is asked with a state that is new each time and the hash of a verifier', async () => {
  const [first, second] = [await sentBack(), await sentBack()];

  const query = first.sent.searchParams;
  expect(first.sent.pathname).toBe('/login/oauth/authorize');
  expect(query.get('client_id')).toBe(scene.github.app.clientId);
  expect(query.get('redirect_uri')).toBe(`${PUBLIC}/login`);
  expect(query.get('code_challenge_method')).toBe('S256');
  expect(query.get('code_challenge')).toMatch(/^[\w-]{43}$/);
  expect(query.get('state')).toMatch(/^[\w-]{43}$/);
  expect(query.get('state')).not.toBe(second.sent.searchParams.get('state'));
  expect(query.get('code_challenge')).not.toBe(second.sent.searchParams.get('code_challenge'));
});

test('the cookies are for this host alone, over HTTPS, and out of reach of scripts', async () => {
  const { browser, path } = await sentBack();
  const begun = (await scene.browser('octo-reader').get(PATH)).headers.getSetCookie();
  const done = (await browser.get(path)).headers.getSetCookie();

  expect(begun).toEqual([
    expect.stringMatching(/^__Host-weir-login=[\w-]+\.[\w-]+; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/),
  ]);
  expect(done).toEqual([
    expect.stringMatching(/^__Host-weir=[\w-]+\.[\w-]+; Path=\/; Max-Age=28800; HttpOnly; SameSite=Lax; Secure$/),
    '__Host-weir-login=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure',
  ]);
});

test('the session holds who it is and until when, and no token', async () => {
  const { browser, path } = await sentBack();
  await browser.get(path);

  const [payload = ''] = browser.jar.get('__Host-weir')?.split('.') ?? [];
  const session: object = JSON.parse(Buffer.from(payload, 'base64url').toString());
  expect(Object.keys(session)).toEqual(['login', 'id', 'expires']);
  expect(session).toMatchObject({ login: 'octo-reader' });
});

test('the verifier is neither in the cookie nor in the address', async () => {
  const { browser, sent } = await sentBack();
  const [payload = ''] = browser.jar.get('__Host-weir-login')?.split('.') ?? [];
  const held: { state: string } = JSON.parse(Buffer.from(payload, 'base64url').toString());

  expect(Object.keys(held)).toEqual(['state', 'path', 'expires']);
  const hash = createHash('sha256').update(held.state).digest('base64url');
  expect(sent.searchParams.get('code_challenge')).not.toBe(hash);
});

test.for<[string, (path: string) => string]>([
  ['another state', (path) => path.replace(/state=[^&]+/, `state=${'x'.repeat(43)}`)],
  ['no state', (path) => path.replace(/state=[^&]+/, '')],
  ['an empty state', (path) => path.replace(/state=[^&]+/, 'state=')],
  ['no code', (path) => path.replace(/code=[^&]+/, 'error=access_denied')],
  ['a code that GitHub does not know', (path) => path.replace(/code=[^&]+/, 'code=c0ffee')],
])('a login with %s is refused, and nobody is logged in', async ([, alter]) => {
  const { browser, path } = await sentBack();

  const response = await browser.get(alter(path));

  expect(response.status).toBe(400);
  expect(browser.jar.has('__Host-weir')).toBe(false);
});

test('a login that another browser began is refused', async () => {
  const [victim, attacker] = [await sentBack(), await sentBack('octo-attacker')];

  expect((await victim.browser.get(attacker.path)).status).toBe(400);
  expect((await scene.browser('octo-reader').get(attacker.path)).status).toBe(400);
});

test('a login cookie that was altered is refused', async () => {
  const { browser, path, back } = await sentBack();
  const forged = { state: back.searchParams.get('state'), path: '//evil.example', expires: Date.now() + 600_000 };
  const [, signature] = browser.jar.get('__Host-weir-login')?.split('.') ?? [];
  const payload = Buffer.from(JSON.stringify(forged)).toString('base64url');
  for (const cookie of [`${payload}.${signature}`, `${payload}.`, payload, 'null', '']) {
    browser.jar.set('__Host-weir-login', cookie);
    expect((await browser.get(path)).status).toBe(400);
  }
});

test('a login that took longer than ten minutes is refused', async () => {
  const { browser, path } = await sentBack();
  scene.ahead = 600_000;

  expect((await browser.get(path)).status).toBe(400);
});

test('a state counts once, even with a fresh code and the same cookie', async () => {
  const { browser, sent, path } = await sentBack();
  const cookie = browser.jar.get('__Host-weir-login') ?? '';
  expect((await browser.get(path)).status).toBe(302);

  browser.jar.set('__Host-weir-login', cookie);
  const again = new URL(await browser.throughGitHub(sent.href));
  expect((await browser.get(`${again.pathname}${again.search}`)).status).toBe(400);
});

test('a code that was not made for this login is refused: GitHub holds the verifier against its hash', async () => {
  const { browser, sent, back } = await sentBack();
  sent.searchParams.set('code_challenge', 'A'.repeat(43));
  const stolen = new URL(await browser.throughGitHub(sent.href)).searchParams.get('code') ?? '';
  back.searchParams.set('code', stolen);

  expect((await browser.get(`${back.pathname}${back.search}`)).status).toBe(400);
});

test('after eight hours GitHub is asked again who it is', async () => {
  const browser = scene.browser('octo-reader');
  await browser.visit(PATH);
  scene.ahead = 8 * 3_600_000 - 1000;
  expect((await browser.get(PATH)).status).toBe(200);

  scene.ahead = 8 * 3_600_000 + 1000;
  const response = await browser.get(PATH);

  expect(response.status).toBe(302);
  expect(response.headers.get('location')).toContain('/login/oauth/authorize?');
});

test('a session that was forged is none', async () => {
  const { browser } = await sentBack();
  const login = browser.jar.get('__Host-weir-login') ?? '';
  await browser.visit(PATH);
  const [real = '', signature = ''] = browser.jar.get('__Host-weir')?.split('.') ?? [];
  const fields: object = JSON.parse(Buffer.from(real, 'base64url').toString());
  const other = Buffer.from(JSON.stringify({ ...fields, login: 'octo-admin' })).toString('base64url');
  const forged = [`${other}.${signature}`, `${real}.${signature.slice(1)}`, `${real}.`, `.${signature}`, real, 'x.y.z'];
  for (const cookie of [...forged, `${real}.${signature}.`, login, 'a'.repeat(5000)]) {
    browser.jar.set('__Host-weir', cookie);
    expect((await browser.get(PATH)).status, cookie.slice(0, 30)).toBe(302);
  }
  browser.jar.set('__Host-weir', `${real}.${signature}; __Host-weir=${real}.${signature}`);
  expect((await browser.get(PATH)).status, 'two of them').toBe(302);
  browser.jar.set('__Host-weir', `${real}.${signature}`);
  expect((await browser.get(PATH)).status).toBe(200);
});

test('the way back leads nowhere but to the page that was asked for', async () => {
  const browser = scene.browser('octo-reader');
  const sent = (await browser.get(`${PATH}?next=https://evil.example`)).headers.get('location') ?? '';
  const back = new URL(await browser.throughGitHub(sent));
  back.searchParams.set('path', 'https://evil.example');
  back.searchParams.set('return_to', '//evil.example');

  const response = await browser.get(`${back.pathname}${back.search}`);

  expect(response.headers.get('location')).toBe(`${PUBLIC}${PATH}`);
});

test('where GitHub is away nobody is logged in, and the page says so', async () => {
  const { browser, path } = await sentBack();
  scene.github.faults.add({ what: 'server-error', on: /access_token/ });

  const response = await browser.get(path);

  scene.github.faults.clear();
  expect(response.status).toBe(503);
  expect(browser.jar.has('__Host-weir')).toBe(false);
});

test("over plain HTTP, on a machine of one's own, cookies have plain names", async () => {
  const local = await openScene({ public: 'http://localhost:3000' });
  const [cookie] = (await local.browser('octo-reader').get('/reports/acme/claims')).headers.getSetCookie();
  await local.close();

  expect(cookie).toMatch(/^weir-login=[\w.-]+; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/);
});

test.for([
  ['https://api.github.com', 'https://github.com'],
  ['https://api.acme.ghe.com', 'https://acme.ghe.com'],
  ['https://github.acme.example/api/v3', 'https://github.acme.example'],
  ['https://api.github.com.evil.example', 'https://api.github.com.evil.example'],
])('the web site beside %s is %s', ([api = '', site]) => {
  expect(siteOf(api)).toBe(site);
});
