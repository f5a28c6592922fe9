/**
 * `Depends-On:` in descriptions: a pull request is judged with the others in place, and is green only where that holds. The
 * upstream's rule gives minutes, the downstream's calls a flight late from so many on: 1,000 flights, ten of each delay.
 */
import { afterAll, expect, test } from 'vitest';
import type { Pull, RepositoryRecord } from '../../emulated-github/index.ts';
import { flights } from './claims.ts';
import { nextSecond } from './people.ts';
import { openScene } from './scene.ts';

const scene = await openScene();
const { github } = scene;
afterAll(() => scene.close());

const FLIGHTS = flights(1000);
/** Minutes are the delay times this. */
const unit = (factor: number) => `{ "*": [{ "var": "delay" }, ${factor}] }\n`;
const board = (minutes: number) => `{ "if": [{ "<": [{ "var": "minutes" }, ${minutes}] }, "on-time", "late"] }\n`;
const weirYml = (upstream: string) => `version: 1
visible_to_upstreams: measures
recordings: { flights: { files: flights.jsonl } }
pipelines:
  screening:
    owners: ["@octo-risk"]
    recording: flights
    steps:
      - { rules: "${upstream}", engine: json-logic-js, into: /minutes }
      - { rules: board.json, engine: json-logic-js, into: /status }
    outputs: { status: { at: /status, kind: category } }
    limits: { status.changed: 10% }
`;

interface World {
  readonly events: RepositoryRecord;
  readonly risk: RepositoryRecord;
}

interface Seen {
  /** Of the upstream. */
  readonly visibility?: RepositoryRecord['visibility'];
  readonly shown?: string;
}

let worlds = 0;

/** An upstream and a downstream of their own. Late are delays of 15 and more. */
async function world(gates = 'inform', { visibility = 'private', shown = 'measures' }: Seen = {}): Promise<World> {
  worlds += 1;
  const make = async (
    name: string,
    files: Record<string, string>,
    seen: RepositoryRecord['visibility'] = 'private',
  ) => {
    const made = await github.createRepository({ owner: 'acme', name, files, visibility: seen });
    github.install(made);
    return made;
  };
  const [events, risk] = [`events-${worlds}`, `risk-${worlds}`];
  const upstreamYml = `version: 1\nconsumers: { acme/${risk}: ${gates} }\n`;
  return {
    events: await make(events, { 'unit.json': unit(1), '.github/weir.yml': upstreamYml }, visibility),
    risk: await make(risk, {
      '.github/weir.yml': weirYml(`acme/${events}:unit.json`).replace('measures', shown),
      'board.json': board(15),
      'flights.jsonl': FLIGHTS,
    }),
  };
}

const nameOf = ({ base, number }: Pull) => `${base.repository.fullName}#${number}`;

/** Waits until the check of the present head says so. */
const says = (pull: Pull, conclusion: string, words: string) =>
  scene.until(() => {
    const run = scene.check(pull);
    return run?.conclusion === conclusion && `${run.output.title}\n${run.output.summary}`.includes(words) && run;
  }, `${conclusion} with ${words}`);

test('what passes with another in place alone waits until that is merged, and is green then', async () => {
  const { events, risk } = await world();
  // A tenth of the delay: nothing is late.
  const upstream = await scene.propose({ 'unit.json': unit(0.1) }, { repository: events });
  expect((await scene.concluded(upstream)).output.summary).toMatch(/screening.*status\.changed 85 %/);
  const body = `Adapts.\n\nDepends-On: ${nameOf(upstream)}\n`;
  // By itself 15 to 29 of 100 come on time.
  const pull = await scene.propose({ 'board.json': board(30) }, { repository: risk, body });
  const { conclusion, output } = await scene.concluded(pull);
  expect(conclusion).toBe('action_required');
  expect(output.title).toContain(`held: not before ${nameOf(upstream)} is merged`);
  expect(output.summary).toContain(`**Judged with ${nameOf(upstream)} in place**`);
  expect(output.summary).toMatch(/Without it: ✖.*status.changed 15 %/);
  expect(output.summary).toContain(`${upstream.head.sha}..${upstream.head.sha}`);
  await scene.until(() => github.comments(pull).some(({ body }) => body.includes('Not green yet')));

  // With the delay as it was, 15 of 100 change.
  await github.commit(events, upstream.head.branch, { 'unit.json': unit(1), 'README.md': 'Units\n' });
  await says(pull, 'failure', `with ${nameOf(upstream)}: ✖`);
  await github.commit(events, upstream.head.branch, { 'unit.json': unit(0.1) });
  await says(pull, 'action_required', 'held: not before');
  await github.merge(upstream);
  await says(pull, 'success', `${nameOf(upstream)} is merged`);
});

test('a merge group is held as its pull request is, and looked at again when the other one is merged', async () => {
  const { events, risk } = await world();
  const upstream = await scene.propose({ 'unit.json': unit(0.1) }, { repository: events });
  const body = `Depends-On: ${nameOf(upstream)}`;
  const pull = await scene.propose({ 'board.json': board(30) }, { repository: risk, body });
  await says(pull, 'action_required', 'held: not before');
  const group = await github.mergeGroup([pull]);
  const isNow = (conclusion: string) =>
    scene.until(() => {
      const run = github.checkRuns(risk, group.head).findLast((one) => one.externalId.startsWith('merge-group/'));
      return run?.conclusion === conclusion && run;
    }, `the group is ${conclusion}`);
  const held = await isNow('action_required');
  expect(held.output.summary).toContain(`**Judged with ${nameOf(upstream)} in place**`);
  expect(held.output.summary).toMatch(/Without it: ✖.*status.changed 15 %/);
  await github.merge(upstream);
  expect((await isNow('success')).output.summary).toContain(`${nameOf(upstream)} is merged`);
  await github.destroyMergeGroup(group, 'dequeued');
});

test('two that name each other are one set, for the downstream and for the upstream', async () => {
  const { events, risk } = await world('block');
  const upstream = await scene.propose({ 'unit.json': unit(60) }, { repository: events });
  // Seconds, late from 905: only a delay of 15 is another.
  const body = `Depends-On: ${github.url}/${events.fullName}/pull/${upstream.number}/files`;
  const pull = await scene.propose({ 'board.json': board(905) }, { repository: risk, body });
  // Named by one alone it is not a set: with the upstream merged before, 1 to 15 of 100 change.
  expect((await scene.concluded(pull)).output.summary).toMatch(/`screening`.*`status\.changed` 15 %/);
  await github.describe(upstream, `See also:\ndepends-on: ${nameOf(pull)}`);
  const ours = await says(pull, 'action_required', 'one change, since each names the other');
  expect(ours.output.summary).toMatch(/`screening`.*`status\.changed` 1 %/);
  expect(ours.output.summary).toMatch(/Without it: ✖.*status.changed 85 %/);
  const main = risk.branches.get('main');
  expect(ours.output.summary).toContain(`--base ${main} --head ${pull.head.sha}`);
  expect(ours.output.summary).toContain(`${events.branches.get('main')}..${upstream.head.sha}`);
  const theirs = await says(upstream, 'action_required', 'one change, since each names the other');
  expect(theirs.output.summary).toMatch(
    new RegExp(`✔ \\| .${risk.fullName} · screening. \\| status\\.changed 1 %.*runs ${risk.fullName}#`),
  );
  expect(theirs.output.summary).toMatch(/Without it: ✖/);
  expect(theirs.output.title).toContain(`held: not before ${nameOf(pull)} is merged`);
  // Without the line the upstream goes first, once an owner says so.
  await github.describe(upstream, '');
  const alone = await says(upstream, 'failure', '/weir approve');
  expect(alone.output.title).not.toContain('held');
  await nextSecond();
  github.comment(upstream, 'octo-risk', `/weir approve ${risk.fullName}:screening the board follows at once`);
  await says(upstream, 'success', 'approved by');
});

test('one that is closed unmerged, gone or unclear holds the change; what has no part in it is only named', async () => {
  const { events, risk } = await world();
  const upstream = await scene.propose({ 'README.md': 'Units\n' }, { repository: events });
  const secret = await github.createRepository({
    owner: 'acme',
    name: 'secret',
    files: { a: 'b' },
    visibility: 'private',
  });
  const apart = await world();
  const other = await scene.propose({ 'README.md': 'Units\n' }, { repository: apart.events });
  const body = [`Depends-On: ${nameOf(upstream)}, acme/nowhere#1`, `Depends-On: ${secret.fullName}#1 ${nameOf(other)}`];
  const pull = await scene.propose({ 'board.json': board(16) }, { repository: risk, body: body.join('\n') });
  const run = await scene.concluded(pull);
  expect([run.conclusion, run.output.title]).toEqual([
    'success',
    expect.stringContaining(`with ${nameOf(upstream)}: ✔`),
  ]);
  // The same words for what is not there, what the App does not read and what reads nothing of it.
  const said = [...(run.output.summary?.matchAll(/^- (\S+) (has no part in this check: .*)$/gm) ?? [])];
  expect(said.map(([, name]) => name).sort()).toEqual(['acme/nowhere#1', nameOf(other), 'acme/secret#1'].sort());
  expect(new Set(said.map(([, , words]) => words)).size).toBe(1);

  await github.closePull(upstream);
  await says(pull, 'action_required', `${nameOf(upstream)} was closed without being merged`);
  await github.reopen(upstream);
  await says(pull, 'success', `with ${nameOf(upstream)}: ✔`);
  await github.describe(pull, `Depends-On: ${events.fullName}#999\nDepends-On: @the other one`);
  const held = await says(pull, 'action_required', `${events.fullName}#999 cannot be read here`);
  expect(held.output.summary).toContain('Depends-On: `@the` names no pull request');
  await github.describe(pull, '```\nDepends-On: nobody\n```\n> Depends-On: nobody');
  expect((await says(pull, 'success', '✔')).output.summary).not.toContain('Depends-On');
});

test('a fork’s head is in place once somebody there has let it be replayed, and that head alone', async () => {
  const { events, risk } = await world();
  github.grant('octo-writer', events, 'write');
  const upstream = await scene.propose({ 'unit.json': unit(0.1) }, { repository: events, fork: 'octo-stranger' });
  const body = `Depends-On: ${nameOf(upstream)}`;
  const pull = await scene.propose({ 'board.json': board(30) }, { repository: risk, body });
  const run = await scene.concluded(pull);
  expect(run.conclusion).toBe('failure');
  expect(run.output.title).toContain(`held: ${nameOf(upstream)} comes from a fork`);
  expect((await scene.concluded(upstream)).conclusion).toBe('action_required');
  await nextSecond();
  github.comment(upstream, 'octo-writer', '/weir run');
  await says(pull, 'action_required', `**Judged with ${nameOf(upstream)} in place**`);
  await github.commit(upstream.head.repository, upstream.head.branch, { 'unit.json': unit(0.2) });
  await says(pull, 'failure', `${nameOf(upstream)} comes from a fork`);
});

test('one of the same repository is in place where the branch contains it', async () => {
  const { risk } = await world();
  const below = await scene.propose({ 'README.md': 'Boards\n' }, { repository: risk });
  const pull = await scene.propose(
    { 'board.json': board(16) },
    { repository: risk, body: `Depends-On: #${below.number}` },
  );
  const run = await scene.concluded(pull);
  expect(run.conclusion).toBe('action_required');
  expect(run.output.summary).toContain(
    `${nameOf(below)} goes to this repository, and this branch does not contain its head`,
  );
  const onTop = await scene.propose(
    { 'board.json': board(17) },
    { repository: risk, branch: below.head.branch, body: `Depends-On: ${nameOf(below)}` },
  );
  expect((await scene.concluded(onTop)).output.summary).toContain(`${nameOf(below)} is part of this branch`);
  await github.merge(below);
  await says(pull, 'success', `${nameOf(below)} is merged`);
});

test('one of a third repository is in place for a downstream that calls that repository by a former name', async () => {
  const { events, risk } = await world('block');
  const third = await github.createRepository({
    ...{ owner: 'acme', name: 'boards', visibility: 'private', files: { 'board.json': board(15) } },
  });
  github.install(third);
  const yml = weirYml(`acme/${events.name}:unit.json`).replace('rules: board.json', 'rules: "acme/boards:board.json"');
  await github.commit(risk, 'main', { '.github/weir.yml': yml });
  await github.rename(third, 'plates');
  // From 2,000 minutes on: nothing is late, whatever the unit.
  const companion = await scene.propose({ 'board.json': board(2000) }, { repository: third });
  const body = `Depends-On: ${nameOf(companion)}`;
  const pull = await scene.propose({ 'unit.json': unit(0.1) }, { repository: events, body });
  const { conclusion, output } = await scene.concluded(pull);
  expect(conclusion).toBe('action_required');
  expect(output.title).toContain(`held: not before acme/plates#${companion.number} is merged`);
  expect(output.summary).toMatch(/Without it: ✖/);
});

test('a pin that moves in a pull request downstream lets the upstream wait for it', async () => {
  const { events, risk } = await world('block');
  await github.tag(events, 'v1', events.branches.get('main') ?? '');
  const pinned = { '.github/weir.yml': weirYml(`acme/${events.name}:unit.json@v1`) };
  const pin = await scene.propose(pinned, { repository: risk });
  expect((await scene.concluded(pin)).conclusion).toBe('success');
  const upstream = await scene.propose(
    { 'unit.json': unit(0.1) },
    { repository: events, body: `Depends-On: ${nameOf(pin)}` },
  );
  const run = await scene.concluded(upstream);
  expect(run.conclusion).toBe('action_required');
  expect(run.output.summary).toContain(`it reads ${events.fullName} at v1`);
  expect(run.output.title).toContain(`held: not before ${nameOf(pin)} is merged`);
  await github.merge(pin);
  await says(upstream, 'success', 'not reached');
});

test.each(['private', 'public'] as const)(
  'who shows nothing to a %s upstream is judged with it, too, and told at home',
  async (visibility) => {
    const { events, risk } = await world('inform', { visibility, shown: 'nothing' });
    // From 2,000 minutes on nothing is late.
    const companion = await scene.propose({ 'board.json': board(2000) }, { repository: risk });
    await scene.concluded(companion);
    const body = `Depends-On: ${nameOf(companion)}`;
    const pull = await scene.propose({ 'unit.json': unit(0.1) }, { repository: events, body });
    const run = await scene.concluded(pull);
    expect([run.conclusion, run.output.summary]).toEqual([
      'success',
      expect.stringContaining(`${nameOf(companion)} has no part in this check`),
    ]);
    const told = (words: string) => scene.until(() => risk.issues[0]?.body.includes(words), words);
    await told(`With \`${nameOf(companion)}\` in place it stays within the limits.`);
    expect(risk.issues[0]?.body).toMatch(/status\.changed 85 %/);
    // Another head of it, in place of that one: late from 150 minutes on.
    await github.commit(risk, companion.head.branch, { 'board.json': board(50) });
    await told(`With \`${nameOf(companion)}\` in place it does, too.`);
    await github.closePull(companion);
    await scene.until(() => !risk.issues[0]?.body.includes('in place'));
    await scene.idle();
    expect(JSON.stringify([scene.check(pull), github.comments(pull)])).not.toContain('octo-risk');
  },
);
