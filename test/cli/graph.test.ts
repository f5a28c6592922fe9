/** Two downstreams and an upstream as real repositories; what is expected is read off their weir.yml by eye. */

import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { graphCommand } from '../../src/cli/graph.ts';
import { isWithoutChromium, openWorkshop, type Workshop } from '../browser/chromium.ts';
import { type Fixture, makeRepository } from '../repository/fixture.ts';

const weirYml = (pipeline: string, schema: string, owner: string) => `version: 1
recordings: { all: { files: traffic.jsonl } }
pipelines:
  ${pipeline}:
    owners: ["${owner}"]
    recording: all
    steps:
      - schema: ${schema}
      - { rules: rules.json, into: /tier }
    outputs: { tier: { at: /tier, kind: category } }
`;

function downstream(pipeline: string, schema: string, owner: string): Fixture {
  const repository = makeRepository();
  repository.commit({ '.github/weir.yml': weirYml(pipeline, schema, owner), 'rules.json': '{ "var": "a" }' });
  return repository;
}

interface World {
  readonly events: Fixture;
  readonly given: readonly string[];
}

function world(schemaOfBilling = 'acme/events:schemas/booking.json@v1'): World {
  const events = makeRepository();
  events.commit({
    'schemas/booking.json': '{ "$ref": "airport.json" }',
    'schemas/airport.json': '{ "type": "string" }',
  });
  events.git('tag', 'v1');
  events.git('remote', 'add', 'origin', 'https://github.com/acme/events.git');
  const risk = downstream('screening', 'acme/events:schemas/booking.json', '@acme/risk');
  const billing = downstream('invoices', schemaOfBilling, '@acme/billing');
  const given = ['--with', `acme/risk=${risk.directory}`, '--with', `acme/billing=${billing.directory}`];
  return { events, given };
}

async function graph({ events, given }: World, ...options: string[]): Promise<{ text: string; status: unknown }> {
  const printed: string[] = [];
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean(printed.push(String(text))));
  try {
    await graphCommand().parseAsync(['--repo', events.directory, ...given, ...options], { from: 'user' });
    return { text: printed.join(''), status: process.exitCode };
  } finally {
    process.exitCode = undefined;
    stdout.mockRestore();
  }
}

test('says who is downstream of a file that another refers to, in whatever repository', async () => {
  const { text, status } = await graph(world(), '--reaches', 'schemas/airport.json', '--format', 'json');
  expect(status).toBeUndefined();
  expect(JSON.parse(text)).toMatchObject({
    version: 1,
    artifacts: [
      { id: 'acme/events:schemas/booking.json', files: ['schemas/booking.json', 'schemas/airport.json'] },
      { id: 'acme/events:schemas/booking.json@v1', repository: 'acme/events', path: 'schemas/booking.json', ref: 'v1' },
    ],
    pipelines: [
      { repository: 'acme/risk', name: 'screening', outputs: ['tier'], owners: ['@acme/risk'] },
      { repository: 'acme/billing', name: 'invoices', owners: ['@acme/billing'] },
    ],
    dead: [],
  });
});

test('is drawn as text and as a flowchart', async () => {
  const all = world();
  expect((await graph(all)).text).toContain(
    'acme/events:schemas/booking.json@v1 (json-schema)\n  refers to schemas/airport.json\n  → acme/billing · invoices: tier (@acme/billing)',
  );
  const { text } = await graph(all, '--format', 'mermaid');
  expect(text).toMatch(/^flowchart LR\n/);
  expect(text).toContain('[/"acme/risk:rules.json"/]');
});

test.each([
  ['a repository', 'acme/events2:schemas/booking.json', 'acme/events2, which was not given'],
  ['a ref', 'acme/events:schemas/booking.json@v2', 'unknown revision "v2"'],
  ['a path', 'acme/events:schemas/gone.json@v1', 'the path is not there'],
])('--check tells of %s that is not there, with its line', async (_, schema, reason) => {
  const { text, status } = await graph(world(schema), '--check');
  expect(status).toBe(1);
  expect(text).toContain(`acme/billing:.github/weir.yml:8: pipeline invoices reads ${schema}`);
  expect(text).toContain(reason);
});

/** Two rules of one file that know nothing of each other, and what decides by both. */
function manyRules(each = '/rules/*/when'): World {
  const events = makeRepository();
  events.commit({
    '.github/weir.yml': `version: 1
recordings: { all: { files: traffic.jsonl } }
pipelines:
  fraud:
    recording: all
    steps:
      - { rules: rules/fraud.json, each: ${each}, into: /fraud }
      - { rules: decide.json, into: /decision }
    outputs: { decision: { at: /decision, kind: category } }
`,
    'rules/fraud.json':
      '{ "rules": { "velocity": { "when": { "var": "count" } }, "amount": { "when": { "var": "sum" } } } }',
    'decide.json': '{ "var": "fraud.velocity" }',
  });
  return { events, given: [] };
}

test('each rule of a file of many reaches its own output, and what is decided behind it', async () => {
  const world = manyRules();
  const velocity = 'rules/fraud.json#/rules/velocity/when';
  const amount = 'rules/fraud.json#/rules/amount/when';
  const { text } = await graph(world);
  expect(text).toContain(`${velocity} (json-logic-js)\n  → fraud: velocity, decision\n`);
  expect(text).toContain(`${amount} (json-logic-js)\n  → fraud: amount, decision\n`);
  const one = JSON.parse((await graph(world, '--reaches', amount, '--format', 'json')).text);
  expect(one.pipelines).toMatchObject([{ outputs: ['amount', 'decision'] }]);
  const file = JSON.parse((await graph(world, '--reaches', 'rules/fraud.json', '--format', 'json')).text);
  expect(file.pipelines).toMatchObject([{ outputs: ['velocity', 'amount', 'decision'] }]);
  expect(file.pipelines[0].reaches).toEqual({
    [velocity]: ['velocity', 'decision'],
    [amount]: ['amount', 'decision'],
    'decide.json': ['decision'],
  });
  // Drawn to the outputs themselves.
  expect((await graph(world, '--format', 'mermaid')).text).toMatch(/a1 --> p0o1\n {2}a1 --> p0o2\n(?! {2}a1)/);
});

test.each([
  ['finds no rule', '/rulez/*/when'],
  ['finds no file', '/rules/*/when'],
])('--check tells of an each that %s', async (what, each) => {
  const world = manyRules(each);
  if (what === 'finds no file') world.events.git('rm', '-q', 'rules/fraud.json');
  const { text, status } = await graph(world, '--check');
  expect(status).toBe(1);
  expect(text).toBe(`.github/weir.yml:7: pipeline fraud reads rules/fraud.json#${each}: the path is not there\n`);
});

test('of many outputs the text names a dozen', async () => {
  const repository = makeRepository();
  const outputs = Array.from({ length: 15 }, (_, index) => `o${index}: { at: /tier, kind: category }`).join(', ');
  const yml = weirYml('screening', 'a.json', '@acme/risk').replace(/outputs: .*/, () => `outputs: { ${outputs} }`);
  repository.commit({ '.github/weir.yml': yml, 'rules.json': '{ "var": "a" }', 'a.json': '{}' });
  const { text } = await graph({ events: repository, given: [] });
  expect(text).toContain('screening: o0, o1, o2, o3, o4, o5, o6, o7, o8, o9, o10, o11, and 3 more');
});

test('--check has nothing to tell where all is there', async () => {
  expect(await graph(world(), '--check')).toEqual({
    text: 'Every file that weir.yml names is there.\n',
    status: undefined,
  });
});

describe.skipIf(isWithoutChromium())('the page', () => {
  let workshop: Workshop;
  beforeAll(async () => {
    workshop = await openWorkshop();
  });
  afterAll(() => workshop.close());

  test('has no barrier, is searched, and is walked by keys', async () => {
    const { text } = await graph(world(), '--format', 'html');
    const { page, troubles } = await workshop.open(text, { viewport: { width: 360, height: 740 } });
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate('axe.run()')) as { violations: { id: string }[] };
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.keyboard.press('/');
    await page.keyboard.type('invoices');
    expect(await page.locator('[role=status]').textContent()).toBe('3 of 6 shown');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate('document.activeElement.id')).toBe('artifact-2');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('acme/billing · invoices');
    // Along the line to who reads it, and back to the first that it reads.
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate('document.activeElement.id')).toBe('pipeline-1');
    await page.keyboard.press('ArrowLeft');
    expect(await page.evaluate('document.activeElement.id')).toBe('artifact-2');
    expect(troubles).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  });

  test('draws a line from each file to its readers where there is room, and lights up those of one', async () => {
    const { text } = await graph(world(), '--format', 'html');
    const { page, troubles } = await workshop.open(text, { viewport: { width: 1100, height: 740 } });
    const lines = (selector: string): Promise<number> => page.locator(`.reads path${selector}`).count();
    // Two pipelines that read a schema and rules each.
    expect(await lines('')).toBe(4);
    await page.locator('.pipelines li', { hasText: 'invoices' }).hover();
    expect(await lines('.lit')).toBe(2);
    await page.locator('input').fill('invoices');
    expect(await lines('')).toBe(2);
    await page.setViewportSize({ width: 360, height: 740 });
    await expect.poll(() => lines('')).toBe(0);
    expect(troubles).toEqual([]);
  });
});
