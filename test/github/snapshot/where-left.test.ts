import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { whereLeft } from '../../../src/github/snapshot/where-left.ts';
import { type Fixture, makeRepository } from '../../repository/fixture.ts';
import { serveGitData } from './git-data-server.ts';

/** Commits by their number, each with the numbers of its parents; their ids. Each is a second later than the one before, or, `backdated`, earlier. */
function history(fixture: Fixture, parents: readonly (readonly number[])[], backdated = false): string[] {
  const lines = parents.flatMap((of, index) => [
    `commit refs/heads/c${index}\nmark :${index + 1}`,
    `committer A <a@example.org> ${1_700_000_000 + (backdated ? -index : index)} +0000\ndata 0`,
    ...of.map((parent, place) => `${place === 0 ? 'from' : 'merge'} :${parent + 1}`),
    '',
  ]);
  const { status, stderr } = spawnSync('git', ['fast-import', '--quiet'], {
    cwd: fixture.directory,
    input: lines.join('\n'),
  });
  if (status !== 0) throw new Error(String(stderr));
  return fixture.git('rev-parse', ...parents.keys().map((index) => `c${index}`)).split('\n');
}

/** So many commits in a row onto one. */
function row(from: number, next: number, count: number): number[][] {
  return Array.from({ length: count }, (_, index) => [index === 0 ? from : next + index - 1]);
}

describe('where head left the branch', () => {
  it('is asked for once, however far the branch has moved on', async () => {
    const fixture = makeRepository();
    const [start = '', main = '', , head = ''] = history(fixture, [[], [0], [0], [2]]);
    const { repository, requests } = await serveGitData(fixture);
    expect(await whereLeft(repository, main, head)).toEqual({ base: start, isCrossed: false });
    expect(await whereLeft(repository, start, head)).toEqual({ base: start, isCrossed: false });
    expect(await whereLeft(repository, main, start)).toEqual({ base: start, isCrossed: false });
    expect(await whereLeft(repository, main, main)).toEqual({ base: main, isCrossed: false });
    expect(requests).toHaveLength(3);
  });

  it('is the last commit that was merged into it, which takes one more request', async () => {
    const fixture = makeRepository();
    // main: 0 1 2 6; head: 3 on 0, 4 merges 1, 5 merges 2.
    const commits = history(fixture, [[], [0], [1], [0], [3, 1], [4, 2], [2]]);
    const { repository, requests } = await serveGitData(fixture);
    expect(await whereLeft(repository, commits[6] ?? '', commits[5] ?? '')).toEqual({
      base: commits[2],
      isCrossed: false,
    });
    expect(requests).toEqual([expect.stringMatching(/^compare/), expect.stringMatching(/^commits/)]);
  });

  it.for([false, true])(
    'is the tip of a branch that was merged into it and that it was merged into, backdated: %s',
    async (backdated) => {
      const fixture = makeRepository();
      // 1 is main's and 2 is head's own; 3 merges head into main, 4 merges what main was before into head.
      const commits = history(fixture, [[], [0], [0], [1, 2], [2, 1]], backdated);
      const { repository, requests } = await serveGitData(fixture);
      const [, , , main = '', head = ''] = commits;
      expect(await whereLeft(repository, main, head)).toEqual({ base: main, isCrossed: true });
      expect(requests).toHaveLength(2);
    },
  );

  it('is found by the side with fewer commits', async () => {
    const fixture = makeRepository();
    // 0; main is 1; head has 250 commits.
    const commits = history(fixture, [[], [0], ...row(0, 2, 250)]);
    const { repository, requests } = await serveGitData(fixture);
    expect(await whereLeft(repository, commits[1] ?? '', commits.at(-1) ?? '')).toEqual({
      base: commits[0],
      isCrossed: false,
    });
    expect(requests.map((request) => request.slice(0, 48))).toEqual([
      `compare/${commits[1]}`,
      `compare/${commits.at(-1)}`,
    ]);
  });

  it('is looked for among 1,000 commits, and beyond that is the tip of the branch', async () => {
    const fixture = makeRepository();
    const commits = history(fixture, [[], ...row(0, 1, 1000), ...row(0, 1001, 1001), [2001]]);
    const { repository, requests } = await serveGitData(fixture);
    const [start = '', main = '', head = ''] = [0, 1000, 2001].map((index) => commits[index]);
    expect(await whereLeft(repository, main, head)).toEqual({ base: start, isCrossed: false });
    expect(requests).toHaveLength(11);
    const [more = '', another = ''] = [commits[2001], commits[2002]];
    expect(await whereLeft(repository, more, main)).toEqual({ base: start, isCrossed: false });
    fixture.git('checkout', '--quiet', main);
    const longer = fixture.commit();
    expect(await whereLeft(repository, longer, another)).toEqual({ base: longer, isCrossed: true });
  });

  it('is what git itself says of histories of every shape', { timeout: 60_000 }, async () => {
    const fixture = makeRepository();
    let state = 20_240_301;
    const below = (limit: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * limit);
    };
    const shape = Array.from({ length: 60 }, (_, index) =>
      index === 0 ? [] : [...new Set(Array.from({ length: 1 + below(2) }, () => Math.max(0, index - 1 - below(6))))],
    );
    const commits = history(fixture, shape);
    const { repository } = await serveGitData(fixture);
    const seen = new Set<string>();
    for (let trial = 0; trial < 40; trial += 1) {
      const [tip = '', head = ''] = [commits[below(60)], commits[below(60)]];
      const all = fixture.git('merge-base', '--all', tip, head).split('\n');
      const isCrossed = all.length > 1;
      expect(await whereLeft(repository, tip, head), `${tip} ${head}`).toEqual({
        base: isCrossed ? tip : all[0],
        isCrossed,
      });
      seen.add(String(isCrossed));
    }
    expect(seen).toEqual(new Set(['true', 'false']));
  });
});
