import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { needsSetup, readEnvironment } from '../../src/github/setup.ts';
import { websiteOf } from '../../src/github/website.ts';
import { builtProgram } from '../built.ts';
import { freePort } from '../free-port.ts';

describe('the setup page is needed', () => {
  test.for<[string, Record<string, string>, boolean]>([
    ['where there are no credentials', {}, true],
    ['where they are empty', { APP_ID: '', PRIVATE_KEY: '' }, true],
    ['not where there are some: what is missing is a mistake', { APP_ID: '7' }, false],
    ['not where there is a key file', { PRIVATE_KEY_PATH: 'key.pem' }, false],
    ['not in production', { NODE_ENV: 'production' }, false],
  ])('%s', ([, env, expected]) => {
    expect(needsSetup(env)).toBe(expected);
  });
});

test('what the environment says counts more than .env', () => {
  const folder = mkdtempSync(join(tmpdir(), 'weir-env-'));
  writeFileSync(join(folder, '.env'), 'APP_ID=7\nPATH=nowhere\n');

  expect(readEnvironment(folder).APP_ID).toBe('7');
  expect(readEnvironment(folder).PATH).toBe(process.env.PATH);
  expect(readEnvironment(join(folder, 'nowhere')).APP_ID).toBeUndefined();
});

describe('the setup page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'weir-setup-'));
  const pem = '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n';
  const asked: string[] = [];
  const github = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.url !== '/app-manifests/abc/conversions') return response.writeHead(404).end('{}');
    const made = { id: 7, pem, webhook_secret: 'a long secret', client_id: 'Iv1', client_secret: 'other' };
    return response.end(JSON.stringify({ ...made, html_url: 'https://github.example/apps/weir' }));
  });
  let url: string;
  let page: ChildProcess;
  let printed = '';

  // As users start it.
  beforeAll(async () => {
    const [port, api] = [await freePort(), await freePort()];
    await new Promise<void>((resolve) => github.listen(api, 'localhost', resolve));
    url = `http://localhost:${port}`;
    writeFileSync(join(folder, '.env'), 'LOG_LEVEL=error');
    const env = { PATH: process.env.PATH, PORT: String(port), WEIR_PUBLIC_URL: 'https://weir.acme.example/' };
    page = spawn(process.execPath, [builtProgram(), 'app'], {
      cwd: folder,
      env: { ...env, GITHUB_API_URL: `http://localhost:${api}` },
    });
    page.stdout?.on('data', (text) => {
      printed += text;
    });
    const answers = () =>
      fetch(url)
        .then(({ ok }) => ok)
        .catch(() => false);
    await vi.waitUntil(answers, { timeout: 20_000, interval: 100 });
  });
  afterAll(() => {
    page.kill();
    github.close();
  });

  async function offered(path = ''): Promise<{ html: string; manifest: unknown; action: string }> {
    const html = await (await fetch(`${url}/${path}`)).text();
    const text = (pattern: RegExp) =>
      (pattern.exec(html)?.[1] ?? '').replace(/&#(\d+);/g, (_, n) => String.fromCharCode(n));
    return {
      html,
      manifest: JSON.parse(text(/id="manifest" value="([^"]*)"/)),
      action: text(/<form method="post" action="([^"]*)"/),
    };
  }

  test("is Weir's own, and the terminal says where it is", async () => {
    const { html } = await offered();
    expect(html).toContain('<title>Make the GitHub App · Weir</title>');
    expect(html).not.toMatch(/probot/i);
    expect(printed).toContain(`Weir has no GitHub App yet. Open ${url}`);
    expect(printed).not.toMatch(/probot/i);
  });

  test('offers the App of app.yml, with webhooks to the public address', async () => {
    expect((await offered()).manifest).toMatchObject({
      name: 'Weir',
      public: false,
      hook_attributes: { url: 'https://weir.acme.example/api/github/webhooks' },
      redirect_url: `${url}/created`,
      callback_urls: ['https://weir.acme.example/login'],
      default_permissions: { checks: 'write', contents: 'read' },
      default_events: expect.arrayContaining(['pull_request', 'merge_group']),
    });
  });

  test('asks for an App of an organization where one is named', async () => {
    expect((await offered('?org=acme')).action).toMatch(
      /\/organizations\/acme\/settings\/apps\/new\?state=[0-9a-f]{32}$/,
    );
  });

  test('takes no answer that it has not asked for', async () => {
    expect((await fetch(`${url}/created?code=abc&state=guess`)).status).toBe(400);
    expect(asked).toEqual([]);
  });

  test('adds credentials to .env, where the next start finds them', async () => {
    const { action } = await offered();
    const state = new URL(action).searchParams.get('state');
    const refused = await fetch(`${url}/created?code=used&state=${state}`);
    expect(refused.status).toBe(502);
    const html = await (await fetch(`${url}/created?code=abc&state=${state}`)).text();
    expect(html).toContain('https://github.example/apps/weir/installations/new');
    expect(readEnvironment(folder)).toMatchObject({
      APP_ID: '7',
      PRIVATE_KEY: pem,
      WEBHOOK_SECRET: 'a long secret',
      GITHUB_CLIENT_ID: 'Iv1',
      WEIR_PUBLIC_URL: 'https://weir.acme.example',
      LOG_LEVEL: 'error',
    });
    // Where compose.yaml looks for it.
    const key = join(folder, 'private-key.pem');
    expect(readFileSync(key, 'utf8')).toBe(pem);
    expect(statSync(key).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, '.env'), 'utf8')).toMatch(/^LOG_LEVEL=error\n/);
  });
});

describe('where people see GitHub', () => {
  test.each([
    ['https://api.github.com', 'https://github.com'],
    ['https://api.acme.ghe.com', 'https://acme.ghe.com'],
    ['https://git.acme.example/api/v3/', 'https://git.acme.example'],
  ])('%s is %s', (api, website) => {
    expect(websiteOf(api)).toBe(website);
  });
});
