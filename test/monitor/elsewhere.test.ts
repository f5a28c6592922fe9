/** `weir monitor --with`: rules that lie in another repository are watched as if they lay in this one. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { weir } from '../e2e/weir.ts';
import { type Fixture, makeRepository } from '../repository/fixture.ts';

const WEEKS = 17;
/** From this week on production runs what was merged before it. */
const NEW = 14;
const MONDAY = Date.UTC(2001, 0, 1);
const DAY = 86_400_000;
const [FIRST, SECOND] = ['2000-12-01T00:00:00Z', new Date(MONDAY + (NEW * 7 - 1) * DAY).toISOString()];

const weirYml = (rules: string) => `version: 1
recordings:
  claims: { files: claims.jsonl, input: /claim, output: /answer, time: /at }
pipelines:
  claims:
    recording: claims
    steps:
      - { rules: "${rules}", into: /paid }
    outputs: { paid: { at: /paid, kind: category } }
    limits: { paid.changed: 5% }
`;
const paidFrom = (delay: number) => JSON.stringify({ if: [{ '>=': [{ var: 'delay' }, delay] }, 'yes', 'no'] });

const claims = Array.from({ length: WEEKS * 100 }, (_, index) => {
  const [week, delay] = [Math.floor(index / 100), index % 100];
  const at = new Date(MONDAY + week * 7 * DAY + Math.floor(delay / 15) * DAY).toISOString();
  return `${JSON.stringify({ claim: { delay }, answer: delay >= (week < NEW ? 50 : 25) ? 'yes' : 'no', at })}\n`;
}).join('');

function commitOn(repository: Fixture, date: string, subject: string, files: Record<string, string>): string {
  for (const [path, text] of Object.entries(files)) repository.write(path, text);
  repository.git('add', '--all');
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@acme.example', 'commit', '--quiet', '-m', subject], {
    cwd: repository.directory,
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: date },
  });
  return repository.git('rev-parse', 'HEAD');
}

async function watched(repository: Fixture, ...args: readonly string[]) {
  const file = join(repository.directory, '.git/monitor.json');
  const run = await weir(['monitor', '--explain', '--jobs', '1', '--json', file, ...args], repository.directory);
  return { ...run, json: run.status === 2 ? '' : readFileSync(file, 'utf8') };
}

function repositories() {
  const [whole, risk, own] = [makeRepository(), makeRepository(), makeRepository()];
  commitOn(whole, FIRST, 'First', { '.github/weir.yml': weirYml('paid.json'), 'paid.json': paidFrom(50) });
  const merge = commitOn(whole, SECOND, 'Pay earlier (#7)', { 'paid.json': paidFrom(25) });
  commitOn(risk, FIRST, 'First', { 'paid.json': paidFrom(50) });
  risk.git('tag', 'v1');
  const elsewhere = commitOn(risk, SECOND, 'Pay earlier (#7)', { 'paid.json': paidFrom(25) });
  commitOn(own, FIRST, 'First', { '.github/weir.yml': weirYml('acme/risk:paid.json') });
  for (const one of [whole, own]) one.write('claims.jsonl', claims);
  return { whole, risk, own, merge, elsewhere };
}

test('finds the merge of the other repository, with the numbers that it has where the rules lie here', async () => {
  const { whole, risk, own, merge, elsewhere } = repositories();
  const here = await watched(whole);
  const there = await watched(own, '--with', `acme/risk=${risk.directory}`);
  expect([here.stderr, there.stderr]).toEqual(['', '']);
  expect(here.json).toContain(merge);
  // One in four claims is newly paid.
  expect(here.json).toContain('0.25');
  expect(there.json).toContain('acme/risk: Pay earlier (acme/risk#7)');
  const same = there.json
    .replaceAll(elsewhere, merge)
    .replaceAll('acme/risk: Pay earlier (acme/risk#7)', 'Pay earlier (#7)');
  const finding = (text: string): unknown => JSON.parse(text).pipelines[0].findings;
  expect(finding(same)).toEqual(finding(here.json));
  expect([here.status, there.status]).toEqual([1, 1]);
  expect(finding(same)).toMatchObject([{ cause: 'merge', commit: merge }]);
});

test('a tag stays what it is', async () => {
  const { risk, own, elsewhere } = repositories();
  commitOn(own, FIRST, 'Pin', { '.github/weir.yml': weirYml('acme/risk:paid.json@v1') });
  const { json, stderr } = await watched(own, '--with', `acme/risk=${risk.directory}`);
  expect(stderr).toBe('');
  expect(json).not.toContain(elsewhere);
});

test('names the line where a repository was not given', async () => {
  const { own } = repositories();
  const { status, stderr } = await watched(own);
  expect(status).toBe(2);
  expect(stderr).toContain('.github/weir.yml:8');
  expect(stderr).toContain('--with acme/risk=<a clone of it>');
});

test('a repository that is younger than what it reads knows the version before the merge all the same', async () => {
  const { risk, elsewhere } = repositories();
  const own = makeRepository();
  commitOn(own, new Date(MONDAY).toISOString(), 'First', { '.github/weir.yml': weirYml('acme/risk:paid.json') });
  own.write('claims.jsonl', claims);
  const { json, stderr } = await watched(own, '--with', `acme/risk=${risk.directory}`);
  expect(stderr).toBe('');
  expect(JSON.parse(json).pipelines[0].findings).toMatchObject([{ cause: 'merge', commit: elsewhere }]);
});
