/** Merges by what GitHub lists of commits are those that `git log --first-parent` finds, in a real repository. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LoggedCommit } from '../../../src/github/port/git.ts';
import { commitAt, firstCommit, mergesOn } from '../../../src/github/snapshot/merges.ts';
import { seededRandom } from '../../random.ts';

const FORMAT = '--format=%H%x09%P%x09%cI%x09%s';
let folder = '';
let clock = Date.parse('2026-01-01T00:00:00Z');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-merges-'));
  git('init', '-q', '-b', 'main');
  const random = seededRandom(3);
  commit('rules.json');
  for (let round = 0; round < 16; round += 1) {
    const isBranch = random() < 0.6;
    if (isBranch) git('checkout', '-q', '-b', `change-${round}`);
    const commits = 1 + Math.floor(random() * 3);
    for (let index = 0; index < commits; index += 1) commit(random() < 0.4 ? 'rules.json' : 'other.txt');
    if (!isBranch) continue;
    git('checkout', '-q', 'main');
    if (random() < 0.5) commit('beside.txt');
    git('merge', '-q', '--no-ff', '-m', `Merge pull request #${round} from acme/change`, `change-${round}`);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function git(...args: string[]): string {
  // A second more for each, as the order of commits goes by it.
  clock += 1000;
  const date = new Date(clock).toISOString();
  const who = {
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@b.c',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@b.c',
  };
  const env = {
    ...process.env,
    ...who,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_DATE: date,
    GIT_CONFIG_GLOBAL: '/dev/null',
  };
  return execFileSync('git', args, { cwd: folder, env, encoding: 'utf8' });
}

function commit(path: string): void {
  writeFileSync(join(folder, path), `${clock}\n`);
  git('add', '-A');
  git('commit', '-q', '-m', `Change ${path}`);
}

function logged(args: readonly string[]): LoggedCommit[] {
  const lines = git('log', FORMAT, ...args).trim();
  if (lines === '') return [];
  return lines.split('\n').map((line) => {
    const [id = '', parents = '', at = '', message = ''] = line.split('\t');
    return { id, parents: parents.split(' ').filter(Boolean), at, message };
  });
}

/** In pages of so many, as GitHub gives them. */
function paged(size: number) {
  return {
    async *log(from: string, path?: string): AsyncIterable<readonly LoggedCommit[]> {
      const all = logged([from, ...(path === undefined ? [] : ['--', path])]);
      for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
    },
  };
}

test.each([[['rules.json']], [['other.txt']], [['rules.json', 'other.txt']], [['nowhere']]])(
  'that changed %s',
  async (paths) => {
    const line = logged(['--first-parent', 'main', '--', ...paths]);
    const wanted = line.map(({ id, at, message }) => ({ commit: id, at, subject: message }));
    const head = git('rev-parse', 'main').trim();
    expect(await mergesOn(paged(100), head, paths, 200)).toEqual(wanted);
    expect(await mergesOn(paged(100), head, paths, 3)).toEqual(wanted.slice(0, 3));
    if (paths[0] !== 'nowhere') expect(wanted.length).toBeGreaterThan(5);
  },
);

test('only so much of the history is listed as the newest ones need', async () => {
  const head = git('rev-parse', 'main').trim();
  let pages = 0;
  const small = {
    async *log(from: string, path?: string) {
      for await (const page of path === undefined ? paged(5).log(from) : paged(100).log(from, path)) {
        if (path === undefined) pages += 1;
        yield page;
      }
    },
  };
  const wanted = logged(['--first-parent', 'main', '--', 'rules.json']).slice(0, 3);
  expect((await mergesOn(small, head, ['rules.json'], 3)).map(({ commit }) => commit)).toEqual(
    wanted.map(({ id }) => id),
  );
  expect(pages).toBeLessThan(logged(['main']).length / 5);
});

test.each([1, 7, 100])('what a branch was at any time is what git finds, in pages of %i', async (size) => {
  const line = logged(['--first-parent', 'main']);
  const [tip = '', first] = [line[0]?.id, line.at(-1)];
  for (const { at } of line) {
    const expected = git('rev-list', '--first-parent', '-1', `--before=${at}`, 'main').trim();
    expect(await commitAt(paged(size), tip, at)).toBe(expected);
  }
  expect(await commitAt(paged(size), tip, '2025-01-01T00:00:00Z')).toBeUndefined();
  expect(await firstCommit(paged(size), tip)).toBe(first?.id);
});
