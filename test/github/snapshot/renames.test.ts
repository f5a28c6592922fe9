import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renames } from '../../../src/github/snapshot/renames.ts';
import { openSnapshot } from '../../../src/github/snapshot/snapshot.ts';
import type { Renames } from '../../../src/repository/snapshot.ts';
import { type Fixture, makeRepository } from '../../repository/fixture.ts';
import { describeRenames, EDITED, RULES } from '../../repository/snapshot-contract.ts';
import { type GitDataOptions, serveGitData } from './git-data-server.ts';

describeRenames('GitHub', (fixture, base, head) => find(fixture, base, head));

async function find(fixture: Fixture, base: string, head: string, options?: GitDataOptions): Promise<Renames> {
  const { repository } = await serveGitData(fixture, options);
  const [before, after] = await Promise.all(
    [base, head].map((revision) => openSnapshot(repository, fixture.git('rev-parse', revision), revision)),
  );
  if (!before || !after) throw new Error('no snapshots');
  return renames(repository, before, after);
}

describe('renames on GitHub', () => {
  it('of equal contents are all found, of edited files those among the first that GitHub compares', async () => {
    const fixture = makeRepository();
    const names = Array.from({ length: 8 }, (_, index) => `f${index}.txt`);
    fixture.commit(Object.fromEntries([...names, 'z.txt'].map((name) => [`old/${name}`, `${name}\n${RULES}`])));
    rmSync(join(fixture.directory, 'old'), { recursive: true });
    fixture.commit({
      ...Object.fromEntries(names.map((name) => [`new/${name}`, `${name}\n${RULES}`])),
      'new/z.txt': `z.txt\n${EDITED}`,
    });
    const exact = names.map((name) => [`old/${name}`, `new/${name}`] as const);
    expect(await find(fixture, 'HEAD~1', 'HEAD')).toEqual(new Map([...exact, ['old/z.txt', 'new/z.txt']]));
    expect(await find(fixture, 'HEAD~1', 'HEAD', { files: 5 })).toEqual(new Map(exact));
  });

  it('leave out what GitHub calls moved since an older commit, and what has gone nowhere', async () => {
    const fixture = makeRepository();
    const start = fixture.commit({ 'a.txt': RULES, 'c.txt': 'c' });
    fixture.git('checkout', '--quiet', '-b', 'topic');
    fixture.git('mv', 'a.txt', 'b.txt');
    const topic = fixture.commit({ 'b.txt': EDITED });
    fixture.git('checkout', '--quiet', '-b', 'other', start);
    fixture.git('mv', 'a.txt', 'b.txt');
    fixture.git('rm', '--quiet', 'c.txt');
    const other = fixture.commit({ 'd.txt': 'd' });
    expect(await find(fixture, topic, other)).toEqual(new Map());
    expect(await find(fixture, other, topic)).toEqual(new Map());
  });

  it('ask nothing more where no file is gone', async () => {
    const fixture = makeRepository();
    const base = fixture.commit({ 'a.txt': RULES });
    const head = fixture.commit({ 'b.txt': RULES });
    const { repository, requests } = await serveGitData(fixture);
    const snapshots = await Promise.all([base, head].map((sha) => openSnapshot(repository, sha, sha)));
    const [before, after] = snapshots;
    if (!before || !after) throw new Error('no snapshots');
    expect(await renames(repository, before, after)).toEqual(new Map());
    expect(requests.filter((request) => request.startsWith('compare'))).toEqual([]);
  });
});
