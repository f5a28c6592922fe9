/** What repositories downstream are told in their own issues, and what their owners answer there. */
import { readFile } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';
import type { Issue, Pull, RepositoryRecord } from '../../emulated-github/index.ts';
import { flights, late } from './claims.ts';
import { nextSecond } from './people.ts';
import { openScene } from './scene.ts';

const scene = await openScene();
const { github } = scene;
afterAll(() => scene.close());

const FLIGHTS = flights(1000);
const booking = (most: number) =>
  `{ "type": "object",\n  "properties": { "delay": { "type": "integer", "maximum": ${most} } } }\n`;

interface Downstream {
  readonly upstream: string;
  readonly shown?: string;
  readonly owners?: readonly string[];
  readonly recording?: string;
}

function weirYml({ upstream, shown, owners = ['@octo-risk'], recording = 'files: flights.jsonl' }: Downstream): string {
  return `version: 1
${shown === undefined ? '' : `visible_to_upstreams: ${shown}\n`}recordings: { flights: { ${recording} } }
pipelines:
  screening:
    owners: ${JSON.stringify(owners)}
    recording: flights
    steps:
      - schema: acme/${upstream}:booking.json
      - rules: board.json
        into: /status
    outputs: { status: { at: /status, kind: category } }
    limits: { rejected: 10% }
`;
}

async function repositoryOf(name: string, files: Record<string, string>, visibility: 'public' | 'private' = 'private') {
  const made = await github.createRepository({ owner: 'acme', name, files, visibility });
  github.install(made);
  return made;
}

interface World {
  readonly events: RepositoryRecord;
  readonly risk: RepositoryRecord;
  readonly propose: (most: number) => Promise<Pull>;
}

let worlds = 0;

/** An upstream and a downstream of their own, both private; octo-risk may not read the upstream. */
async function world(gate: string, more: Omit<Downstream, 'upstream'> = {}): Promise<World> {
  worlds += 1;
  const [upstream, downstream] = [`events-${worlds}`, `risk-${worlds}`];
  const events = await repositoryOf(upstream, {
    'booking.json': booking(99),
    '.github/weir.yml': `version: 1\nconsumers: { acme/${downstream}: ${gate} }\n`,
  });
  const yml = weirYml({ upstream, ...more });
  const files = { '.github/weir.yml': yml, 'board.json': late(15), 'flights.jsonl': FLIGHTS };
  const risk = await repositoryOf(downstream, files);
  github.grant('octo-risk', events, 'none');
  return { events, risk, propose: (most) => scene.propose({ 'booking.json': booking(most) }, { repository: events }) };
}

const only = ({ issues, name }: RepositoryRecord): Issue => {
  const [issue, ...others] = issues;
  if (!issue || others.length > 0) throw new Error(`${name} has ${issues.length} issues`);
  return issue;
};

/** Waits until the check of the present head says so. */
const says = (pull: Pull, conclusion: string) =>
  scene.until(() => {
    const run = scene.check(pull);
    return run?.conclusion === conclusion && run;
  }, `${pull.base.repository.name}#${pull.number} is ${conclusion}`);

const isNow = (repository: RepositoryRecord, state: Issue['state']) =>
  scene.until(
    () => repository.issues[0]?.state === state && only(repository),
    `the issue in ${repository.name} is ${state}`,
  );

interface Said {
  readonly id: number;
  readonly reaction: string;
  readonly answer: string;
}

/** Somebody who has read the issue writes a comment in it. Resolves when it was carried out. */
async function say(repository: RepositoryRecord, login: string, body: string): Promise<Said> {
  await nextSecond();
  const id = github.say(repository, only(repository), login, body);
  const reaction = await scene.until(() => {
    const left = repository.comments.find((one) => one.id === id)?.reactions ?? [];
    return left.map(({ content }) => content).find((content) => content === 'rocket' || content === 'confused');
  }, `an answer to ${body}`);
  const marker = `<!-- weir-answer ${Buffer.from(`comment ${id}`).toString('base64url')}`;
  const answers = github.said(repository, only(repository)).filter((one) => one.body.startsWith(marker));
  return { id, reaction, answer: answers.map((one) => one.body).join('\n') };
}

/** Comments of the pull request of which GitHub tells the owner. */
const mentions = (pull: Pull) => github.comments(pull).filter(({ body }) => /(?<![`\w])@octo-risk/.test(body));

const words = (repository: RepositoryRecord) =>
  github.said(repository, only(repository)).map((one) => one.body.replace(/^<!--.*-->\n/, ''));

test('an owner who cannot read the upstream is asked at home, and what they answer there counts there', async () => {
  const { events, risk, propose } = await world('{ gate: block, answer_within: 3d }');
  const pull = await propose(59);
  expect((await scene.concluded(pull)).conclusion).toBe('failure');
  const issue = await isNow(risk, 'open');
  expect(issue.title).toBe(`${events.fullName}#${pull.number} moves screening beyond what is allowed`);
  // 60 to 99 are newly rejected: 40 of 100.
  expect(issue.body).toMatch(/rejected 40 % \(limit 10 %\)/);
  expect(issue.body).toContain('Owners: @octo-risk.');
  await scene.idle();
  expect(mentions(pull)).toEqual([]);
  expect(issue.body).toContain('- "properties": { "delay": { "type": "integer", "maximum": 99 } } }');
  expect(issue.body).toContain('/weir approve screening <reason>');
  expect(issue.body).toMatch(/Unanswered until \d{4}-\d\d-\d\d \d\d:\d\d UTC, it waits no longer/);
  expect(issue.labels).toEqual(['weir']);

  const stranger = await say(risk, 'octo-stranger', '/weir approve screening because');
  expect(stranger).toMatchObject({
    reaction: 'confused',
    answer: expect.stringContaining('is not for `octo-stranger`'),
  });
  expect((await say(risk, 'octo-risk', '/weir rerun')).answer).toContain('is for another place');
  expect((await say(risk, 'octo-risk', '/weir approve board because')).answer).toContain('has no pipeline');
  expect(scene.check(pull)?.conclusion).toBe('failure');

  const given = await say(risk, 'octo-risk', '/weir approve screening agreed with the carriers');
  expect(given.reaction).toBe('rocket');
  expect((await says(pull, 'success')).output.summary).toMatch(/approved by @.*octo-risk/);
  await isNow(risk, 'closed');
  expect(words(risk).at(-1)).toContain('no longer waits for this repository');
  const audit = (await readFile(scene.audit, 'utf8')).trim().split('\n');
  expect(audit.filter((line) => line.includes(events.fullName)).at(-1)).toMatch(
    new RegExp(`"kind":"approve".*"pull":${pull.number}.*acme/risk-\\d+:screening.*"comment":"[^"]*/risk-\\d+/issues/`),
  );

  // A push that leaves the file alone keeps it, one that does not ends it.
  await github.commit(events, pull.head.branch, { 'README.md': 'Events\n' });
  await says(pull, 'success');
  await scene.idle();
  expect(only(risk).state).toBe('closed');
  await github.commit(events, pull.head.branch, { 'booking.json': booking(49) });
  await says(pull, 'failure');
  await isNow(risk, 'open');
  expect(only(risk).body).toMatch(/rejected 50 %/);
  await scene.until(() => words(risk).at(-1)?.includes('does something else here now') ?? false);

  // As long as its comment stands, and until it is taken back.
  const { id } = await say(risk, 'octo-risk', `/weir approve ${risk.fullName}:screening for the summer`);
  await says(pull, 'success');
  github.unsay(risk, id, 'octo-risk');
  await says(pull, 'failure');
  await isNow(risk, 'open');
  await say(risk, 'octo-risk', '/weir approve all for the summer');
  await says(pull, 'success');
  expect((await say(risk, 'octo-risk', '/weir revoke screening')).reaction).toBe('rocket');
  await says(pull, 'failure');
  await scene.idle();
  expect(only(risk).state).toBe('open');

  await github.closePull(pull);
  await isNow(risk, 'closed');
  expect(words(risk).at(-1)).toContain('was closed without being merged');
  expect((await say(risk, 'octo-risk', '/weir approve screening too late')).answer).toContain('is closed');
});

test('nobody is led to approve what they have not seen', async () => {
  const { events, risk, propose } = await world('block');
  const pull = await propose(59);
  await says(pull, 'failure');
  const issue = await isNow(risk, 'open');
  // The author is an owner there.
  github.grant('octo-dev', events, 'write');
  expect((await say(risk, 'octo-dev', '/weir approve screening mine')).reaction).toBe('confused');
  const text = issue.body;
  issue.body = text.replace('40 %', '4 %');
  expect((await say(risk, 'octo-risk', '/weir approve screening fine')).answer).toContain(
    'changed the text of this issue',
  );
  // A mark of another's making is none.
  issue.body = text.replace(/weir:impact [\w-]+/, 'weir:impact e30');
  github.say(risk, issue, 'octo-risk', '/weir approve screening fine');
  await scene.idle();
  expect(github.said(risk, issue).at(-1)?.body).toBe('/weir approve screening fine');
  expect(scene.check(pull)?.conclusion).toBe('failure');
});

test('owners who can read the upstream are asked there alone', async () => {
  const { events, risk, propose } = await world('block');
  github.grant('octo-risk', events, 'read');
  const pull = await propose(59);
  await says(pull, 'failure');
  await scene.idle();
  expect(risk.issues).toEqual([]);
  expect(mentions(pull)).toHaveLength(1);
});

test('a reader who shows nothing is no reader to an upstream without a weir.yml', async () => {
  const plain = await repositoryOf('plain', { 'booking.json': booking(99) });
  const alone = await scene.propose({ 'booking.json': booking(59) }, { repository: plain });
  const { conclusion, output } = await scene.concluded(alone);
  const files = { 'board.json': late(15), 'flights.jsonl': FLIGHTS };
  await repositoryOf('quiet', { ...files, '.github/weir.yml': weirYml({ upstream: 'plain', shown: 'nothing' }) });
  const pull = await scene.propose({ 'booking.json': booking(58) }, { repository: plain });
  const run = await scene.concluded(pull);
  expect([run.conclusion, run.output.title]).toEqual([conclusion, output.title]);
  expect(github.comments(pull)).toHaveLength(github.comments(alone).length);
});

test('who shows nothing there is told at home, and nothing of it is seen there', async () => {
  const { events, risk, propose } = await world('inform', { shown: 'nothing', owners: ['@octo-hidden'] });
  const pull = await propose(59);
  expect((await scene.concluded(pull)).conclusion).toBe('success');
  const issue = await isNow(risk, 'open');
  expect(issue.body).toMatch(/rejected 40 % \(limit 10 %\)/);
  expect(issue.body).toContain('Owners: @octo-hidden.');
  expect(issue.body).not.toContain('/weir approve');
  // A link, or a name that GitHub makes one of, would show in the pull request.
  expect(issue.body).not.toContain(`/pull/${pull.number}`);
  expect((await say(risk, 'octo-hidden', '/weir approve screening fine')).answer).toContain('only tells');
  const seen = JSON.stringify([scene.check(pull), github.comments(pull)]);
  for (const secret of [risk.name, 'octo-hidden']) expect(seen).not.toContain(secret);
  await github.commit(events, pull.head.branch, { 'booking.json': booking(98) });
  await isNow(risk, 'closed');
  expect(words(risk).at(-1)).toContain('does nothing here any more');
});

test('a downstream that cannot be judged has one issue that says why, until it can', async () => {
  const { events, risk, propose } = await world('block', { recording: 'files: arrives-later.jsonl' });
  const pull = await propose(59);
  const run = await scene.concluded(pull);
  expect(run.conclusion).toBe('success');
  expect(run.output.summary).toContain('not judged: something of its own is in the way');
  const issue = await isNow(risk, 'open');
  expect(issue.title).toBe('Not judged when an upstream changes');
  expect(issue.body).toMatch(/\| `screening` \| .*arrives-later\.jsonl.* \| `acme\/events-\d+#1` \|/);
  expect(issue.body).toContain('Owners: @octo-risk.');
  expect(issue.body).toMatch(/weir check --with acme\/(events-\d+)=\.\.\/\1@\w{40}\.\.\w{40}/);

  const another = await propose(69);
  await scene.concluded(another);
  await scene.until(() => only(risk).body.includes(`${events.fullName}#${another.number}`));
  await github.commit(risk, 'main', { 'README.md': 'Risk\n' });
  await scene.idle();
  expect(only(risk).state).toBe('open');
  // The changes that could not be judged are asked about again.
  await github.commit(risk, 'main', { 'arrives-later.jsonl': FLIGHTS });
  await isNow(risk, 'closed');
  expect(words(risk).at(-1)).toBe('Over: these pipelines are judged again.');

  // Whoever broke it hears of it in the same issue.
  await github.commit(risk, 'main', { '.github/weir.yml': `version: 1\n# acme/${events.name}:x\npipelines: 5\n` });
  await scene.concluded(await propose(79));
  await isNow(risk, 'open');
  expect(only(risk).body).toMatch(/\| all \| its weir\.yml does not stand: /);
  await github.commit(risk, 'main', { '.github/weir.yml': weirYml({ upstream: events.name }) });
  await isNow(risk, 'closed');
});
