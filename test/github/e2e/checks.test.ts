/** What the check of a pull request comes to, for every way it can end. */
import { afterAll, expect, test } from 'vitest';
import { compensation, EDITS, FILES, flights, weirYml } from './claims.ts';
import { command, stickies } from './people.ts';
import { openScene } from './scene.ts';

const WORKFLOW = '.github/workflows/weir.yml';
const scene = await openScene({
  files: {
    [WORKFLOW]: 'on: pull_request\njobs: { weir: { steps: [{ uses: weir-bot/weir@v0.1.0 }] } }\n',
    CODEOWNERS: '.github/ @acme/governance\n',
  },
});
const { github, repository } = scene;
afterAll(() => scene.close());

test('a check is there, queued, before anything else is asked', async () => {
  await scene.idle();
  const asked = github.requests.length;

  const pull = await scene.propose(EDITS.unaffected);
  const { id } = await scene.concluded(pull);

  const requests = github.requests.slice(asked).map(({ method, path }) => `${method} ${path.split('?')[0]}`);
  expect(requests.slice(0, 2)).toEqual([
    `GET /repos/acme/claims/commits/${pull.head.sha}/check-runs`,
    'POST /repos/acme/claims/check-runs',
  ]);
  const created = github.deliveries.find(
    ({ action, payload }) => action === 'created' && JSON.stringify(payload).includes(`"id":${id},`),
  );
  expect(created?.payload.check_run).toMatchObject({ status: 'queued', conclusion: null });
});

test('a change of nothing that is governed succeeds, lists what was looked at, and is not worth a comment', async () => {
  const pull = await scene.propose(EDITS.unaffected);

  const { conclusion, output } = await scene.concluded(pull);

  expect(conclusion).toBe('success');
  expect(output.title).toBe('No governed artifacts changed');
  const governed = Object.keys(FILES).filter((path) => /^(config|rules)/.test(path));
  for (const path of governed) expect(output.summary).toContain(`- \`${path}\``);
  expect(github.comments(pull)).toEqual([]);
});

test('a change that takes its guards away succeeds, and says which', async () => {
  const pull = await scene.propose({
    [WORKFLOW]: 'on: push\njobs: { lint: { steps: [{ run: make }] } }\n',
    CODEOWNERS: '* @acme/all\n',
    '.gitattributes': 'rules/* filter=other\n',
  });

  const { conclusion, output } = await scene.concluded(pull);

  expect(conclusion).toBe('success');
  const said = output.summary?.replaceAll(/[\\`]|&#8203;/g, '').replace(/\s+/g, ' ');
  expect(said).toContain("weir.yml no longer runs Weir: this change switches Weir's workflow off");
  expect(said).toContain('belongs to @acme/all once this is merged, and belonged to @acme/governance');
  for (const rule of ['board', 'charter', 'compensation'])
    expect(said).toContain(`.gitattributes: rules/${rule}.json has filter=other now`);
});

test('a change of weir.yml that gives a pipeline other steps is replayed through them', async () => {
  const forgive = '{ "if": [{ "<": [{ "var": "delay" }, 20] }, 0, { "var": "delay" }] }\n';
  const step = '- { rules: rules/forgive.json, engine: json-logic-js, into: /delay }\n      - rules: rules/board.json';
  const pull = await scene.propose({
    '.github/weir.yml': weirYml().replace('- rules: rules/board.json', step),
    'rules/forgive.json': forgive,
  });
  const { conclusion, output } = await scene.concluded(pull);
  // Delays of 15 to 19 minutes are forgiven: 5 of a hundred.
  expect([conclusion, output.title]).toEqual(['failure', expect.stringContaining('status.changed 5 % (limit 2 %)')]);
  expect(output.summary).toContain('has other steps once this is merged');
});

test('a waiver that has run out fails a head, whatever that says of when it was made', async () => {
  const waiver = '  - { rule: changed, artifact: rules/board.json, until: 2025-06-01, reason: until the summer }';
  await github.commit(repository, 'waiving', { '.github/weir.yml': `${weirYml()}ignore:\n${waiver}\n` });
  repository.protected.add('waiving');
  await github.push(repository, 'backdated', repository.branches.get('waiving') ?? '');
  await github.commit(repository, 'backdated', EDITS.pass, { date: '2025-01-01T00:00:00Z' });
  const pull = await github.openPull({ repository, base: 'waiving', branch: 'backdated' });
  const { conclusion, output } = await scene.concluded(pull);
  expect([conclusion, output.title]).toEqual(['failure', expect.stringContaining('ran out on 2025-06-01')]);
});

test('a change within its limits succeeds, and says what it moves and how many records say so', async () => {
  const pull = await scene.propose(EDITS.pass);

  const { conclusion, output, annotations } = await scene.concluded(pull);

  expect(conclusion).toBe('success');
  expect(output.summary).toContain('| ✔ | `compensation` | `tier.changed` 1 % | 2 % | 1,000 |');
  expect(output.summary).toContain(`--base ${pull.base.sha} --head ${pull.head.sha}`);
  expect(annotations).toMatchObject([{ path: 'config/compensation.yaml', start_line: 1, annotation_level: 'notice' }]);
});

test('a change beyond its limits fails, on its line, with buttons and one comment that says whose it is', async () => {
  const pull = await scene.propose(EDITS.failTwice);

  const { conclusion, output, annotations, actions } = await scene.concluded(pull);

  expect(conclusion).toBe('failure');
  expect(output.summary).toContain('`tier.changed` 10 %');
  expect(output.summary).toContain('`status.changed` 15 %');
  expect(annotations.map(({ path, annotation_level }) => [path, annotation_level])).toEqual([
    ['config/compensation.yaml', 'failure'],
    ['rules/board.json', 'failure'],
  ]);
  expect(actions.map(({ label }) => label)).toEqual(['Re-run', 'Approve', 'Explain']);
  await scene.until(() => stickies(scene, pull).length > 0);
  expect(stickies(scene, pull)).toEqual([expect.stringContaining('@octo-airports')]);
});

test('a change of the recording alone fails where the next check could not use it, and is said where it could', async () => {
  const broken = await scene.propose({
    'traffic/flights.jsonl': FILES['traffic/flights.jsonl'].replaceAll('delay', 'late'),
  });
  const failed = await scene.concluded(broken);
  expect(failed.conclusion).toBe('failure');
  expect(failed.output.summary).toContain(
    'traffic/flights.jsonl:1 (head): recording "flights": none of 1,000 records has /delay',
  );

  const fewer = await scene.propose({ 'traffic/flights.jsonl': flights(500) });
  const { conclusion, output } = await scene.concluded(fewer);
  expect(conclusion).toBe('success');
  expect(output.summary).toContain('recording "flights" is another once this is merged: 1,000 records became 500');
});

test('120 edits are annotated 50 a request, after the conclusion, and none twice when it runs again', async () => {
  const pull = await scene.propose({ 'config/compensation.yaml': compensation(60, 2) });
  const run = await scene.concluded(pull);
  expect(run.annotations).toHaveLength(120);

  await command(scene, pull, 'octo-dev', '/weir rerun');

  expect(run.annotations).toHaveLength(120);
  const updates = github.requests
    .filter(({ method, path }) => method === 'PATCH' && path.endsWith(`/check-runs/${run.id}`))
    .map(({ body }) => JSON.parse(body));
  const pages = updates.map(({ output }) => output.annotations?.length ?? 0);
  expect(pages.filter((count) => count > 0)).toEqual([50, 50, 20]);
  expect(updates.findIndex(({ conclusion }) => conclusion)).toBeLessThan(pages.indexOf(50));
});

test('a change that cannot be judged needs action, and is let through where weir.yml says so', async () => {
  const blocked = await scene.concluded(await scene.propose(EDITS.inconclusive));
  expect(blocked.conclusion).toBe('action_required');
  expect(blocked.output.summary).toContain('228 records would');

  await github.commit(repository, 'trusting', { '.github/weir.yml': weirYml({ inconclusive: 'allow' }) });
  const allowed = await scene.concluded(await scene.propose(EDITS.inconclusive, { base: 'trusting' }));

  expect(allowed.conclusion).toBe('success');
  expect(allowed.output.summary).toContain('[!WARNING]');
});

test('a repository too large for one list of files is judged all the same', async () => {
  repository.truncated = true;
  const pull = await scene.propose(EDITS.fail);

  const run = await scene.concluded(pull);

  repository.truncated = false;
  expect(run.conclusion).toBe('failure');
  expect(run.output.summary).toContain('`tier.changed` 10 %');
});
