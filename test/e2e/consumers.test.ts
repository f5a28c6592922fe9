/** A change to a schema that pipelines of other repositories read: real repositories beside each other, delays 0 to 99 as traffic. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { check as run } from '../../src/cli/check.ts';
import type { CheckOptions } from '../../src/cli/run-check.ts';
import type { Downstream, Report } from '../../src/report/report.generated.ts';
import { type Fixture, makeRepository, temporaryFolder } from '../repository/fixture.ts';
import { pipelineOf, weir } from './weir.ts';

vi.setConfig({ testTimeout: 120_000 });

const booking = (most: number) =>
  `{ "type": "object",\n  "properties": {\n    "delay": { "type": "integer", "maximum": ${most} } } }\n`;

interface Board {
  readonly schema?: string;
  readonly limit?: string;
  readonly recording?: string;
  readonly rules?: string;
  /** When its first record was made; one a minute. */
  readonly from?: number;
}

const weirYml = ({ schema = 'acme/events:schemas/booking.json', limit = '10%', recording = '' }: Board) => `version: 1
recordings: { flights: { files: traffic.jsonl, input: /in${recording} } }
pipelines:
  board:
    owners: ["@acme/airports"]
    recording: flights
    steps:
      - schema: ${schema}
      - rules: rules/board.json
        into: /status
    outputs: { status: { at: /status, kind: category } }
    limits: { rejected: ${limit} }
`;

const onTime = '{ "if": [{ "<": [{ "var": "delay" }, 15] }, "on-time", "late"] }\n';

function events(weirYmlOfIt?: string): Fixture {
  const repository = makeRepository();
  repository.commit({
    'schemas/booking.json': booking(99),
    ...(weirYmlOfIt !== undefined && { '.github/weir.yml': weirYmlOfIt }),
  });
  repository.git('tag', 'v1');
  repository.git('remote', 'add', 'origin', 'https://github.com/acme/events.git');
  return repository;
}

/** Answers as production gave them: the rule's, but for those that `answer` says otherwise of. */
function consumer(board: Board = {}, answer = (delay: number) => (delay < 15 ? 'on-time' : 'late')): Fixture {
  const repository = makeRepository();
  const traffic = Array.from({ length: 1000 }, (_, at) => {
    const delay = at % 100;
    const time = new Date((board.from ?? Date.UTC(2023, 10, 1)) + at * 60_000).toISOString();
    return `${JSON.stringify({ in: { delay }, out: { status: answer(delay) }, at: time })}\n`;
  });
  repository.commit({
    '.github/weir.yml': weirYml(board),
    'rules/board.json': board.rules ?? onTime,
    'traffic.jsonl': traffic.join(''),
  });
  return repository;
}

type Told = Report & { text: string };

async function check({ directory }: Fixture, options: Partial<CheckOptions>): Promise<Told> {
  const printed: string[] = [];
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean(printed.push(String(text))));
  try {
    const { report } = await run({ repo: directory, base: 'main', full: true, jobs: 1, ...options });
    return { ...report, text: printed.join('') };
  } finally {
    stdout.mockRestore();
  }
}

function lineOf({ downstreams = [] }: Report, repository: string): Downstream {
  const found = downstreams.filter((one) => one.repository === repository);
  expect(found).toHaveLength(1);
  return found[0] as Downstream;
}

/** `acme/risk=/tmp/…` for each. */
function given(consumers: Readonly<Record<string, Fixture>>): string[] {
  return Object.entries(consumers).map(([name, { directory }]) => `acme/${name}=${directory}`);
}

describe('a change of a schema that others read', () => {
  test('is what their own checks find with its head in place', async () => {
    const upstream = events();
    upstream.git('checkout', '--quiet', '-b', 'tighten');
    // 60 to 99 are newly rejected: 40 of 100.
    const head = upstream.commit({ 'schemas/booking.json': booking(59) });
    const base = upstream.git('rev-parse', 'main');
    const consumers = { risk: consumer(), billing: consumer({ limit: '50%' }) };
    const listening = [process.listenerCount('SIGINT'), process.listenerCount('SIGTERM')];
    const report = await check(upstream, { head, consumers: given(consumers) });
    for (const [name, { directory }] of Object.entries(consumers)) {
      const own = await check({ directory } as Fixture, {
        head: 'main',
        pipeline: ['board'],
        with: [`acme/events=${upstream.directory}@${base}..${head}`],
      });
      const expected = pipelineOf(own, 'board');
      expect(lineOf(report, `acme/${name}`)).toMatchObject({
        status: 'judged',
        verdict: expected.verdict,
        reasons: expected.reasons,
        fingerprint: expected.fingerprint,
        worst: { name: 'rejected', measure: expected.measures.rejected },
        owners: ['@acme/airports'],
        branch: 'main',
      });
    }
    expect(lineOf(report, 'acme/risk').worst?.measure).toMatchObject({ value: 0.4, limit: 0.1, verdict: 'fail' });
    expect(lineOf(report, 'acme/billing').verdict).toBe('pass');
    // Nobody has said that either may block.
    expect(report.verdict).toBe('pass');
    expect(report.edits).toMatchObject([{ artifact: 'schemas/booking.json', message: 'maximum 99 became 59' }]);
    expect(report.text.replaceAll(/\s+/g, ' ')).toContain(
      '1 of 2 downstream pipelines moves beyond its limits, for information',
    );
    for (const text of report.text.split('\n')) expect(text.length).toBeLessThanOrEqual(80);
    // What a check listens to it listens to no longer.
    expect([process.listenerCount('SIGINT'), process.listenerCount('SIGTERM')]).toEqual(listening);
  });

  test('is held by whom the base of the upstream lets block, and by nobody else', async () => {
    const upstream = events('version: 1\nconsumers: { acme/risk: { gate: block }, "acme/*": inform }\n');
    upstream.write('schemas/booking.json', booking(59));
    const [risk, billing] = [consumer(), consumer()];
    expect(await check(upstream, { consumers: given({ risk }) })).toMatchObject({ verdict: 'fail' });
    // A change that takes the gate away is judged with it.
    upstream.write('.github/weir.yml', 'version: 1\nconsumers: { "acme/*": inform }\n');
    const told = await check(upstream, { consumers: given({ risk, billing }) });
    expect(told.verdict).toBe('fail');
    expect(lineOf(told, 'acme/billing')).toMatchObject({ gate: 'inform', verdict: 'fail' });
    upstream.write('.github/weir.yml', 'version: 1\nconsumers: { acme/risk: { gate: block }, "acme/*": inform }\n');
    const absent = await check(upstream, { consumers: given({ billing }) });
    expect(absent.verdict).toBe('inconclusive');
    expect(lineOf(absent, 'acme/risk')).toMatchObject({ status: 'not read', gate: 'block' });
    upstream.write('schemas/booking.json', booking(99));
    upstream.write('README.md', '# Events\n');
    expect((await check(upstream, { consumers: given({ billing }) })).verdict).toBe('unaffected');
  });

  test('does not reach a pin, which gets a forecast that never gates', async () => {
    const upstream = events('version: 1\nconsumers: { "*/*": block }\n');
    upstream.write('schemas/booking.json', booking(59));
    const pinned = consumer({ schema: 'acme/events:schemas/booking.json@v1' });
    const report = await check(upstream, { consumers: given({ pinned }) });
    expect(lineOf(report, 'acme/pinned')).toMatchObject({
      status: 'not reached',
      reads: ['v1'],
      forecast: { verdict: 'fail', worst: { name: 'rejected', measure: { value: 0.4 } } },
    });
    expect(report.verdict).toBe('unaffected');
    expect(report.text.replace(/\s+/g, ' ')).toContain('when it moves to this change: rejected 40 % (limit 10 %)');
    expect(report.text).not.toContain('read by no pipeline');
  });

  test('that no longer parses, or takes the file away, fails those who read it', async () => {
    const upstream = events('version: 1\nconsumers: { acme/risk: block }\n');
    const risk = consumer();
    upstream.write('schemas/booking.json', '{ "type": ');
    const broken = await check(upstream, { consumers: given({ risk }) });
    expect(broken.verdict).toBe('fail');
    expect(lineOf(broken, 'acme/risk').reasons.join()).toContain('schemas/booking.json');
    upstream.write('schemas/booking.json', '{ "type": "objekt" }\n');
    expect((await check(upstream, { consumers: given({ risk }) })).verdict).toBe('fail');
    upstream.git('mv', '-f', 'schemas/booking.json', 'schemas/bookings.json');
    const moved = await check(upstream, { consumers: given({ risk }) });
    expect(lineOf(moved, 'acme/risk').reasons.join()).toContain('gone at head');
    expect(moved.verdict).toBe('fail');
  });
});

describe('a consumer whose production is behind its default branch', () => {
  const rule = (minutes: number) => `{ "if": [{ "<": [{ "var": "delay" }, ${minutes}] }, "on-time", "late"] }\n`;

  /** Production has answered by the first rule; from then on each merge calls a flight late three minutes later, 3 % of all. */
  function behind(merges: number, answer?: Parameters<typeof consumer>[1]): Fixture {
    const made = consumer({ recording: ', output: /out' }, answer);
    for (let merge = 1; merge <= merges; merge += 1) made.commit({ 'rules/board.json': rule(15 + 3 * merge) });
    made.commit({ 'README.md': 'What flights are called\n' });
    return made;
  }

  test.each([0, 1, 5])('by %i merges is judged with what it runs, which the line says', async (merges) => {
    const upstream = events();
    upstream.write('schemas/booking.json', booking(59));
    const risk = behind(merges);
    const line = lineOf(await check(upstream, { consumers: given({ risk }) }), 'acme/risk');
    const [tip = '', running = ''] = [
      risk.git('rev-parse', 'main'),
      risk.git('log', '--reverse', '--format=%H', '--', 'rules/board.json').split('\n')[0],
    ];
    expect(line).toMatchObject({ status: 'judged', verdict: 'fail', revision: merges === 0 ? tip : running });
    expect(line.worst?.measure.value).toBe(0.4);
    const words = merges === 1 ? '1 change behind main' : `${merges} changes behind main`;
    expect(line.notes ?? []).toEqual(
      merges === 0
        ? []
        : [`judged with ${running.slice(0, 12)}, ${words}: what production answered says that it runs that`],
    );
    if (merges > 0) expect(line.command).toContain(`--base ${running} --head ${running} --trunk ${tip}`);
  });

  test('with a canary of 2 % of the new beside it', async () => {
    const upstream = events();
    upstream.write('schemas/booking.json', booking(59));
    let asked = 0;
    // Every fiftieth request is answered by the rule of now.
    const risk = behind(2, (delay) => {
      asked += 1;
      return delay < (asked % 50 === 0 ? 21 : 15) ? 'on-time' : 'late';
    });
    const line = lineOf(await check(upstream, { consumers: given({ risk }) }), 'acme/risk');
    expect(line).toMatchObject({ status: 'judged', notes: [expect.stringContaining('2 changes behind main')] });
  });
});

describe('a consumer that cannot be judged is said to be so, and turns nothing red', () => {
  const gate = 'version: 1\nconsumers: { acme/risk: block }\n';
  const ways: readonly [why: string, make: () => Fixture, because: RegExp][] = [
    ['a weir.yml that is wrong', () => consumer({ schema: 'acme/events:../x' }), /weir\.yml does not stand: .*:8:/],
    ['a file that is not there', () => consumer({ schema: 'acme/events:schemas/b.json' }), /does not exist at base/],
    ['rules that do not compile', () => consumer({ rules: '{ "if": ' }), /rules\/board\.json/],
    [
      'a pin beside it that is gone',
      () =>
        consumer({
          schema: 'acme/events:schemas/booking.json@main\n      - schema: acme/events:schemas/booking.json@v9',
        }),
      /unknown revision "v9"/,
    ],
    [
      'base that is not production',
      () => consumer({ recording: ', output: /out' }, () => 'late'),
      /answers otherwise than production did on 15 %/,
    ],
    [
      'a recording that is too old',
      () => consumer({ recording: ', time: /at, max_age: 4w' }),
      /ends 60 days before this change \(max_age 4w\)/,
    ],
    ['traffic that is not there', () => consumer({ recording: '' }), /no file/],
  ];

  test.each(ways)('%s', async (why, make, because) => {
    const upstream = events(gate);
    upstream.write('schemas/booking.json', booking(59));
    const risk = make();
    if (why.startsWith('traffic')) risk.git('rm', '--quiet', 'traffic.jsonl');
    risk.commit();
    const report = await check(upstream, { consumers: given({ risk }) });
    expect(lineOf(report, 'acme/risk')).toMatchObject({
      status: 'not judged',
      because: expect.stringMatching(because),
    });
    expect(report.verdict).toBe('pass');
    expect(report.text).toContain('1 downstream not judged');
  });

  test('a recording of yesterday is not too old for a head that says it is from 2099', async () => {
    const upstream = events(gate);
    upstream.git('checkout', '--quiet', '-b', 'tighten');
    upstream.commit({ 'schemas/booking.json': booking(59) });
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '--amend', '--no-edit'], {
      cwd: upstream.directory,
      env: { ...process.env, GIT_COMMITTER_DATE: '2099-01-01T00:00:00Z' },
    });
    const risk = consumer({ recording: ', time: /at, max_age: 4w', from: Date.now() - 86_400_000 });
    const report = await check(upstream, { head: 'tighten', consumers: given({ risk }) });
    expect(lineOf(report, 'acme/risk')).toMatchObject({ status: 'judged', verdict: 'fail' });
    expect(report.verdict).toBe('fail');
  });

  test('one that reads a third repository that nobody gave is not looked at, which holds the change', async () => {
    const upstream = events(gate);
    upstream.write('schemas/booking.json', booking(59));
    const risk = consumer({ schema: 'acme/events:schemas/booking.json\n      - schema: acme/other:a.json' });
    const report = await check(upstream, { consumers: given({ risk }) });
    expect(lineOf(report, 'acme/risk')).toMatchObject({
      status: 'not read',
      because: expect.stringContaining('acme/other'),
    });
    expect(report.verdict).toBe('inconclusive');
  });
});

test('the command line says it in every form, and in its exit status', async () => {
  const upstream = events('version: 1\nconsumers: { acme/risk: block }\n');
  upstream.write('schemas/booking.json', booking(59));
  const folder = temporaryFolder();
  const [json, markdown, html] = ['a.json', 'a.md', 'a.html'].map((name) => join(folder, name));
  const forms = ['--json', json, '--markdown', markdown, '--html', html] as string[];
  const options = given({ risk: consumer(), quiet: consumer({ schema: 'acme/events:schemas/booking.json@v1' }) });
  const told = await weir(['check', ...options.flatMap((one) => ['--consumers', one]), ...forms], upstream.directory);
  expect(told).toMatchObject({ status: 1, stderr: '' });
  expect(JSON.parse(readFileSync(json as string, 'utf8')).downstreams).toHaveLength(2);
  for (const file of [markdown, html])
    expect(readFileSync(file as string, 'utf8')).toMatch(/acme\/risk[\s\S]*rejected/);
  const nowhere = await weir(['check', '--consumers', `acme/risk=${folder}/x`], upstream.directory);
  expect(nowhere.status).toBe(2);
  const twice = await weir(
    ['check', '--consumers', options[0] ?? '', '--consumers', options[0] ?? ''],
    upstream.directory,
  );
  expect(twice).toMatchObject({ status: 2, stderr: expect.stringContaining('acme/risk is given twice') });
  const unknown = await weir(['check', '--consumers', `${options[0]}@nope`], upstream.directory);
  expect(unknown.stderr).toContain('acme/risk: unknown revision "nope"');
  upstream.git('remote', 'remove', 'origin');
  const nameless = await weir(['check', ...options.flatMap((one) => ['--consumers', one])], upstream.directory);
  expect(nameless).toMatchObject({ status: 2, stderr: expect.stringContaining('--name owner/name') });
});

test('the organization’s .github says who may block, of whom the repository says nothing', async () => {
  const [upstream, risk, organization] = [events(), consumer(), makeRepository()];
  upstream.commit({ 'schemas/booking.json': booking(59) });
  organization.commit({ '.github/weir.yml': 'version: 1\nconsumers: { acme/risk: block, acme/absent: block }\n' });
  const given = { base: 'HEAD~1', consumers: [`acme/risk=${risk.directory}`] };
  const gateOf = ({ verdict, downstreams = [] }: Told) => [verdict, ...downstreams.map(({ gate }) => gate)];
  expect(gateOf(await check(upstream, given))).toEqual(['pass', 'inform']);
  const beside = { ...given, with: [`acme/.github=${organization.directory}`] };
  expect(gateOf(await check(upstream, beside))).toEqual(['fail', 'block']);
  organization.commit({ '.github/weir.yml': 'version: 1\nconsumers: { acme/risk: veto }\n' });
  await expect(check(upstream, beside)).rejects.toMatchObject({
    problems: [expect.objectContaining({ file: 'acme/.github:.github/weir.yml', line: 2 })],
  });
});

test('of a repository with very many pipelines 200 are looked at, and the rest is said', async () => {
  const [upstream, many] = [events(), consumer()];
  const [head = '', pipeline = ''] = weirYml({}).split(/^ {2}board:\n/m);
  const named = Array.from({ length: 203 }, (_, at) => `  board-${at}:\n${pipeline}`);
  many.commit({ '.github/weir.yml': head + named.join('') });
  upstream.commit({ 'schemas/booking.json': booking(99).replaceAll('\n', '\n  ') });
  const given = [`acme/risk=${many.directory}`];
  const { downstreams = [] } = await check(upstream, { base: 'HEAD~1', consumers: given });
  const judged = downstreams.filter(({ status, verdict }) => status === 'judged' && verdict === 'unaffected');
  expect(judged).toHaveLength(200);
  expect(downstreams.slice(200)).toMatchObject([
    { status: 'not read', because: expect.stringContaining('3 more of its pipelines read files of acme/events') },
  ]);
});
