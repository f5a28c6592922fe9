/**
 * Who reads what around a repository, in the App's pages: `acme/events` is read by `risk`, `billing` and `secret`, `secret` by
 * `far`. What each of two people may read is given here, and what they see is read off that.
 */
import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isWithoutChromium, openWorkshop, type Workshop } from '../../browser/chromium.ts';
import { keep, record } from './records.ts';
import { openScene } from './scene.ts';

const scene = await openScene();
const { github } = scene;
afterAll(() => scene.close());

const weirYml = (pipeline: string, schema: string) => `version: 1
recordings: { all: { files: traffic.jsonl } }
pipelines:
  ${pipeline}:
    owners: ["@acme/${pipeline}"]
    recording: all
    steps: [{ schema: "${schema}" }, { rules: rules.json, into: /tier }]
    outputs: { tier: { at: /tier, kind: category } }
`;

async function repository(name: string, files: Record<string, string>) {
  const made = await github.createRepository({ owner: 'acme', name, files, visibility: 'private' });
  github.install(made);
  return made;
}
const reading = (pipeline: string, schema: string) => ({
  '.github/weir.yml': weirYml(pipeline, schema),
  'rules.json': '{ "var": "a" }',
});
const events = await repository('events', { 'booking.json': '{}' });
const risk = await repository('risk', reading('screening', 'acme/events:booking.json'));
const billing = await repository('billing', reading('invoices', 'acme/events:booking.json@v1'));
const secret = await repository('secret', reading('vaulted', 'acme/events:booking.json'));
const far = await repository('far', reading('beyond', 'acme/secret:rules.json'));
await repository('alone', reading('islander', 'rules.json'));

async function visit(login: string, may: readonly (typeof events)[], path = '/reports/acme/events/map') {
  for (const one of [events, risk, billing, secret, far]) github.grant(login, one, may.includes(one) ? 'read' : 'none');
  const response = await scene.browser(login).visit(path);
  return {
    status: response.status,
    text: await response.text(),
    policy: response.headers.get('content-security-policy'),
  };
}

/** Merged at the emulated GitHub, with a check of it as the worker would have kept it. */
async function merged(at: string, pipelines: NonNullable<ReturnType<typeof record>['pipelines']>, branch: string) {
  const pull = await github.openPull({ repository: events, branch, files: { 'a.txt': branch } });
  await github.merge(pull);
  pull.mergedAt = at;
  const head = pull.head.sha;
  await keep(
    scene.archive,
    events.id,
    record({ repository: 'acme/events', visibility: 'private', pull: pull.number, head, at, pipelines }),
  );
  return pull;
}
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z');
const line = (repo: string, name: string, verdict: 'pass' | 'fail') => ({ repository: `acme/${repo}`, name, verdict });
await merged(daysAgo(40), [line('risk', 'screening', 'fail')], 'old');
const passed = await merged(daysAgo(9), [line('risk', 'screening', 'pass'), line('secret', 'vaulted', 'fail')], 'good');
const failed = await merged(daysAgo(2), [line('risk', 'screening', 'fail')], 'bad');

test('has what the reader may read, joined over repositories, and of the others nothing', async () => {
  const seen = await visit('octo-some', [events, risk, billing]);
  expect(seen.status).toBe(200);
  expect(seen.text).toContain('screening</strong> → tier');
  expect(seen.text).toContain('invoices</strong>');
  expect(seen.text).toContain('>acme/events:booking.json@v1</a>');
  expect(seen.text).not.toMatch(/secret|vaulted|beyond|islander|acme\/far/);
  expect(seen.policy).toContain('script-src');
});

test('shows more to who may read more, and what lies behind', async () => {
  const seen = await visit('octo-all', [events, risk, billing, secret, far]);
  expect(seen.text).toContain('vaulted</strong>');
  expect(seen.text).toContain('beyond</strong>');
  expect(seen.text).not.toContain('islander');
  // Nobody is led past what he may not read.
  expect((await visit('octo-ends', [events, far])).text).not.toMatch(/secret|beyond/);
});

test('tells the verdicts of the last month, newest first, with their pages', async () => {
  const { text } = await visit('octo-some', [events, risk, billing]);
  const item = /<li id="pipeline-\d+" class="fail"[\s\S]*?screening[\s\S]*?<\/li>/.exec(text)?.[0] ?? '';
  const links = [...item.matchAll(/>(acme\/events#\d+)</g)].map(([, name]) => name);
  expect(links).toEqual([`acme/events#${failed.number}`, `acme/events#${passed.number}`]);
  expect(item).toContain(`/reports/acme/events/pull-${failed.number}-${failed.head.sha}`);
});

test('a weir.yml that does not stand is named, and the rest is there', async () => {
  const broken = await repository('broken', { '.github/weir.yml': 'version: 1\nschema: acme/risk:rules.json\n' });
  github.grant('octo-broken', broken, 'read');
  scene.ahead += 400_000;
  const { text } = await visit('octo-broken', [events, risk]);
  expect(text).toContain('Without the pipelines of acme/broken');
  expect(text).toContain('screening</strong>');
});

test('is not there for who may not read its repository', async () => {
  const seen = await visit('octo-none', [risk]);
  expect(seen.status).toBe(404);
  expect((await visit('octo-none', [risk], '/reports/acme/nothing/map')).text).toBe(seen.text);
});

describe.skipIf(isWithoutChromium())('in a browser', () => {
  let workshop: Workshop;
  beforeAll(async () => {
    workshop = await openWorkshop();
  });
  afterAll(() => workshop.close());

  test.each([
    ['light', 1100],
    ['dark', 1100],
    ['light', 390],
  ] as const)('has no barrier on %s paper, %i wide', async (colorScheme, width) => {
    const { text } = await visit('octo-all', [events, risk, billing, secret, far]);
    const { page, troubles } = await workshop.open(text, { viewport: { width, height: 800 }, colorScheme });
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate('axe.run()')) as { violations: { id: string }[] };
    expect(violations.map(({ id }) => id)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.keyboard.press('/');
    await page.keyboard.type('screening');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate('document.activeElement.textContent')).toContain('screening');
    expect(troubles).toEqual([]);
  });
});
