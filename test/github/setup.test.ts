import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { needsSetup, readEnvironment } from '../../src/github/setup.ts';
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
  let url: string;
  let page: ChildProcess;

  // As users start it; Probot changes the environment and needs a working directory of its own.
  beforeAll(async () => {
    const port = await freePort();
    url = `http://localhost:${port}`;
    const program = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
    writeFileSync(join(folder, '.env'), 'LOG_LEVEL=error');
    page = spawn(process.execPath, [program, 'app'], {
      cwd: folder,
      env: { PATH: process.env.PATH, PORT: String(port), WEIR_PUBLIC_URL: 'https://weir.acme.example/' },
    });
    const answers = () =>
      fetch(url)
        .then(({ ok }) => ok)
        .catch(() => false);
    await vi.waitUntil(answers, { timeout: 20_000, interval: 100 });
  });
  afterAll(() => page.kill());

  test('offers the App of app.yml, with webhooks to the public address', async () => {
    const html = await (await fetch(`${url}/probot`)).text();

    const [, manifest = ''] = /id="manifest" value='([^']*)'/.exec(html) ?? [];
    expect(JSON.parse(manifest)).toMatchObject({
      name: 'Weir',
      public: false,
      hook_attributes: { url: 'https://weir.acme.example/api/github/webhooks' },
      default_permissions: { checks: 'write', contents: 'read' },
      default_events: expect.arrayContaining(['pull_request', 'merge_group']),
    });
  });

  test('adds credentials to .env, where the next start finds them', async () => {
    const pem = '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n';
    const body = JSON.stringify({ appId: '7', pem, webhook_secret: 'a long secret' });

    await fetch(`${url}/probot/import`, { method: 'POST', body });

    expect(readEnvironment(folder)).toMatchObject({
      APP_ID: '7',
      PRIVATE_KEY: pem,
      WEBHOOK_SECRET: 'a long secret',
      LOG_LEVEL: 'error',
    });
    expect(readFileSync(join(folder, '.env'), 'utf8')).toMatch(/^LOG_LEVEL=error\n/);
  });
});
