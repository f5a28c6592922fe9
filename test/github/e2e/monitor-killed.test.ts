/** The App is killed while it looks at production, and while it carries out what an owner has said of it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Fault } from '../../emulated-github/faults.ts';
import { type RepositoryRecord, startEmulatedGitHub } from '../../emulated-github/index.ts';
import { freePort } from '../../free-port.ts';
import { CLAIMED, LABELLED, paidFrom } from './production.ts';
import { startWeirApp, type WeirApp } from './weir-app.ts';

const secret = crypto.randomUUID();
const github = await startEmulatedGitHub({
  secret,
  permissions: {
    ...{ checks: 'write', contents: 'write', issues: 'write', metadata: 'read', members: 'read' },
    ...{ pull_requests: 'write', actions: 'write' },
  },
});
const [folder, port] = [await mkdtemp(join(tmpdir(), 'weir-killed-')), await freePort()];
let app: WeirApp | undefined;
let disks = 0;
afterAll(async () => {
  await app?.stop();
  await github.close();
  await rm(folder, { recursive: true, force: true });
  expect(github.violations).toEqual([]);
});

/** What was due is made up for. `fresh`: whatever it has noted is lost, so it looks once more. */
async function start({ fresh = false } = {}): Promise<void> {
  if (fresh) disks += 1;
  const env = { WEIR_MONITOR_CRON: '0 0 1 1 *', LOG_LEVEL: 'warn', WEIR_AUDIT_LOG: join(folder, 'audit.jsonl') };
  app = await startWeirApp(github, { secret, port, cache: join(folder, `cache-${disks}`), env });
}

/** Waits until a request of this kind is under way, and kills the App before it hears of it. */
async function killedAt(
  { on, body, when }: Pick<Fault, 'on' | 'body' | 'when'>,
  act: () => Promise<unknown>,
): Promise<void> {
  const before = github.faults.count;
  github.faults.add({ what: 'slow', ...{ on, body, when }, times: 1, seconds: 2 });
  await act();
  await github.until(() => github.faults.count > before, { within: 60_000, what: `${on} is asked` });
  await app?.kill();
}

async function idle(): Promise<void> {
  const isQuiet = async () => {
    await github.settled();
    const asked = github.requests.length;
    const metrics = await (await fetch(`${app?.url}/metrics`)).text();
    await new Promise((resolve) => setTimeout(resolve, 200));
    return /^weir_queue_waiting 0$[\s\S]*^weir_queue_running 0$/m.test(metrics) && asked === github.requests.length;
  };
  await github.until(isQuiet, { within: 120_000, what: 'the App has nothing left to do' });
}

/** Requests of a look at what asks for a retraining, in their order. */
const MOMENTS = [
  ['GET', 'git/blobs/', 'before'],
  ['POST', 'issues$', 'before'],
  ['POST', 'issues$', 'after'],
  ['POST', 'issues/\\d+/comments$', 'after'],
  ['POST', 'actions/workflows/train.yml/dispatches$', 'after'],
  ['PATCH', 'issues/\\d+$', 'before'],
] as const;

test('killed anywhere in a look: one issue, one retraining, and the issue says so', async () => {
  const places: RepositoryRecord[] = [];
  for (const [index, [method, path, when]] of MOMENTS.entries()) {
    const name = `world-${index}`;
    const repository = await github.createRepository({ owner: 'acme', name, files: LABELLED });
    github.install(repository);
    places.push(repository);
    // What was killed before is finished by this one, too.
    await killedAt({ on: new RegExp(`^${method} .*/${name}/${path}`), when }, start);
  }
  await start();
  await idle();
  const shown = () =>
    places.map(({ name, issues, workflowRuns }) => ({
      name,
      open: issues.filter(({ state }) => state === 'open').length,
      runs: workflowRuns.length,
    }));
  // GitHub may open an issue that the App was killed over after the next App has: the look after that closes the later one.
  expect(shown().filter(({ open, runs }) => open < 1 || open > 2 || runs > 1)).toEqual([]);

  // A day later it is known of each whether it was started.
  for (const { comments } of places)
    for (const comment of comments) Object.assign(comment, { createdAt: '2001-01-01T00:00:00Z' });
  await app?.stop();
  await start({ fresh: true });
  await idle();
  expect(shown()).toEqual(places.map(({ name }) => ({ name, open: 1, runs: 1 })));
  for (const { name, issues, comments, workflowRuns } of places) {
    expect(issues[0]?.state, name).toBe('open');
    expect(issues[0]?.body, name).toContain(
      `It has started: ${github.url}/acme/${name}/actions/runs/${workflowRuns[0]?.id}`,
    );
    expect(
      comments.filter(({ body }) => body.startsWith('<!-- weir:start ')),
      name,
    ).toHaveLength(1);
  }
}, 300_000);

/** And of what `/weir accept` does. */
const ACCEPTING = [
  { path: 'git/refs', when: 'after' },
  { path: 'pulls', when: 'before' },
  { path: 'issues/\\d+/comments', when: 'after' },
  { path: 'issues/comments/\\d+/reactions', when: 'after', body: /rocket/ },
] as const;

test('killed anywhere in /weir accept: one pull request, one answer', async () => {
  const repository = await github.createRepository({ owner: 'acme', name: 'claims', files: CLAIMED });
  const change = await github.openPull({ repository, branch: 'earlier', files: { 'paid.json': paidFrom(25) } });
  await github.merge(change);
  await app?.stop();
  github.install(repository);
  await start();
  await idle();
  const [issue, ...others] = repository.issues;
  if (!issue || others.length > 0) throw new Error(`${repository.issues.length} issues`);

  let comment = 0;
  for (const [index, fault] of ACCEPTING.entries()) {
    await killedAt({ ...fault, on: new RegExp(`^POST .*/claims/${fault.path}$`) }, async () => {
      if (index === 0) comment = github.say(repository, issue, 'octo-claims', '/weir accept the new rule of the EU');
    });
    await start();
  }
  await idle();
  expect(repository.pulls.map(({ title, state }) => ({ title, state }))).toEqual([
    { title: change.title, state: 'closed' },
    { title: 'Accept what production does now as the usual of claims', state: 'open' },
  ]);
  const said = github.said(repository, issue);
  expect(said.filter(({ body }) => body.startsWith('<!-- weir-answer '))).toHaveLength(1);
  const reactions = said.find(({ id }) => id === comment)?.reactions.map(({ content }) => content);
  expect(reactions).toEqual(['eyes', 'rocket']);
  expect(issue.state).toBe('open');
  expect([...repository.branches.keys()].filter((name) => name.startsWith('weir/'))).toHaveLength(1);
}, 300_000);
