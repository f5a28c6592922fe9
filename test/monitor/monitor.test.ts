/** `weir monitor` on a repository with three merges and seventeen weeks of recorded answers. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmulatedGitHub } from '../emulated-github/index.ts';

const WEEKS = 17;
const A_WEEK = 400;
const MONDAY = Date.UTC(2001, 0, 1);
const DAY = 86_400_000;
const directory = mkdtempSync(join(tmpdir(), 'weir-monitor-'));
const cache = mkdtempSync(join(tmpdir(), 'weir-monitor-cache-'));
afterAll(() => {
  for (const folder of [directory, cache]) rmSync(folder, { recursive: true, force: true });
});
const env = { ...process.env, WEIR_CACHE: cache, GIT_CONFIG_GLOBAL: '/dev/null' };

const CONFIG = `\
version: 1
recordings:
  claims: { files: claims.jsonl, input: /claim, output: /answer, time: /at }
pipelines:
  claims:
    recording: claims
    steps:
      - { schema: claim.schema.json }
      - { rules: paid.json, into: /paid }
    outputs:
      paid: { at: /paid, kind: category }
    segments: [/city]
    limits: { paid.changed: 5% }
`;

const paidFrom = (delay: number) => ({ if: [{ '>=': [{ var: 'delay' }, delay] }, 'yes', 'no'] });

/** From week 14 on production runs what was merged then; in week 16 it also answers one in forty as before. */
function records(): string {
  let lines = '';
  for (let week = 0; week < WEEKS; week += 1) {
    for (let index = 0; index < A_WEEK; index += 1) {
      const at = new Date(MONDAY + week * 7 * DAY + Math.floor((index / A_WEEK) * 7) * DAY).toISOString();
      const delay = index % 100;
      const from = week < 14 || (week === 16 && index % 40 === 30) ? 50 : 25;
      const claim = { delay: week === 16 && index % 50 === 7 ? String(delay) : delay, city: index % 3 ? 'JFK' : 'ORD' };
      lines += `${JSON.stringify({ claim, answer: delay >= from ? 'yes' : 'no', at })}\n`;
    }
  }
  return lines;
}

beforeAll(() => {
  const git = (date: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@acme.example', ...args], {
      cwd: directory,
      env: { ...env, GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: date },
    });
  const put = (path: string, text: string) => writeFileSync(join(directory, path), text);
  git('', 'init', '--quiet');
  mkdirSync(join(directory, '.github'));
  put('.github/weir.yml', CONFIG);
  put('.gitignore', 'claims.jsonl\n');
  const schema = { type: 'object', required: ['delay'], properties: { delay: { type: 'number' } } };
  put('claim.schema.json', JSON.stringify(schema));
  put('claims.jsonl', records());
  for (const [date, delay, subject] of [
    ['2000-12-01T00:00:00Z', 50, 'Pay late claims'],
    ['2001-04-02T00:00:00Z', 25, 'Pay earlier'],
    ['2001-04-20T00:00:00Z', 10, 'Pay still earlier'],
  ] as const) {
    put('paid.json', JSON.stringify(paidFrom(delay)));
    git(date, 'add', '--all');
    git(date, 'commit', '--quiet', '--message', subject);
  }
});

function weir(...args: string[]): { status: number; text: string } {
  const main = join(import.meta.dirname, '../../src/cli/main.ts');
  try {
    return {
      status: 0,
      text: execFileSync(process.execPath, [main, ...args], { cwd: directory, env, encoding: 'utf8' }),
    };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return { status, text: stdout + stderr };
  }
}

describe('weir monitor', () => {
  test('names what production runs, the merge that moved it, and the input that broke, and counts nothing twice', () => {
    const file = join(directory, 'found.json');
    const { status, text } = weir('monitor', '--json', file);
    const [found] = JSON.parse(readFileSync(file, 'utf8')).pipelines;
    expect(found.states.map(({ subject }: { subject: string }) => subject)).toEqual([
      'Pay late claims',
      'Pay earlier',
      'Pay still earlier',
    ]);
    expect(found.weeks).toHaveLength(WEEKS);
    // The newest is merged and not deployed.
    expect(found.production.running).toBe(1);
    expect(text).toContain('(Pay earlier), 1 merge behind');
    expect(status).toBe(1);
    const causes = found.findings.map(({ cause, key, state }: { cause: string; key: string; state?: number }) => [
      cause,
      key,
      state,
    ]);
    expect(causes).toContainEqual(['merge', 'paid.changed', 1]);
    expect(causes).toContainEqual(['input', 'rejected', undefined]);
    expect(causes).toContainEqual(['production', 'answers.differ', undefined]);
    for (const { total, production, merges, traffic } of found.splits) {
      const sum = merges.reduce((all: number, { amount }: { amount: number }) => all + amount, 0);
      expect(production + sum + traffic).toBeCloseTo(total, 9);
    }
    // A quarter of the claims is between 25 and 50 days late in every week, 15 % between 10 and 25.
    const shares = (points: { amount: number }[]) => [...new Set(points.map(({ amount }) => amount))];
    const [ran, merged] = found.predictions;
    expect([ran.key, ran.before.length, shares(ran.before), ran.after.length, shares(ran.after), ran.isInside]).toEqual(
      ['paid.changed', 13, [0.25], 3, [0.25], true],
    );
    expect([merged.before.length, shares(merged.before), merged.after]).toEqual([13, [0.15], []]);
    expect(text).toContain('1 of 1 prediction about 1 merge held (100 %); promised are 99 %');
    expect(text).toContain('production has not run it yet');
    expect(found.counted).toBe(3);
    expect(weir('monitor', '--json', file).status).toBe(1);
    expect(JSON.parse(readFileSync(file, 'utf8')).pipelines[0].counted).toBe(0);
  });

  test('has too little to tell while there are few weeks', () => {
    const { status, text } = weir('monitor', '--at', '2001-03-05', '--backtest', '26w');
    expect(status).toBe(3);
    expect(text).toContain('9 whole weeks, and 16 are needed');
    expect(text.replace(/\s+/g, ' ')).toContain(
      'None of the 9 weeks could be looked at: each needs 13 before it that it is compared with, and 3 in a row.',
    );
    expect(text).not.toContain('By the rank rule alone');
  });
});

describe('weir monitor --issue', () => {
  const run = (more: NodeJS.ProcessEnv, ...args: string[]) =>
    promisify(execFile)(
      process.execPath,
      [join(import.meta.dirname, '../../src/cli/main.ts'), 'monitor', '--issue', ...args],
      { cwd: directory, env: { ...env, ...more } },
    ).catch((error: { code: number; stdout: string; stderr: string }) => error);

  test('keeps an issue for each cause, in order, and says what it did', async () => {
    const github = await startEmulatedGitHub({ secret: 'test' });
    const repository = await github.createRepository({ owner: 'acme', name: 'claims', files: { a: 'a' } });
    const GITHUB_TOKEN = github.workflowToken(repository, { contents: 'read', issues: 'write' });
    const workflow = { GITHUB_TOKEN, GITHUB_REPOSITORY: 'acme/claims', GITHUB_API_URL: github.url };
    const { stdout } = await run(workflow);
    expect(stdout).toContain(`${github.url}/acme/claims/issues/1`);
    const titles = [
      'claims: production answers otherwise than its artifacts',
      expect.stringMatching(/^claims: [0-9a-f]{12} \(Pay earlier\) moved paid.changed$/),
      'claims: requests come that are not as they were',
    ];
    expect(repository.issues.map(({ title }) => title)).toEqual(titles);
    expect(repository.issues[1]?.body).toContain('(Pay earlier) did it (+25');
    await run(workflow);
    expect(repository.issues).toHaveLength(3);

    const reading = github.workflowToken(repository, { contents: 'read', issues: 'read' });
    github.closeIssue(repository.issues[0] as never);
    repository.issues.length = 0;
    expect(await run({ ...workflow, GITHUB_TOKEN: reading })).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('3 findings open'),
      stderr: expect.stringContaining('permissions: { contents: read, issues: write }'),
    });
    expect(github.violations).toEqual([]);
    await github.close();
  });

  test.each([
    ['no token', { GITHUB_TOKEN: '', GITHUB_REPOSITORY: 'acme/claims' }, [], 'needs GITHUB_TOKEN'],
    ['no repository', { GITHUB_TOKEN: 'x', GITHUB_REPOSITORY: '' }, [], 'needs GITHUB_REPOSITORY'],
    ['a backtest', { GITHUB_TOKEN: 'x', GITHUB_REPOSITORY: 'a/b' }, ['--backtest', '5w'], 'what would have been'],
    [
      'GitHub out of reach',
      { GITHUB_TOKEN: 'x', GITHUB_REPOSITORY: 'a/b', GITHUB_API_URL: 'ftp://127.0.0.1' },
      [],
      'GITHUB_API_URL',
    ],
  ])('with %s says so', async (_what, more, args, words) => {
    expect(await run(more, ...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(words) });
  });
});

describe('weir monitor --accept', () => {
  const path = join(directory, '.weir/baseline/claims.json');

  test('writes counts and no records, old against new; then the merge is the usual, also where the recording no longer has those weeks', () => {
    const { status, text } = weir('monitor', '--accept', 'The rule was meant to change.');
    expect(status).toBe(0);
    expect(text).toContain('paid.share.yes: 50 % to 50 % before, 50 % to 75 % from now on');
    const written = JSON.parse(readFileSync(path, 'utf8'));
    expect(written).toMatchObject({
      version: 1,
      pipeline: 'claims',
      accepted: '2001-04-23',
      reason: 'The rule was meant to change.',
    });
    expect(Object.keys(written.counts['paid.share.yes'])).toHaveLength(13);
    expect(written.counts['paid.share.yes']['2001-04-16']).toEqual([300, 400]);
    expect(weir('monitor').text).toContain('quiet: nothing is open');

    // Two weeks later the recording begins in April, and all pay as the merge has it.
    const lines = readFileSync(join(directory, 'claims.jsonl'), 'utf8');
    const later = Array.from({ length: 3 * A_WEEK }, (_, index) => {
      const week = WEEKS + Math.floor(index / A_WEEK);
      const at = new Date(MONDAY + week * 7 * DAY + Math.floor(((index % A_WEEK) / A_WEEK) * 7) * DAY).toISOString();
      const delay = index % 100;
      return `${JSON.stringify({ claim: { delay, city: 'JFK' }, answer: delay >= 25 ? 'yes' : 'no', at })}\n`;
    });
    writeFileSync(join(directory, 'claims.jsonl'), later.join(''));
    const found = weir('monitor');
    writeFileSync(join(directory, 'claims.jsonl'), lines);
    expect(found).toMatchObject({ status: 0, text: expect.stringContaining('quiet: nothing is open') });
    expect(found.text).toContain('Weeks from 2001-04-30 to 2001-05-14');
  });

  test.each([
    ['{', 'is no JSON'],
    ['{"version":2}', 'is no baseline'],
    ['{"version":1,"pipeline":"x","accepted":"2001-01-01","reason":"","counts":{}}', 'of another pipeline'],
    [
      '{"version":1,"pipeline":"claims","accepted":"2001-01-01","reason":"","counts":{"a":{"2001-01-01":[1]}}}',
      'is no baseline',
    ],
  ])('a file that is %s is an error that names it', (text, words) => {
    writeFileSync(path, text);
    const found = weir('monitor');
    expect(found.status).toBe(2);
    expect(found.text).toContain('.weir/baseline/claims.json');
    expect(found.text).toContain(words);
  });

  test('without a reason says so', () => {
    rmSync(path);
    expect(weir('monitor', '--accept', ' ').text).toContain('needs a reason');
  });
});
