import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CHARTS, openCharts } from '../../../../src/github/reports/charts/charts.ts';
import { folderStore } from '../../../../src/github/reports/store/folder.ts';
import { createSeal } from '../../../../src/github/seal.ts';
import { failing, report } from '../../../report/fixtures.ts';

const PUBLIC = 'https://weir.acme.example';
const DAY_MS = 86_400_000;
const NAME = { pull: 12, head: '9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c' };
const clock = { now: Date.parse('2024-05-01T10:00:00Z') };
const privateKey = keyPair();
const folder = await mkdtemp(join(tmpdir(), 'weir-charts-'));
const store = folderStore(folder, [CHARTS]);
const charts = openCharts({ privateKey, publicUrl: PUBLIC, store, now: () => clock.now });
const kept = await charts.keep(7, NAME, failing);

const server = createServer(async (request, response) => {
  if (!(await charts.pages(request, response))) response.writeHead(418).end();
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

function keyPair(): string {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function visit(address = '', init: RequestInit = {}): Promise<Response> {
  const at = server.address();
  const port = typeof at === 'object' ? at?.port : undefined;
  return fetch(`http://127.0.0.1:${port}${address.replace(PUBLIC, '')}`, init);
}

function addressFor(payload: object, { key = privateKey, purpose = 'charts' } = {}): string {
  return `/charts/${createSeal(key, purpose).close(payload)}.svg`;
}

const payload = { repository: 7, name: `pull-12-${NAME.head}`, theme: 'light', expires: clock.now + DAY_MS };

describe('a chart', () => {
  test('is shown to whoever has its address, in two schemes, and can do nothing', async () => {
    const [light, dark] = await Promise.all([visit(kept?.light), visit(kept?.dark)]);

    expect([light.status, dark.status]).toEqual([200, 200]);
    expect(light.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(light.headers.get('x-content-type-options')).toBe('nosniff');
    expect(light.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline'; sandbox;/,
    );
    expect(light.headers.get('cache-control')).toBe('public, max-age=300');
    expect(light.headers.get('set-cookie')).toBeNull();
    const texts = await Promise.all([light.text(), dark.text()]);
    expect(texts[0]).toContain('86.9 %');
    expect(texts[1]).toContain('86.9 %');
    expect(texts[0]).not.toBe(texts[1]);
  });

  test('has one address for a day, however often its check is posted', async () => {
    const before = clock.now;
    clock.now += DAY_MS / 4;
    expect(await charts.keep(7, NAME, failing)).toEqual(kept);
    clock.now = before;
  });

  test('leads nowhere after ninety days, and works until then', async () => {
    const before = clock.now;
    clock.now = before + 90 * DAY_MS;
    expect((await visit(kept?.light)).status).toBe(200);
    clock.now = before + 91 * DAY_MS;
    expect((await visit(kept?.light)).status).toBe(404);
    clock.now = before;
  });

  test('that was removed is not found', async () => {
    const other = await charts.keep(8, NAME, failing);
    expect((await visit(other?.dark)).status).toBe(200);
    await rm(join(folder, CHARTS, '8'), { recursive: true });
    expect((await visit(other?.dark)).status).toBe(404);
  });

  test('is only read, never sent to', async () => {
    expect((await visit(kept?.light, { method: 'HEAD' })).status).toBe(200);
    expect((await visit(kept?.light, { method: 'POST' })).status).toBe(405);
  });

  test('is not made where nothing moved', async () => {
    expect(await charts.keep(7, NAME, report())).toBeUndefined();
  });
});

test.for<[string, string]>([
  ['with another key', addressFor(payload, { key: keyPair() })],
  ['as a session', addressFor(payload, { purpose: 'sessions' })],
  ['for another repository', addressFor({ ...payload, repository: 9 })],
  ['for another theme', addressFor({ ...payload, theme: '../light' })],
  ['for another place', addressFor({ ...payload, name: '../../secret' })],
  ['without an end', addressFor({ ...payload, expires: undefined })],
  ['in the past', addressFor({ ...payload, expires: clock.now })],
  ['of nothing', '/charts/.svg'],
  ['with more behind it', `${addressFor(payload)}/..`],
  ['with a query', `${addressFor(payload)}?theme=dark`],
  ['with another payload', addressFor(payload).replace(/\/charts\/[\w-]+/, addressFor({}).split('.')[0] ?? '')],
  ['without a signature', addressFor(payload).replace(/\.[\w-]+\.svg/, '..svg')],
])('an address made %s is not found', async ([, address]) => {
  const response = await visit(address);

  expect(response.status).toBe(404);
  expect(await response.text()).toBe('not found\n');
});

test('the address that these are variants of is right', async () => {
  expect((await visit(addressFor(payload))).status).toBe(200);
});

test('other addresses are left to others', async () => {
  expect((await visit('/charts')).status).toBe(418);
  expect((await visit('/reports/acme/claims')).status).toBe(418);
});
