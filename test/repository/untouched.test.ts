import { chmodSync, existsSync, globSync, lstatSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Fixture, makeRepository, temporaryFolder } from './fixture.ts';

const LONG = Array.from({ length: 30 }, (_, line) => `line ${line} of the rules\n`).join('');

/** A repository in which everything that git may be told to run leaves a mark. */
function makeTrap(): { fixture: Fixture; marks: string } {
  const marks = join(temporaryFolder(), 'marks');
  const fixture = makeRepository();
  fixture.commit({
    '.gitattributes': '*.txt diff=trap filter=trap merge=trap\n',
    'moved.txt': LONG,
    'edited.txt': 'before\n',
  });
  fixture.write('trap.sh', `#!/bin/sh\necho "$0 $*" >> '${marks}'\ncat\n`);
  const trap = join(fixture.directory, 'trap.sh');
  chmodSync(trap, 0o755);
  for (const hook of ['post-index-change', 'post-checkout', 'reference-transaction', 'fsmonitor-watchman']) {
    fixture.write(`.git/hooks/${hook}`, `#!/bin/sh\necho ${hook} >> '${marks}'\n`);
    chmodSync(join(fixture.directory, '.git/hooks', hook), 0o755);
  }
  const settings = {
    'core.fsmonitor': trap,
    'core.splitIndex': 'true',
    'core.untrackedCache': 'true',
    'core.pager': trap,
    'core.editor': trap,
    'diff.external': trap,
    'diff.trap.textconv': trap,
    'diff.trap.command': trap,
    'filter.trap.clean': trap,
    'filter.trap.smudge': trap,
  };
  for (const [name, value] of Object.entries(settings)) fixture.git('config', name, value);
  rmSync(join(fixture.directory, 'moved.txt'));
  fixture.write('moved-here.txt', `${LONG}and one more\n`);
  fixture.write('edited.txt', 'after\n');
  rmSync(marks, { force: true });
  return { fixture, marks };
}

/** Path, size and times of everything in the folder. */
function stateOf(folder: string): string[] {
  const paths = globSync('**/*', { cwd: folder, exclude: [] }).concat(globSync('.git/**/*', { cwd: folder }));
  return paths.sort().map((path) => {
    const { size, mtimeMs, ctimeMs } = lstatSync(join(folder, path));
    return `${path} ${size} ${mtimeMs} ${ctimeMs}`;
  });
}

it('nothing in the repository changes and nothing that it configures is run', async () => {
  const { fixture, marks } = makeTrap();
  const before = stateOf(fixture.directory);
  const repository = await fixture.open();
  const base = await repository.snapshot('HEAD');
  const head = await repository.worktree();
  expect((await repository.defaultBase(head)).revision).toBe(base.revision);
  expect(await base.read('edited.txt')).toBe('before\n');
  expect(await head.read('edited.txt')).toBe('after\n');
  expect(await repository.renames(base, head)).toEqual(new Map([['moved.txt', 'moved-here.txt']]));
  expect(await repository.renames(base, base)).toEqual(new Map());
  await using file = await repository.trackedFile(base, 'edited.txt');
  expect(file?.path).not.toContain(fixture.directory);
  expect(stateOf(fixture.directory)).toEqual(before);
  expect(before.some((line) => line.startsWith('.git/index '))).toBe(true);
  expect(existsSync(marks)).toBe(false);
  // The traps do work: git's own everyday command falls into them.
  fixture.git('diff');
  expect(existsSync(marks)).toBe(true);
});
