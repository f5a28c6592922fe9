import { spawnSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Fixture, makeRepository, runGit } from './fixture.ts';
import { describeReading } from './snapshot-contract.ts';

describeReading('a commit', async (fixture) => (await fixture.open()).snapshot('HEAD'));
describeReading('the working directory', async (fixture) => (await fixture.open()).worktree());

describe('what a commit alone does', () => {
  it('ignores what lies in the working directory', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'a.txt': 'committed' });
    fixture.write('a.txt', 'edited');
    fixture.write('b.txt', 'new');
    const snapshot = await (await fixture.open()).snapshot('HEAD');
    expect(await snapshot.read('a.txt')).toBe('committed');
    expect(await snapshot.list()).toEqual(['a.txt']);
  });

  it('works in a repository with SHA-256 object names', async ({ skip }) => {
    const probe = makeRepository();
    if (runGit(probe.directory, ['init', '--object-format=sha256', 'probe']).status !== 0) skip('git lacks SHA-256');
    const fixture = makeRepository('--object-format=sha256');
    const commit = fixture.commit({ 'a.txt': 'one' });
    const snapshot = await (await fixture.open()).snapshot('HEAD');
    expect(snapshot.revision).toBe(commit);
    expect(commit).toHaveLength(64);
    expect(await snapshot.read('a.txt')).toBe('one');
  });

  it('says which object a damaged repository lacks', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'a.txt': 'one', 'b.txt': 'two' });
    const id = fixture.git('rev-parse', 'HEAD:a.txt');
    rmSync(join(fixture.directory, '.git/objects', id.slice(0, 2), id.slice(2)));
    const snapshot = await (await fixture.open()).snapshot('HEAD');
    await expect(snapshot.read('a.txt')).rejects.toThrow(`the repository lacks object ${id}`);
    expect(await snapshot.read('b.txt')).toBe('two');
  });
});

describe('what the working directory alone does', () => {
  it('goes by the index for what is a program where the disk does not tell', async () => {
    const fixture = makeRepository();
    fixture.git('config', 'core.fileMode', 'false');
    fixture.commit({ 'run.sh': 'true\n', 'data.sh': 'true\n' });
    fixture.git('update-index', '--chmod=+x', 'run.sh');
    chmodSync(join(fixture.directory, 'data.sh'), 0o755);
    const snapshot = await (await fixture.open()).worktree();
    expect([await snapshot.mayRun?.('run.sh'), await snapshot.mayRun?.('data.sh')]).toEqual([true, false]);
  });

  it('is called worktree and holds edited and new files, but neither deleted nor ignored ones', async () => {
    const fixture = makeRepository();
    fixture.commit({ '.gitignore': '*.log\n', 'a.txt': 'one', 'gone.txt': 'x' });
    fixture.write('a.txt', 'edited');
    fixture.write('new/b.txt', 'new');
    fixture.write('c.log', 'ignored');
    rmSync(join(fixture.directory, 'gone.txt'));
    const snapshot = await (await fixture.open()).worktree();
    expect(snapshot.revision).toBe('worktree');
    expect(await snapshot.list()).toEqual(['.gitignore', 'a.txt', 'new/b.txt']);
    expect(await snapshot.read('a.txt')).toBe('edited');
    expect(await snapshot.read('new/b.txt')).toBe('new');
    expect(await snapshot.read('gone.txt')).toBeUndefined();
    await expect(snapshot.read('c.log')).rejects.toThrow('c.log: a file that git ignores, so that no commit holds it');
  });

  it('can be read before the first commit', async () => {
    const fixture = makeRepository();
    fixture.write('a.txt', 'new');
    const snapshot = await (await fixture.open()).worktree();
    expect(await snapshot.list()).toEqual(['a.txt']);
    expect(await snapshot.read('a.txt')).toBe('new');
  });

  it('lists a file in the middle of a merge once', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'a.txt': 'start\n' });
    fixture.git('checkout', '--quiet', '-b', 'topic');
    fixture.commit({ 'a.txt': 'topic\n' });
    fixture.git('checkout', '--quiet', 'main');
    fixture.commit({ 'a.txt': 'main\n' });
    expect(runGit(fixture.directory, ['merge', 'topic']).status).toBe(1);
    const snapshot = await (await fixture.open()).worktree();
    expect(await snapshot.list()).toEqual(['a.txt']);
    expect(await snapshot.read('a.txt')).toContain('<<<<<<<');
  });

  it('takes files that a sparse checkout leaves out from the index', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'in/a.txt': 'here', 'out/b.txt': 'left out' });
    fixture.git('sparse-checkout', 'set', 'in');
    const snapshot = await (await fixture.open()).worktree();
    expect(await snapshot.list()).toEqual(['in/a.txt', 'out/b.txt']);
    expect(await snapshot.read('out/b.txt')).toBe('left out');
    await expect(snapshot.read('out')).rejects.toThrow('a directory');
  });

  it('passes over another repository that lies in it', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'a.txt': 'x' });
    fixture.write('other/b.txt', 'x');
    fixture.git('init', '--quiet', 'other');
    const snapshot = await (await fixture.open()).worktree();
    expect(await snapshot.list()).toEqual(['a.txt']);
    expect(await snapshot.read('other/b.txt')).toBeUndefined();
  });

  it('does not wait for a pipe in place of a file', async ({ skip }) => {
    const fixture = makeRepository();
    fixture.commit({ 'a.txt': 'x' });
    rmSync(join(fixture.directory, 'a.txt'));
    if (spawnSync('mkfifo', [join(fixture.directory, 'a.txt')]).status !== 0) skip('no mkfifo here');
    const snapshot = await (await fixture.open()).worktree();
    await expect(snapshot.read('a.txt')).rejects.toThrow('a.txt: no regular file');
  });

  it('says that a file may not be read', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'a.txt': 'secret' });
    chmodSync(join(fixture.directory, 'a.txt'), 0);
    const message = await readAsNobody(fixture, 'a.txt');
    expect(message).toBe('a.txt: may not be read: permission denied; found EACCES');
  });
});

/** The superuser may read everything, so that reading happens in a process without that right. */
async function readAsNobody(fixture: Fixture, path: string): Promise<string> {
  if (process.getuid?.() !== 0) {
    const snapshot = await (await fixture.open()).worktree();
    return snapshot.read(path).then(String, (error: Error) => error.message);
  }
  chmodSync(fixture.directory, 0o755);
  const module = new URL('../../src/repository/local.ts', import.meta.url);
  const script = `
    const { openRepository } = await import(${JSON.stringify(module)});
    await using repository = await openRepository(${JSON.stringify(fixture.directory)});
    const snapshot = await repository.worktree();
    console.log(await snapshot.read(${JSON.stringify(path)}).catch((error) => error.message));`;
  const trust = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' };
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    uid: 65534,
    cwd: '/',
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: '/', ...trust },
  });
  return stdout.trim() || stderr;
}
