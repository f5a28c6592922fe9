/** After a busy run with trouble in it: nothing that must stay secret is anywhere that somebody could read it. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compensation, EDITS, FILES, flights, PASSENGER } from './claims.ts';
import { command } from './people.ts';
import { openScene } from './scene.ts';

const scene = await openScene({
  env: { LOG_LEVEL: 'trace' },
  files: {
    // Two records are broken in the middle of what is private.
    'traffic/flights.jsonl': `${flights(1000)}{"delay": 1, "passenger": "${PASSENGER}\n{"passenger": "${PASSENGER}", oops}\n`,
  },
});
const { github, repository } = scene;
github.team('acme', 'claims', []);
github.grant('octo-writer', repository, 'write');
afterAll(() => scene.close());

/** Everything that the App has written anywhere, by place. */
async function written(): Promise<Map<string, string>> {
  const metrics = await (await fetch(`${scene.app().url}/metrics`)).text();
  const ready = await (await fetch(`${scene.app().url}/readyz`)).text();
  return new Map([
    ['requests', github.requests.map(({ method, path, body }) => `${method} ${path} ${body}`).join('\n')],
    ['checks', JSON.stringify(repository.runs)],
    ['comments', JSON.stringify(repository.comments)],
    ['log', scene.app().log()],
    ['audit log', await readFile(scene.audit, 'utf8')],
    ['metrics', metrics],
    ['readiness', ready],
  ]);
}

beforeAll(async () => {
  const edits = [EDITS.pass, EDITS.failTwice, EDITS.inconclusive, { 'rules/board.json': '{"if": [' }];
  github.faults.add(
    { what: 'server-error', on: /^POST .*\/check-runs$/, times: 1 },
    { what: 'cut', on: /\/access_tokens$/, times: 1 },
    { what: 'secondary-limit', on: /\/git\/blobs\//, times: 1 },
    { what: 'refused', body: /"annotations"/, times: 1 },
    { what: 'cut', on: /\/git\/trees\//, times: 8 },
  );
  const pulls = await Promise.all(edits.map((edit) => scene.propose(edit)));
  const fork = await scene.propose({ 'config/compensation.yaml': compensation(70) }, { fork: 'octo-stranger' });
  for (const pull of [...pulls, fork]) await scene.concluded(pull);
  const [, failing] = pulls;
  if (!failing) throw new Error('there is no pull request');
  for (const [login, body] of [
    ['octo-claims', '/weir approve compensation agreed'],
    ['octo-dev', '/weir explain all'],
    ['octo-dev', '/weir rerun --full'],
    ['octo-stranger', '/weir explain all'],
  ] as const) {
    await command(scene, failing, login, body);
  }
  await command(scene, fork, 'octo-writer', '/weir run');
  await scene.idle();
}, 120_000);

test('what is looked through is there', async () => {
  const places = await written();

  expect(places.get('requests')).toContain('compensation: tier.changed');
  expect(places.get('log')).toContain('"level":20');
  expect(places.get('audit log')).toContain('"kind":"approve"');
  for (const [place, text] of places) expect(text.length, place).toBeGreaterThan(20);
});

test.for<[string, () => string | RegExp]>([
  ['the webhook secret', () => scene.secret],
  ['the private key', () => github.app.privateKey.split('\n')[5] ?? ''],
  ['a token of an installation', () => /ghs_[\w-]{10,}/],
  ['a token of the App', () => /eyJhbGciOiJSUzI1NiI/],
  ['a recorded passenger', () => PASSENGER],
])('%s is nowhere', async ([, secret]) => {
  for (const [place, text] of await written()) {
    const wanted = secret();
    expect(typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text), place).toBe(false);
  }
  expect(FILES['traffic/flights.jsonl']).toContain(PASSENGER);
});
