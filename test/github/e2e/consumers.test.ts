/** An upstream's pull request: a line for each pipeline of the installation's repositories that reads what it changes. */
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { check as weirCheck } from '../../../src/cli/check.ts';
import { pipelineOf } from '../../e2e/weir.ts';
import type { RepositoryRecord } from '../../emulated-github/index.ts';
import { makeRepository } from '../../repository/fixture.ts';
import { flights, late } from './claims.ts';
import { command, nextSecond } from './people.ts';
import { openScene } from './scene.ts';

const scene = await openScene();
const { github } = scene;
afterAll(() => scene.close());

const GATES = 'version: 1\nconsumers: { acme/risk: block, acme/gone: { gate: block } }\n';
const INFORM = 'version: 1\nconsumers: { "acme/*": inform }\n';

interface Consumer {
  readonly schema?: string;
  readonly percent?: number;
  readonly shown?: string;
  readonly owners?: string;
}

function weirYml({
  schema = 'acme/events:booking.json',
  percent = 10,
  shown,
  owners = '@octo-risk',
}: Consumer): string {
  return `version: 1
${shown === undefined ? '' : `visible_to_upstreams: ${shown}\n`}recordings: { flights: { files: flights.jsonl } }
pipelines:
  screening:
    owners: ["${owners}"]
    recording: flights
    steps:
      - schema: ${schema}
      - rules: board.json
        into: /status
    outputs: { status: { at: /status, kind: category } }
    limits: { rejected: ${percent}% }
`;
}

const FLIGHTS = flights(1000);
const booking = (most: number) =>
  `{ "type": "object",\n  "properties": { "delay": { "type": "integer", "maximum": ${most} } } }\n`;

async function repositoryOf(name: string, files: Record<string, string>, visibility: 'public' | 'private' = 'private') {
  const made = await github.createRepository({ owner: 'acme', name, files, visibility });
  github.install(made);
  return made;
}

function consumer(name: string, options: Consumer = {}, visibility: 'public' | 'private' = 'private') {
  const files = { '.github/weir.yml': weirYml(options), 'board.json': late(15), 'flights.jsonl': FLIGHTS };
  return repositoryOf(name, files, visibility);
}

const events = await repositoryOf('events', { 'booking.json': booking(99), '.github/weir.yml': INFORM });
await github.tag(events, 'v1', events.branches.get('main') ?? '');
await consumer('risk', { shown: 'measures' });
await consumer('billing', { percent: 50 });
await consumer('pinned', { schema: 'acme/events:booking.json@v1', shown: 'measures' });
await consumer('broken', { schema: 'acme/events:../x', shown: 'measures' });
const PRIVATE = 'quietly-hidden';
await consumer(PRIVATE, { shown: 'nothing', owners: '@octo-hidden' });
await repositoryOf('unrelated', { 'a.txt': 'See acme/events: it is nice\n' });

async function propose(most: number, repository: RepositoryRecord = events) {
  const pull = await scene.propose({ 'booking.json': booking(most) }, { repository });
  return { pull, run: await scene.concluded(pull) };
}

test('has a line for each downstream that it reaches, as their own checks would say, and holds nobody who only informs', async () => {
  // 60 to 99 are newly rejected: 40 of 100.
  const { run, pull } = await propose(59);
  const { conclusion, output, annotations } = run;
  expect(conclusion).toBe('success');
  expect(output.title).toBe(
    '✔ 1 of 2 downstream pipelines moves beyond its limits, for information (acme/risk · screening); 1 not judged; 1 not reached',
  );
  expect(output.summary).toMatch(
    /✖ \| `acme\/risk · screening` \| rejected 40 % \(limit 10 %\) \| informs \| runs main \w+, reads main/,
  );
  // Its owners show the verdict alone.
  expect(output.summary).toMatch(
    /✔ \| `acme\/billing · screening` \| within its limits \| informs \| runs main, reads main/,
  );
  expect(output.summary).toContain('when it moves to this change: rejected 40 % (limit 10 %), beyond its limits');
  expect(output.summary).toMatch(/`acme\/broken` \| not judged: something of its own is in the way/);
  expect(output.summary).not.toContain('unrelated');
  expect(output.summary).toMatch(/add a clone of each: --consumers acme\/(risk|billing)=..\/\1, and so on/);
  expect(annotations).toMatchObject([
    {
      path: 'booking.json',
      start_line: 2,
      annotation_level: 'warning',
      title: expect.stringContaining('acme/risk · screening: fail'),
    },
  ]);
  expect(annotations[0]?.message).toMatch(
    /acme\/risk · screening: rejected 40 % \(limit 10 %\)\. Owned by @octo-risk\./,
  );
  expect(
    github
      .comments(pull)
      .map(({ body }) => body)
      .join(),
  ).toContain('acme/risk');
});

test('says what weir check says in a clone of the downstream, byte for byte', async () => {
  const [upstream, downstream] = [makeRepository(), makeRepository()];
  const base = upstream.commit({ 'booking.json': booking(99) });
  const head = upstream.commit({ 'booking.json': booking(69) });
  downstream.commit({ '.github/weir.yml': weirYml({}), 'board.json': late(15), 'flights.jsonl': FLIGHTS });
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  const given = [`acme/events=${upstream.directory}@${base}..${head}`];
  const options = { repo: downstream.directory, base: 'main', head: 'main', full: true, jobs: 1, with: given };
  const { report } = await weirCheck(options).finally(() => stdout.mockRestore());
  const { verdict, measures, reasons } = pipelineOf(report, 'screening');
  expect([verdict, measures.rejected?.value, reasons[0]]).toEqual(['fail', 0.3, expect.any(String)]);

  const { run } = await propose(69);
  expect(run.output.summary).toMatch(/✖ \| `acme\/risk · screening` \| rejected 30 % \(limit 10 %\)/);
});

test('tells readers of the upstream nothing of who shows nothing', async () => {
  await scene.idle();
  const before = github.requests.length;
  const { run, pull } = await propose(49);
  const said = JSON.stringify([run, github.comments(pull)]);
  for (const secret of [PRIVATE, 'octo-hidden']) expect(said).not.toContain(secret);
  // No more is asked about it than about who reads nothing of the upstream, so no time passes for it.
  const asked = (name: string) =>
    github.requests.slice(before).filter(({ path }) => path.startsWith(`/repos/acme/${name}/`)).length;
  expect(asked(PRIVATE)).toBe(asked('unrelated'));
});

test('a public upstream hears nothing of a private downstream by default', async () => {
  const open = await repositoryOf('open', { 'booking.json': booking(99) }, 'public');
  await consumer('closed', { schema: 'acme/open:booking.json' });
  const { run } = await propose(59, open);
  expect(run.conclusion).toBe('success');
  expect(JSON.stringify(run)).not.toContain('acme/closed');
  await consumer('seen', { schema: 'acme/open:booking.json' }, 'public');
  const { run: another } = await propose(58, open);
  expect(another.output.summary).toContain('acme/seen · screening');
  expect(JSON.stringify(another)).not.toContain('acme/closed');
});

test('who may block by the base of the upstream holds the change until an owner of the downstream approves', async () => {
  await github.commit(events, 'main', { '.github/weir.yml': GATES.replace(', acme/gone: { gate: block }', '') });
  const { pull, run } = await propose(79);
  expect(run.conclusion).toBe('failure');
  expect(run.output.summary).toContain('/weir approve acme/risk:screening');
  const stranger = await command(scene, pull, 'octo-stranger', '/weir approve acme/risk:screening because');
  expect(stranger.run.conclusion).toBe('failure');
  await nextSecond();
  github.comment(pull, 'octo-risk', '/weir approve acme/risk:screening agreed with the carriers');
  await scene.until(() => scene.check(pull)?.conclusion === 'success');
  expect(scene.check(pull)?.output.summary).toContain('approved by @');
  // A push that leaves the file alone keeps it, one that does not ends it.
  await github.commit(events, pull.head.branch, { 'README.md': 'Events\n' });
  await scene.until(() => scene.check(pull)?.conclusion === 'success');
  await github.commit(events, pull.head.branch, { 'booking.json': booking(78) });
  await scene.until(() => scene.check(pull)?.conclusion === 'failure');
});

test('who owns what holds a change is asked once, whatever is pushed and however many of the pipelines are theirs', async () => {
  const upstream = await repositoryOf('prices', {
    'booking.json': booking(99),
    '.github/weir.yml': 'version: 1\nconsumers: { "acme/*": block }\n',
  });
  for (const login of ['octo-risk', 'octo-billing']) github.grant(login, upstream, 'read');
  const schema = 'acme/prices:booking.json';
  await consumer('first', { schema, percent: 30 });
  await consumer('second', { schema, percent: 30 });
  await consumer('third', { schema, percent: 50, owners: '@octo-billing' });
  const { pull, run } = await propose(59, upstream);
  expect(run.conclusion).toBe('failure');
  const asking = () =>
    github
      .comments(pull)
      .map(({ body }) => body)
      .filter((body) => /(?<![`\w])@octo-(?:risk|billing)/.test(body));
  const [first = '', ...others] = asking();
  expect(others).toEqual([]);
  expect(first).toContain('@octo-risk: this change waits for an owner');
  for (const name of ['first', 'second']) expect(first).toContain(`/weir approve acme/${name}:screening <reason>`);
  expect(first).not.toContain('acme/third');
  await command(scene, pull, 'octo-dev', '/weir rerun');
  // 62 to 99: another impact, of the same owner.
  await github.commit(upstream, pull.head.branch, { 'booking.json': booking(61) });
  await scene.concluded(pull);
  expect(asking()).toEqual([first]);
  // 60 of 100 is beyond the limit of the third, too.
  await github.commit(upstream, pull.head.branch, { 'booking.json': booking(39) });
  await scene.concluded(pull);
  const [, second = '', ...more] = asking();
  expect(more).toEqual([]);
  expect(second).toContain('@octo-billing: this change');
  expect(second).not.toContain('octo-risk');
  await scene.idle();
  expect(asking()).toEqual([first, second]);
});

test('who may block and is not seen leaves the check open, whatever the reason', async () => {
  await github.commit(events, 'main', { '.github/weir.yml': GATES });
  const { run } = await propose(98);
  expect(run.conclusion).toBe('action_required');
  expect(run.output.summary).toContain('nothing of it is seen here');
  const readme = await scene.propose({ 'README.md': 'Hello\n' }, { repository: events });
  expect((await scene.concluded(readme)).conclusion).toBe('success');
});

test('a new reader, and one that reads no longer, are known with the next look', async () => {
  const rates = await repositoryOf('rates', { 'booking.json': booking(99) });
  expect((await propose(59, rates)).run.output.title).toContain('No weir.yml yet');
  const late = await consumer('late', { schema: 'acme/rates:booking.json' });
  expect((await propose(58, rates)).run.output.summary).toContain('acme/late');
  await github.commit(late, 'main', { '.github/weir.yml': weirYml({}) });
  expect((await propose(57, rates)).run.output.title).toContain('No weir.yml yet');
});

test('a downstream whose production is behind its default branch is judged with what it runs', async () => {
  const upstream = await repositoryOf('slots', { 'booking.json': booking(99) });
  const answered = FLIGHTS.trim()
    .split('\n')
    .map((line) => {
      const input: { delay: number } = JSON.parse(line);
      return `${JSON.stringify({ in: input, out: { status: input.delay < 15 ? 'on-time' : 'late' } })}\n`;
    });
  const yml = weirYml({ schema: 'acme/slots:booking.json', shown: 'measures' });
  const behind = await repositoryOf('behind', {
    '.github/weir.yml': yml.replace('flights.jsonl', 'flights.jsonl, input: /in, output: /out'),
    'board.json': late(15),
    'flights.jsonl': answered.join(''),
  });
  const runs = behind.branches.get('main') ?? '';
  await github.commit(behind, 'main', { 'board.json': late(30) });
  const { run } = await propose(59, upstream);
  expect(run.output.summary).toMatch(
    new RegExp(
      `acme/behind · screening. \\| rejected 40 % \\(limit 10 %\\); judged with ${runs.slice(0, 12)}, 1 change behind main: .*\\| runs main ${runs.slice(0, 12)}`,
    ),
  );
});

test('the organization says who may block where the repository says nothing, and holds nobody who reads nothing', async () => {
  const make = async (name: string, files: Record<string, string>) => {
    const made = await github.createRepository({ owner: 'octo-org', name, files, visibility: 'private' });
    github.install(made);
    return made;
  };
  const yml = (schema: string) => weirYml({ schema: `octo-org/${schema}:booking.json`, shown: 'measures' });
  const files = { 'board.json': late(15), 'flights.jsonl': FLIGHTS };
  await make('desk', { ...files, '.github/weir.yml': yml('feeds') });
  const feeds = await make('feeds', { 'booking.json': booking(99) });
  expect((await propose(59, feeds)).run.conclusion).toBe('success');
  const consumers = 'version: 1\nconsumers: { octo-org/desk: block, octo-org/absent: block }\n';
  const organization = await make('.github', { '.github/weir.yml': 'version: 1\nconsumers: { "*/*": inform }\n' });
  const early = await propose(60, feeds);
  expect(early.run.conclusion).toBe('success');
  const group = await github.mergeGroup([early.pull]);
  const groupIs = (conclusion: string) =>
    scene.until(() => {
      const runs = github
        .checkRuns(feeds, group.head)
        .filter(({ externalId }) => externalId.startsWith('merge-group/'));
      return runs.at(-1)?.conclusion === conclusion;
    }, `the merge group is a ${conclusion}`);
  await groupIs('success');
  // Once that says otherwise, open ones are judged anew, and so is what waits to be merged.
  await github.commit(organization, 'main', { '.github/weir.yml': consumers });
  await scene.until(() => scene.check(early.pull)?.conclusion === 'failure');
  expect(scene.check(early.pull)?.output.summary).toContain('/weir approve octo-org/desk:screening');
  await groupIs('failure');
  await github.destroyMergeGroup(group, 'dequeued');
  const { run, pull } = await propose(58, feeds);
  expect(run.conclusion).toBe('failure');
  expect(run.output.summary).toContain('/weir approve octo-org/desk:screening');
  expect(run.output.summary).not.toContain('octo-org/absent');
  await nextSecond();
  github.comment(pull, 'octo-risk', '/weir approve octo-org/desk:screening agreed');
  await scene.until(() => scene.check(pull)?.conclusion === 'success');
  // What the repository says itself counts before that.
  const own = { '.github/weir.yml': 'version: 1\nconsumers: { "octo-org/*": inform }\n' };
  await github.commit(feeds, 'main', own);
  expect((await propose(57, feeds)).run.conclusion).toBe('success');
  await github.commit(organization, 'main', { '.github/weir.yml': 'version: 1\nconsumers: { octo-org/desk: veto }\n' });
  const { run: broken } = await propose(56, feeds);
  expect(broken.conclusion).toBe('failure');
  expect(broken.output.summary).toContain('octo-org/.github:.github/weir.yml:2');
});

test('an owner downstream who does not answer in time is passed over, which the check says', async () => {
  const gates = 'version: 1\nconsumers: { acme/risk: { gate: block, answer_within: 3d } }\n';
  await github.commit(events, 'main', { '.github/weir.yml': gates });
  const { pull, run } = await propose(66);
  expect(run.conclusion).toBe('failure');
  expect(run.output.summary).toContain('may block, to answer within 3d');
  await scene.idle();
  await scene.app().stop();
  const clock = join(import.meta.dirname, 'clock.ts');
  // The server's own clock is three days fast, or jumps: that ends nobody's time, whatever has it judged anew.
  const env = { NODE_OPTIONS: `--import ${clock}`, CLOCK_SECONDS: '259300', WEIR_SWEEP_MINUTES: '0.05' };
  await scene.start({ env });
  const { run: still } = await command(scene, pull, 'octo-dev', '/weir rerun');
  expect(still.conclusion).toBe('failure');
  expect(still.output.summary).toContain('may block, to answer within 3d');
  await scene.idle();
  await scene.app().stop();
  // By GitHub's clock they are over.
  github.setAhead(259_300);
  await scene.start({ env: { WEIR_SWEEP_MINUTES: '0.05' } });
  await scene.until(() => scene.check(pull)?.conclusion === 'success');
  github.setAhead(0);
  expect(scene.check(pull)?.output.summary).toContain('informs: not answered within 3d');
}, 180_000);
