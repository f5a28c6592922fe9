import { afterAll, expect, test } from 'vitest';
import { EDITS } from '../e2e/claims.ts';
import { command } from '../e2e/people.ts';
import { openScene } from '../e2e/scene.ts';
import { openBrowser } from './browser.ts';

const PUBLIC = 'https://weir.acme.example';
const scene = await openScene({ started: false });
const { clientId, clientSecret } = scene.github.app;
scene.github.setCallbackUrl(`${PUBLIC}/login`);
await scene.start({
  env: { WEIR_PUBLIC_URL: PUBLIC, GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret },
});
afterAll(() => scene.close());

const browser = openBrowser(scene.github, 'octo-reader', { publicUrl: PUBLIC, app: scene.app().url });

async function read(address: string | null): Promise<string> {
  expect(address).toContain(`${PUBLIC}/reports/acme/claims`);
  const response = await browser.visit(address?.slice(PUBLIC.length) ?? '');
  expect(response.status).toBe(200);
  return response.text();
}

test('the details of a check are its report, with what owners approved', async () => {
  const pull = await scene.propose(EDITS.fail);
  const run = await scene.concluded(pull);

  expect(run.detailsUrl).toBe(`${PUBLIC}/reports/acme/claims/pull-${pull.number}-${pull.head.sha}`);
  expect(run.output.summary).toContain(run.detailsUrl);
  const failed = await read(run.detailsUrl);
  expect(failed).toContain('compensation');
  expect(failed).toContain(`/acme/claims/pull/${pull.number}">acme/claims#${pull.number}</a>`);
  expect(failed).not.toContain('the new tariff');
  expect(failed).toContain('minutes: 60');

  const approved = await command(scene, pull, 'octo-claims', '/weir approve compensation the new tariff');
  expect(approved.run.conclusion).toBe('success');
  expect(await read(run.detailsUrl)).toContain('the new tariff');
});

test('what was merged is in the history of the default branch, and each check in that of its pull request', async () => {
  const pull = await scene.propose(EDITS.pass);
  await scene.concluded(pull);
  await scene.github.merge(pull);

  const history = await read(`${PUBLIC}/reports/acme/claims`);
  expect(history).toContain('How main has moved');
  // Ten of a thousand flights, all with a delay of 50 minutes, get nothing any more.
  expect(history).toContain('<bdi>none</bdi></td><td class="figure">+1 point</td>');
  expect(history).toContain(`?pull=${pull.number}"`);
  expect(await read(`${PUBLIC}/reports/acme/claims?pull=${pull.number}`)).toContain(pull.head.sha.slice(0, 12));
  // What the worker has kept of each pipeline is on the map.
  const map = await read(`${PUBLIC}/reports/acme/claims/map`);
  expect(map).toMatch(/<strong>compensation<\/strong>[\s\S]*merged in the last month:[\s\S]*acme\/claims#\d+/);
  expect(map).toContain(`/reports/acme/claims/pull-${pull.number}-${pull.head.sha}"`);
});

test('without the secret of a client nothing is served, nothing kept, and checks lead to no page of ours', async () => {
  await scene.app().stop();
  const app = await scene.start({ fresh: true, env: { WEIR_PUBLIC_URL: PUBLIC } });
  const pull = await scene.propose(EDITS.failTwice);
  const run = await scene.concluded(pull);

  expect(run.detailsUrl).toBeNull();
  for (const path of ['/reports/acme/claims', '/login', `/reports/acme/claims/pull-${pull.number}-${pull.head.sha}`]) {
    expect((await fetch(`${app.url}${path}`, { redirect: 'manual' })).status).toBe(404);
  }
});
