/** The steps of action.yml, run for real in the checkouts that a workflow makes. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { governed, params } from '../cli/weir.ts';
import { type Fixture, temporaryFolder } from '../repository/fixture.ts';
import {
  FEW,
  fullCheckout,
  git,
  HALF_OF_THEM_CHANGE,
  makeServer,
  NO_FLIGHT_CHANGES,
  openPullRequest,
  type PullRequest,
  pullRequest,
  shallowCheckout,
  WEIR_YML,
} from './github.ts';
import { type Ran, type RunOptions, runAction } from './runner.ts';

const PARAMS = 'config/compensation.yaml';

function check(server: Fixture, { merge, event }: PullRequest, options?: RunOptions): Promise<Ran> {
  return runAction(shallowCheckout(server, merge), event, options);
}

function reportOf({ outputs }: Ran) {
  return JSON.parse(readFileSync(outputs.report ?? '', 'utf8'));
}

describe('a pull request', () => {
  test('that stays within the limits passes, with a notice on the line', async () => {
    const server = makeServer();
    const ran = await check(server, openPullRequest(server, { [PARAMS]: NO_FLIGHT_CHANGES }));
    expect(ran).toMatchObject({ status: 0, outputs: { verdict: 'pass' } });
    expect(ran.summary).toContain('pass');
    expect(ran.commands).toEqual([
      {
        name: 'notice',
        properties: { file: PARAMS, line: '2', endLine: '2', title: 'compensation: pass' },
        message: expect.stringContaining('180 became 190'),
      },
    ]);
  });

  test('that reaches nothing governed passes without a word', async () => {
    const server = makeServer();
    const ran = await check(server, openPullRequest(server, { 'README.md': 'Hello\n' }));
    expect(ran).toMatchObject({ status: 0, outputs: { verdict: 'unaffected' }, commands: [] });
  });

  test('that cannot be judged blocks, with a warning', async () => {
    const server = makeServer({ 'traffic/flights.jsonl': FEW });
    const ran = await check(server, openPullRequest(server, { [PARAMS]: NO_FLIGHT_CHANGES }));
    expect(ran).toMatchObject({ status: 3, outputs: { verdict: 'inconclusive' } });
    expect(ran.commands.map(({ name }) => name)).toEqual(['warning']);
  });

  test('that cannot be judged passes where base’s weir.yml allows it, and says so', async () => {
    const weirYml = `${WEIR_YML}defaults: { inconclusive: allow }\n`;
    const server = makeServer({ 'traffic/flights.jsonl': FEW, '.github/weir.yml': weirYml });
    const ran = await check(server, openPullRequest(server, { [PARAMS]: NO_FLIGHT_CHANGES }));
    expect(ran).toMatchObject({ status: 0, outputs: { verdict: 'inconclusive' } });
    expect(ran.commands[0]).toMatchObject({ name: 'warning', message: expect.stringContaining('inconclusive: allow') });
    expect(ran.summary).toContain('inconclusive: allow');
  });

  test('cannot allow itself to be inconclusive', async () => {
    const server = makeServer({ 'traffic/flights.jsonl': FEW });
    const weirYml = `${WEIR_YML}defaults: { inconclusive: allow }\n`;
    const ran = await check(
      server,
      openPullRequest(server, { [PARAMS]: NO_FLIGHT_CHANGES, '.github/weir.yml': weirYml }),
    );
    expect(ran).toMatchObject({ status: 3, outputs: { verdict: 'inconclusive' } });
  });

  test('that breaks weir.yml is not judged, with an error on the line', async () => {
    const server = makeServer();
    const broken = WEIR_YML.replace('owners', 'ownerz');
    const ran = await check(server, openPullRequest(server, { '.github/weir.yml': broken }));
    expect(ran).toMatchObject({ status: 2, outputs: { verdict: 'error' } });
    expect(ran.outputs).not.toHaveProperty('report');
    expect(ran.commands).toEqual([
      {
        name: 'error',
        properties: { file: '.github/weir.yml', line: '6', endLine: '6', title: 'weir: nothing was judged' },
        message: expect.stringContaining('unknown key "ownerz"'),
      },
    ]);
    expect(ran.summary).toContain('did you mean owners?');
  });

  test('from before the limits became tighter is judged by what holds now', async () => {
    const lax = WEIR_YML.replace('tier.changed: 1%', 'tier.changed: 90%');
    const server = makeServer({ '.github/weir.yml': lax });
    const start = server.git('rev-parse', 'main');
    server.commit({ '.github/weir.yml': WEIR_YML });
    const ran = await check(server, openPullRequest(server, { [PARAMS]: HALF_OF_THEM_CHANGE }, { from: start }));
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: 'fail' } });
    expect(reportOf(ran)).toMatchObject({ base: start, config: { from: 'base', changes: [] } });
  });

  test('to a branch with a name that a shell would run is checked, and nothing is run', async () => {
    const server = makeServer();
    const base = `rel$(touch$\{IFS}pwned)'";touch$\{IFS}pwned;#`;
    server.git('branch', base, 'main');
    const pull = openPullRequest(server, { [PARAMS]: HALF_OF_THEM_CHANGE }, { base, branch: '`touch$IFS-pwned`' });
    const ran = await check(server, pull, { env: { GITHUB_BASE_REF: base, GITHUB_HEAD_REF: '`touch$IFS-pwned`' } });
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: 'fail' } });
    expect(readdirSync(ran.workspace).join()).not.toContain('pwned');
  });

  test('cannot speak to the runner through what it changes', async () => {
    const server = makeServer();
    const name = `${'x'.repeat(70)} ::error title=forged::forged\n::add-mask::e`;
    const schema = { ...JSON.parse(governed['schemas/flight.schema.json'] ?? ''), required: ['delay', name] };
    const file = 'schemas/flight.schema.json';
    const ran = await check(server, openPullRequest(server, { [file]: JSON.stringify(schema) }));
    expect(ran.status).toBeGreaterThan(0);
    expect(ran.commands.map(({ properties }) => properties.file)).not.toContain(undefined);
    expect(ran.commands.map(({ name }) => name)).not.toContain('add-mask');
    expect(ran.commands.map(({ properties }) => properties.title)).not.toContain('forged');
  });
});

describe('the history', () => {
  test('may be all there and the server out of reach', async () => {
    const server = makeServer();
    const { merge, event } = openPullRequest(server, { [PARAMS]: HALF_OF_THEM_CHANGE });
    const ran = await runAction(fullCheckout(server, merge), event);
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: 'fail' } });
  });

  test('is fetched as far back as the branch leaves main', async () => {
    const server = makeServer();
    const start = server.git('rev-parse', 'main');
    const pull = openPullRequest(server, { [PARAMS]: NO_FLIGHT_CHANGES }, { from: start });
    for (let index = 0; index < 60; index += 1) server.git('commit', '--quiet', '--allow-empty', '-m', `${index}`);
    const ran = await check(server, { ...pull, ...pullRequest(server, pull.head) });
    expect(reportOf(ran)).toMatchObject({ verdict: 'pass', base: start });
  });

  test('does not take for the change what the branch has merged from main', async () => {
    const server = makeServer();
    const start = server.git('rev-parse', 'main');
    const edited = server.commit({ [PARAMS]: HALF_OF_THEM_CHANGE });
    // A side branch from the start brings the old commit nearer than the new one, by counting from main.
    server.git('switch', '--quiet', '-C', 'side', start);
    server.git('commit', '--quiet', '--allow-empty', '-m', 'side');
    server.git('switch', '--quiet', 'main');
    for (let index = 0; index < 60; index += 1) server.git('commit', '--quiet', '--allow-empty', '-m', `${index}`);
    server.git('merge', '--quiet', '--no-ff', '-m', 'side', 'side');
    server.git('switch', '--quiet', '-C', 'change', start);
    server.git('merge', '--quiet', '--no-ff', '-m', 'main', edited);
    const head = server.commit({ 'README.md': 'Hello\n' });
    const ran = await check(server, pullRequest(server, head));
    expect(reportOf(ran)).toMatchObject({ verdict: 'unaffected', base: edited });
  });

  test('of two that were merged into each other is compared with what main holds, and says so', async () => {
    const server = makeServer();
    server.git('switch', '--quiet', '-C', 'change', 'main');
    const ours = server.commit({ 'README.md': 'Hello\n' });
    server.git('switch', '--quiet', 'main');
    const theirs = server.commit({ [PARAMS]: HALF_OF_THEM_CHANGE });
    server.git('merge', '--quiet', '--no-ff', '-m', 'change', ours);
    const main = server.git('rev-parse', 'main');
    server.git('switch', '--quiet', 'change');
    // Takes back what main has changed, which the nearer of both merge bases does not show.
    server.git('merge', '--quiet', '--strategy', 'ours', '-m', 'main', theirs);
    const ran = await check(server, pullRequest(server, server.git('rev-parse', 'HEAD')));
    expect(reportOf(ran)).toMatchObject({ verdict: 'fail', base: main });
    expect(ran.commands[0]?.message).toContain('merged into each other');
  });

  test('that can neither be found nor fetched is an error that says what to do', async () => {
    const server = makeServer();
    const { merge, event } = openPullRequest(server, { [PARAMS]: NO_FLIGHT_CHANGES });
    const workspace = shallowCheckout(server, merge);
    git(workspace, 'remote', 'set-url', 'origin', 'file:///nowhere');
    const ran = await runAction(workspace, event);
    expect(ran).toMatchObject({ status: 2, outputs: { verdict: 'error' } });
    expect(ran.commands[0]?.message).toContain('actions/checkout with fetch-depth: 0');
  });

  test('of a branch that shares nothing with main is an error', async () => {
    const server = makeServer();
    server.git('switch', '--quiet', '--orphan', 'change');
    const head = server.commit({ 'README.md': 'Hello\n' });
    server.git('switch', '--quiet', 'main');
    const payload = { pull_request: { base: { ref: 'main' }, head: { sha: head } } };
    const ran = await runAction(shallowCheckout(server, head), { name: 'pull_request', payload });
    expect(ran.status).toBe(2);
    expect(ran.commands[0]?.message).toContain('no commit in common');
  });
});

describe('other events', () => {
  test('a merge group is compared with what it is merged onto', async () => {
    const server = makeServer();
    const base = server.git('rev-parse', 'main');
    const { merge } = openPullRequest(server, { [PARAMS]: HALF_OF_THEM_CHANGE });
    const payload = { action: 'checks_requested', merge_group: { base_sha: base, head_sha: merge } };
    const ran = await runAction(shallowCheckout(server, merge), { name: 'merge_group', payload });
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: 'fail' } });
    expect(reportOf(ran)).toMatchObject({ base, head: merge });
  });

  function push(before: string, after: string, more: Readonly<Record<string, unknown>> = {}) {
    const payload = { ref: 'refs/heads/main', before, after, forced: false, repository: { default_branch: 'main' } };
    return { name: 'push', payload: { ...payload, ...more } };
  }
  const none = '0'.repeat(40);

  test('a push is compared with what its branch held before', async () => {
    const server = makeServer();
    const before = server.git('rev-parse', 'main');
    server.commit({ 'README.md': 'One\n' });
    server.commit({ [PARAMS]: HALF_OF_THEM_CHANGE });
    const after = server.commit({ 'README.md': 'Two\n' });
    const ran = await runAction(shallowCheckout(server, after), push(before, after));
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: 'fail' } });
    expect(reportOf(ran)).toMatchObject({ base: before, head: after });
    expect(ran.summary).toContain('what main holds after the push, with what it held before');
  });

  test('a forced push is compared with what it took away, and says so', async () => {
    const server = makeServer();
    const start = server.git('rev-parse', 'main');
    const before = server.commit({ [PARAMS]: HALF_OF_THEM_CHANGE });
    server.git('reset', '--quiet', '--hard', start);
    const after = server.commit({ 'README.md': 'Hello\n' });
    const ran = await runAction(shallowCheckout(server, after), push(before, after, { forced: true }));
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: 'fail' } });
    expect(reportOf(ran)).toMatchObject({ base: before, head: after });
    const [first] = ran.commands;
    expect(first).toMatchObject({ name: 'notice', message: expect.stringContaining('The push was forced') });
    expect(ran.summary).toContain('The push was forced');
  });

  test('a forced push that leaves nothing to compare with is an error that says what to set', async () => {
    const server = makeServer();
    const after = server.commit({ [PARAMS]: HALF_OF_THEM_CHANGE });
    const gone = 'c0ffee'.repeat(7).slice(0, 40);
    const ran = await runAction(shallowCheckout(server, after), push(gone, after, { forced: true }));
    expect(ran).toMatchObject({ status: 2, outputs: { verdict: 'error' } });
    expect(ran.commands[0]?.message).toContain(gone);
  });

  test('a new branch is compared with where it left the default branch, and says so', async () => {
    const server = makeServer();
    const start = server.git('rev-parse', 'main');
    server.git('switch', '--quiet', '-C', 'change', start);
    const after = server.commit({ [PARAMS]: HALF_OF_THEM_CHANGE });
    server.git('switch', '--quiet', 'main');
    server.commit({ 'README.md': 'Meanwhile\n' });
    const event = push(none, after, { ref: 'refs/heads/change', created: true });
    const ran = await runAction(shallowCheckout(server, after), event);
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: 'fail' } });
    expect(reportOf(ran)).toMatchObject({ base: start, head: after });
    expect(ran.commands[0]).toMatchObject({ name: 'notice', message: expect.stringContaining('change is new') });
  });

  test.each([
    ['schedule', {}, 'input base'],
    ['workflow_dispatch', { inputs: {} }, 'input base'],
    ['push', { ref: 'refs/tags/v1', before: none, after: 'a'.repeat(40) }, 'push of refs/tags/v1'],
    ['push', { ref: 'refs/heads/old', before: 'a'.repeat(40), after: none }, 'deletes the branch old'],
    [
      'push',
      { ref: 'refs/heads/main', before: none, after: 'HEAD', repository: { default_branch: 'main' } },
      'first push',
    ],
  ])('%s without anything to compare is an error that says what to set', async (name, payload, said) => {
    const server = makeServer();
    const head = server.commit({ [PARAMS]: HALF_OF_THEM_CHANGE });
    const filled = JSON.parse(JSON.stringify(payload).replace('"HEAD"', JSON.stringify(head)));
    const ran = await runAction(fullCheckout(server, head), { name, payload: filled });
    expect(ran).toMatchObject({ status: 2, outputs: { verdict: 'error' } });
    expect(ran.commands[0]?.message).toContain(said);
  });

  test('a base that a shallow clone of one commit lacks is fetched, by the name of its branch, too', async () => {
    const server = makeServer();
    server.git('branch', 'release');
    const head = server.commit({ [PARAMS]: HALF_OF_THEM_CHANGE });
    const event = { name: 'workflow_dispatch', payload: {} };
    // A tag of that name, which git would prefer, is not taken for it.
    server.git('tag', 'release', head);
    const ran = await runAction(shallowCheckout(server, head), event, { inputs: { base: 'release' } });
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: 'fail' } });
  });

  test('a base that is not there and cannot be fetched gets the advice that helps', async () => {
    const server = makeServer();
    const head = server.commit({ [PARAMS]: HALF_OF_THEM_CHANGE });
    const event = { name: 'schedule', payload: {} };
    const ran = await runAction(shallowCheckout(server, head), event, { inputs: { base: 'HEAD~1' } });
    expect(ran).toMatchObject({ status: 2, outputs: { verdict: 'error' } });
    expect(ran.commands[0]?.message).toContain('HEAD~1');
    expect(ran.commands[0]?.message).toContain('fetch-depth: 0');
  });

  test('base and head that are the same are an error where inputs say so, and a warning of a pull request', async () => {
    const server = makeServer();
    const head = server.commit({ [PARAMS]: HALF_OF_THEM_CHANGE });
    const dispatched = { name: 'workflow_dispatch', payload: {} };
    const asked = await runAction(fullCheckout(server, head), dispatched, { inputs: { base: 'origin/main' } });
    expect(asked).toMatchObject({ status: 2, outputs: { verdict: 'error' } });
    expect(asked.commands[0]?.message).toContain('the same commit');

    const payload = { pull_request: { base: { ref: 'main' }, head: { sha: head } } };
    const merged = await runAction(fullCheckout(server, head), { name: 'pull_request', payload });
    expect(merged).toMatchObject({ status: 0, outputs: { verdict: 'unaffected' } });
    expect(merged.commands[0]).toMatchObject({ name: 'warning', message: expect.stringContaining('nothing to merge') });
    expect(merged.summary).toContain('nothing to merge');
  });

  test('inputs name the revisions of an event that has none', async () => {
    const server = makeServer();
    const base = server.git('rev-parse', 'main');
    const head = server.commit({ [PARAMS]: HALF_OF_THEM_CHANGE });
    const event = { name: 'workflow_dispatch', payload: {} };
    const ran = await runAction(fullCheckout(server, head), event, { inputs: { base, head } });
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: 'fail' } });
  });

  test('a payload that is not GitHub’s is an error', async () => {
    const server = makeServer();
    const ran = await runAction(server.directory, { name: 'pull_request', payload: { pull_request: {} } });
    expect(ran.status).toBe(2);
    expect(ran.commands[0]?.message).toContain('pull_request.base.ref');
  });
});

describe('inputs', () => {
  test('pipeline, full, seed and max-records reach the check', async () => {
    const server = makeServer();
    const inputs = { pipeline: ' compensation,\n', full: 'true', 'max-records': '10', seed: '7' };
    const ran = await check(server, openPullRequest(server, { [PARAMS]: NO_FLIGHT_CHANGES }), { inputs });
    expect(reportOf(ran).seed).toBe(7);
    expect(reportOf(ran).command).toMatch(/--pipeline compensation --full --max-records 10$/);
  });

  test.each([
    ['full', 'yes', 'Expected true or false'],
    ['max-records', '0', 'at least 1'],
    ['seed', '-1', 'whole number'],
    ['pipeline', 'compensatoin', 'no pipeline is called "compensatoin"'],
  ])('%s: %s is an error', async (name, value, said) => {
    const server = makeServer();
    const pull = openPullRequest(server, { [PARAMS]: params });
    const ran = await runAction(fullCheckout(server, pull.merge), pull.event, { inputs: { [name]: value } });
    expect(ran.status).toBe(2);
    expect(ran.commands[0]?.message).toContain(said);
  });

  test('working-directory is where the repository was checked out', async () => {
    const server = makeServer();
    const { merge, event } = openPullRequest(server, { [PARAMS]: HALF_OF_THEM_CHANGE });
    const checkout = shallowCheckout(server, merge);
    const [, parent = '', folder = ''] = /^(.*)\/([^/]+)$/.exec(checkout) ?? [];
    const ran = await runAction(parent, event, { inputs: { 'working-directory': folder } });
    expect(ran).toMatchObject({ status: 1, outputs: { verdict: 'fail' } });
  });
});

describe('the program', () => {
  /** Notes how it was called, in place of npm. */
  function fakeNpm(): { folder: string; called(): string[] } {
    const folder = temporaryFolder();
    const note = join(folder, 'called');
    writeFileSync(join(folder, 'npm'), `#!/bin/sh\npwd >'${note}'\nprintf '%s\\n' "$@" >>'${note}'\n`, { mode: 0o755 });
    return { folder, called: () => (existsSync(note) ? readFileSync(note, 'utf8').trimEnd().split('\n') : []) };
  }

  test.each([
    ['of the action itself', {}, '0.1.0'],
    ['that the workflow names', { version: '0.2.0' }, '0.2.0'],
  ])('comes from npm in the version %s, outside of the checkout', async (_name, inputs, version) => {
    const server = makeServer();
    const { merge, event } = openPullRequest(server, { '.npmrc': 'registry=http://127.0.0.1:1/\n' });
    const npm = fakeNpm();
    const actionPath = temporaryFolder();
    const manifest = {
      version: '0.1.0',
      peerDependencies: { probot: '^14.3.2', reader: '^1.5.0' },
      devDependencies: { probot: '14.3.2', reader: '1.5.6-r.1', vitest: '5.1.0' },
    };
    writeFileSync(join(actionPath, 'package.json'), JSON.stringify(manifest));
    const options = { inputs, programs: npm.folder, actionPath };
    const ran = await runAction(shallowCheckout(server, merge), event, options);
    const [directory = '', ...args] = npm.called();
    expect(ran.status).toBe(0);
    const packages = [`--package=weir-bot@${version}`, '--package=reader@1.5.6-r.1'];
    expect(args).toEqual(['exec', '--yes', ...packages, '--', 'weir', 'action']);
    expect(directory.startsWith(ran.workspace)).toBe(false);
  });
});
