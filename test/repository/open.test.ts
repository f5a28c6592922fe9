import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { RepositoryError } from '../../src/errors.ts';
import { openRepository } from '../../src/repository/local.ts';
import { makeRepository, temporaryFolder } from './fixture.ts';

describe('openRepository', () => {
  it('finds the top of the repository from a folder inside it', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'deep/er/file.txt': 'x' });
    const repository = await fixture.open(join(fixture.directory, 'deep/er'));
    expect(repository.root).toBe(fixture.directory);
    expect(await (await repository.snapshot('HEAD')).list()).toEqual(['deep/er/file.txt']);
    expect(await (await repository.worktree()).list()).toEqual(['deep/er/file.txt']);
  });

  it('opens a linked working directory at its own commit', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'a.txt': 'one' });
    const linked = join(temporaryFolder(), 'linked');
    fixture.git('worktree', 'add', '--quiet', '-b', 'other', linked);
    writeFileSync(join(linked, 'a.txt'), 'two');
    const repository = await fixture.open(linked);
    expect(repository.root).toBe(linked);
    expect(await (await repository.worktree()).read('a.txt')).toBe('two');
  });

  it('opens a bare repository for revisions, but has no working directory there', async () => {
    const source = makeRepository();
    source.commit({ 'a.txt': 'one' });
    const bare = join(temporaryFolder(), 'bare.git');
    source.git('clone', '--quiet', '--bare', source.directory, bare);
    const repository = await source.open(bare);
    expect(repository.root).toBeUndefined();
    expect(await (await repository.snapshot('main')).read('a.txt')).toBe('one');
    await expect(repository.worktree()).rejects.toThrow(/bare repository has no working directory.*--base, --head/);
  });

  it('says that there is no repository', async () => {
    const folder = temporaryFolder();
    await expect(openRepository(folder)).rejects.toThrow(RepositoryError);
    await expect(openRepository(folder)).rejects.toThrow(`${folder}: no git repository here or in a folder above`);
  });

  it('says that the directory does not exist or is a file', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    await expect(openRepository(join(folder, 'none'))).rejects.toThrow('not a directory; found nothing');
    await expect(openRepository(join(folder, 'file'))).rejects.toThrow('not a directory; found a file');
  });

  it('names the command that declares trust in a repository of another owner', async () => {
    const fixture = makeRepository();
    // Git's own switch to be tested with; the owner of a folder can't be changed by everybody.
    vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1');
    vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
    const opened = openRepository(fixture.directory);
    await expect(opened).rejects.toThrow(`git config --global --add safe.directory '${fixture.directory}'`);
    vi.unstubAllEnvs();
  });

  it('says that git is not installed', async () => {
    const fixture = makeRepository();
    vi.stubEnv('PATH', temporaryFolder());
    await expect(openRepository(fixture.directory)).rejects.toThrow('the program git is not installed');
    vi.unstubAllEnvs();
  });

  it('reads the named repository even where a hook says that git is elsewhere', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'a.txt': 'here' });
    const other = makeRepository();
    other.commit({ 'a.txt': 'there' });
    vi.stubEnv('GIT_DIR', join(other.directory, '.git'));
    vi.stubEnv('GIT_INDEX_FILE', join(other.directory, '.git/index'));
    const repository = await fixture.open();
    expect(await (await repository.snapshot('HEAD')).read('a.txt')).toBe('here');
    vi.unstubAllEnvs();
  });
});

describe('close', () => {
  it('leaves no git program behind', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'a.txt': 'one' });
    const running = watchPrograms();
    const repository = await openRepository(fixture.directory);
    const snapshot = await repository.snapshot('HEAD');
    await Promise.all(Array.from({ length: 20 }, () => snapshot.read('a.txt')));
    await repository.trackedFile(snapshot, 'a.txt');
    expect(running()).toHaveLength(2);
    await repository.close();
    expect(running()).toEqual([]);
    await repository.close();
    await expect(snapshot.read('a.txt')).rejects.toThrow('the repository is closed');
  });

  it('happens at the end of an `await using` block', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'a.txt': 'one' });
    const running = watchPrograms();
    {
      await using repository = await openRepository(fixture.directory);
      await (await repository.snapshot('HEAD')).read('a.txt');
    }
    expect(running()).toEqual([]);
  });
});

/** Ids of the programs started from now on that the system still knows; it knows zombies too. */
function watchPrograms(): () => number[] {
  const started: ChildProcess[] = [];
  const watch = (message: unknown): void => {
    if (isStart(message)) started.push(message.process);
  };
  subscribe('child_process', watch);
  onTestFinished(() => {
    unsubscribe('child_process', watch);
  });
  return () => started.flatMap(({ pid }) => (pid !== undefined && isKnown(pid) ? [pid] : []));
}

function isStart(message: unknown): message is { process: ChildProcess } {
  return typeof message === 'object' && message !== null && 'process' in message;
}

function isKnown(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
