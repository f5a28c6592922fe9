import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Fixture, makeRepository, temporaryFolder } from './fixture.ts';
import { describeRenames, EDITED, RULES } from './snapshot-contract.ts';

function move(fixture: Fixture, from: string, to: string): void {
  renameSync(join(fixture.directory, from), join(fixture.directory, to));
}

describeRenames('git on this machine', async (fixture, base, head) => {
  const repository = await fixture.open();
  return repository.renames(await repository.snapshot(base), await repository.snapshot(head));
});

describe('renames between commits', () => {
  it('are found although the repository switches detection off', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'a.txt': RULES });
    fixture.git('mv', 'a.txt', 'b.txt');
    fixture.commit();
    fixture.git('config', 'diff.renames', 'false');
    const repository = await fixture.open();
    const renames = await repository.renames(await repository.snapshot('HEAD~1'), await repository.snapshot('HEAD'));
    expect(renames).toEqual(new Map([['a.txt', 'b.txt']]));
  });
});

describe('renames into the working directory', () => {
  it('are found whether git was told of them or not', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'told.txt': RULES, 'untold.txt': `untold\n${RULES}`, 'sub/quote.txt': `quote\n${RULES}` });
    fixture.git('mv', 'told.txt', 'told-moved.txt');
    rmSync(join(fixture.directory, 'untold.txt'));
    fixture.write('deep/untold moved.txt', `untold\n${EDITED}`);
    move(fixture, 'sub/quote.txt', 'sub/"qu\\o\nte"\u00fc.txt');
    const repository = await fixture.open();
    const renames = await repository.renames(await repository.snapshot('HEAD'), await repository.worktree());
    expect(renames).toEqual(
      new Map([
        ['told.txt', 'told-moved.txt'],
        ['untold.txt', 'deep/untold moved.txt'],
        ['sub/quote.txt', 'sub/"qu\\o\nte"\u00fc.txt'],
      ]),
    );
  });

  it('leave out new files that are too different, too large or ignored', async () => {
    const fixture = makeRepository();
    fixture.commit({ '.gitignore': '*.log\n', 'a.txt': RULES, 'b.txt': `b\n${RULES}`, 'c.txt': 'other\n'.repeat(9) });
    rmSync(join(fixture.directory, 'a.txt'));
    fixture.write('a.log', RULES);
    rmSync(join(fixture.directory, 'c.txt'));
    fixture.write('different.txt', 'nothing in common\n');
    fixture.write('huge.txt', RULES.repeat(100));
    const repository = await fixture.open();
    expect(await repository.renames(await repository.snapshot('HEAD'), await repository.worktree())).toEqual(new Map());
  });

  it('work in a repository with SHA-256 object names and a folder with quotes in its name', async () => {
    const fixture = makeRepository('--object-format=sha256');
    fixture.commit({ 'a.txt': RULES });
    move(fixture, 'a.txt', 'b.txt');
    const linked = join(temporaryFolder(), 'li"nk:ed');
    renameSync(fixture.directory, linked);
    const repository = await fixture.open(linked);
    const renames = await repository.renames(await repository.snapshot('HEAD'), await repository.worktree());
    expect(renames).toEqual(new Map([['a.txt', 'b.txt']]));
  });

  it('start from a commit', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'a.txt': 'x' });
    const repository = await fixture.open();
    const renames = repository.renames(await repository.worktree(), await repository.snapshot('HEAD'));
    await expect(renames).rejects.toThrow('base has to be a commit');
  });
});
