import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { cloneOf, makeRepository } from './fixture.ts';

describe('snapshot', () => {
  it('takes branches, tags, full and short ids and ancestors', async () => {
    const fixture = makeRepository();
    const first = fixture.commit({ 'a.txt': 'one' });
    fixture.git('tag', '--annotate', 'v1', '--message', 'First');
    const second = fixture.commit({ 'a.txt': 'two' });
    const repository = await fixture.open();
    const revisions = { main: second, v1: first, 'HEAD~1': first, [first]: first, [second.slice(0, 10)]: second };
    for (const [revision, commit] of Object.entries(revisions)) {
      const snapshot = await repository.snapshot(revision);
      expect(snapshot).toMatchObject({ revision: commit, name: revision });
    }
    expect(await (await repository.snapshot('v1')).read('a.txt')).toBe('one');
  });

  it('takes no tag for the branch of the same name, which git would', async () => {
    const source = makeRepository();
    const first = source.commit({ 'a.txt': 'one' });
    source.git('tag', 'release');
    source.git('branch', 'release');
    source.commit({ 'a.txt': 'two' });
    source.git('tag', 'main', first);
    const both = await source.open();
    await expect(both.snapshot('main')).rejects.toThrow(
      '"main" is a tag, and a branch that holds something else; expected refs/heads/main or refs/tags/main',
    );
    expect((await both.snapshot('refs/tags/main')).revision).toBe(first);
    // Both are one commit.
    expect((await both.snapshot('release')).revision).toBe(first);

    const clone = cloneOf(source);
    clone.git('checkout', '--quiet', '--detach', 'refs/heads/main');
    clone.git('branch', '--delete', 'main');
    const here = await clone.open();
    await expect(here.snapshot('main')).rejects.toThrow('refs/remotes/origin/main or refs/tags/main');
    expect(await (await here.snapshotOfRef('main')).read('a.txt')).toBe('two');
    clone.git('tag', 'origin/main', first);
    await expect(here.snapshot('origin/main')).rejects.toThrow('refs/remotes/origin/main or refs/tags/origin/main');
  });

  it('names the nearest branch or tag of an unknown revision', async () => {
    const fixture = makeRepository();
    fixture.commit();
    fixture.git('branch', 'release');
    const repository = await fixture.open();
    await expect(repository.snapshot('relaese')).rejects.toThrow(
      'unknown revision "relaese"; expected a branch, a tag or a commit; did you mean release?',
    );
    await expect(repository.snapshot('zzzzzzzz')).rejects.toThrow(/a branch, a tag or a commit$/);
  });

  it("points to the remote's branch of that name", async () => {
    const source = makeRepository();
    source.commit();
    const clone = cloneOf(source);
    clone.git('checkout', '--quiet', '--detach');
    clone.git('branch', '--delete', 'main');
    await expect((await clone.open()).snapshot('main')).rejects.toThrow('did you mean origin/main?');
  });

  it('takes what looks like an option for an unknown revision', async () => {
    const fixture = makeRepository();
    fixture.commit();
    const repository = await fixture.open();
    const target = join(fixture.directory, 'written');
    for (const revision of [`--output=${target}`, '--all', '^main', 'main..main', '', 'a\0b']) {
      await expect(repository.snapshot(revision)).rejects.toThrow('unknown revision');
    }
    expect(existsSync(target)).toBe(false);
  });

  it('says what a revision is that is no commit', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'a.txt': 'one' });
    const repository = await fixture.open();
    await expect(repository.snapshot('HEAD:a.txt')).rejects.toThrow('"HEAD:a.txt" is no commit; found a blob');
  });

  it('says that a repository has no commits yet', async () => {
    const repository = await makeRepository().open();
    await expect(repository.snapshot('HEAD')).rejects.toThrow('found a repository without commits');
  });

  it('says that a shallow clone lacks the commit and how to fetch it', async () => {
    const source = makeRepository();
    const first = source.commit({ 'a.txt': 'one' });
    source.commit({ 'a.txt': 'two' });
    const repository = await cloneOf(source, '--depth=1').open();
    for (const revision of ['HEAD~1', first]) {
      await expect(repository.snapshot(revision)).rejects.toThrow(/found a shallow clone.*git fetch --unshallow/);
    }
  });

  it('reads the original where a replacement of the commit is declared', async () => {
    const fixture = makeRepository();
    const original = fixture.commit({ 'a.txt': 'original' });
    const replacement = fixture.commit({ 'a.txt': 'replaced' });
    fixture.git('replace', original, replacement);
    const repository = await fixture.open();
    expect(await (await repository.snapshot(original)).read('a.txt')).toBe('original');
  });
});

describe('defaultBase', () => {
  it("is where head left the remote's default branch, whatever its name", async () => {
    const source = makeRepository();
    source.git('checkout', '--quiet', '-b', 'trunk');
    const start = source.commit({ 'a.txt': 'one' });
    const clone = cloneOf(source);
    clone.commit({ 'a.txt': 'on a branch' });
    const repository = await clone.open();
    const base = await repository.defaultBase(await repository.worktree());
    expect(base).toMatchObject({ revision: start, name: 'merge base with origin/trunk' });
    expect(await base.read('a.txt')).toBe('one');
  });

  it('falls back to origin/main where the remote names no default', async () => {
    const source = makeRepository();
    const start = source.commit();
    const clone = cloneOf(source);
    clone.git('remote', 'set-head', 'origin', '--delete');
    clone.commit();
    const repository = await clone.open();
    const base = await repository.defaultBase(await repository.snapshot('HEAD'));
    expect(base).toMatchObject({ revision: start, name: 'merge base with origin/main' });
  });

  it('is the merge base with the local main, not its tip', async () => {
    const fixture = makeRepository();
    const fork = fixture.commit({ 'a.txt': 'one' });
    fixture.git('checkout', '--quiet', '-b', 'topic');
    fixture.commit({ 'a.txt': 'two' });
    fixture.git('checkout', '--quiet', 'main');
    fixture.commit({ 'b.txt': 'later' });
    const repository = await fixture.open();
    const base = await repository.defaultBase(await repository.snapshot('topic'));
    expect(base.revision).toBe(fork);
  });

  it('is the tip of main where the two were merged into each other: neither of both merge bases is what head began from', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'rule.txt': 'one' });
    fixture.git('checkout', '--quiet', '-b', 'topic');
    const ours = fixture.commit({ 'b.txt': 'one' });
    fixture.git('checkout', '--quiet', 'main');
    const theirs = fixture.commit({ 'rule.txt': 'two' });
    fixture.git('merge', '--quiet', '--no-ff', '--message', 'Merge topic', ours);
    fixture.git('checkout', '--quiet', 'topic');
    // What main had changed is taken back without a commit that says so.
    fixture.git('merge', '--quiet', '--strategy', 'ours', '--message', 'Merge main', theirs);
    const repository = await fixture.open();
    const head = await repository.snapshot('topic');
    const base = await repository.defaultBase(head);
    expect(base).toMatchObject({
      revision: fixture.git('rev-parse', 'main'),
      name: 'main, which has more than one merge base with head',
    });
    expect([await base.read('rule.txt'), await head.read('rule.txt')]).toEqual(['two', 'one']);
    fixture.git('checkout', '--quiet', 'main');
    fixture.git('merge', '--quiet', '--message', 'Merge topic again', 'topic');
    expect(await (await repository.snapshot('main')).read('rule.txt')).toBe('one');
  });

  it("knows the user's own name for default branches", async () => {
    const fixture = makeRepository();
    fixture.git('checkout', '--quiet', '-b', 'stable');
    const commit = fixture.commit();
    fixture.git('config', 'init.defaultBranch', 'stable');
    const repository = await fixture.open();
    expect(await repository.defaultBase(await repository.worktree())).toMatchObject({ revision: commit });
  });

  it('asks for --base where no default branch is known', async () => {
    vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
    const fixture = makeRepository();
    fixture.git('checkout', '--quiet', '-b', 'only');
    fixture.commit();
    const repository = await fixture.open();
    const base = repository.defaultBase(await repository.worktree());
    await expect(base).rejects.toThrow(
      'no base to compare with: the default branch is not known here; expected --base <revision>',
    );
    vi.unstubAllEnvs();
  });

  it('asks for --base where the histories are unrelated', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'a.txt': 'one' });
    fixture.git('checkout', '--quiet', '--orphan', 'island');
    fixture.commit({ 'a.txt': 'two' });
    const repository = await fixture.open();
    const base = repository.defaultBase(await repository.snapshot('island'));
    await expect(base).rejects.toThrow('head and main have no commit in common; expected --base <revision>');
  });

  it('asks for a deeper clone where the common commit is not here', async () => {
    const source = makeRepository();
    source.commit();
    source.git('checkout', '--quiet', '-b', 'topic');
    source.commit({ 'a.txt': 'topic' });
    source.git('checkout', '--quiet', 'main');
    source.commit({ 'a.txt': 'main' });
    const clone = cloneOf(source, '--depth=1', '--no-single-branch');
    const repository = await clone.open();
    const base = repository.defaultBase(await repository.snapshot('origin/topic'));
    await expect(base).rejects.toThrow(/no commit in common.*--base <revision>, or a deeper clone: git fetch/);
  });

  it.each(['main', 'trunk'])('gives the commands that help a shallow clone of one branch beside %s', async (name) => {
    const source = makeRepository();
    source.git('checkout', '--quiet', '-B', name);
    const fork = source.commit({ 'a.txt': 'one' });
    source.git('checkout', '--quiet', '-b', 'topic');
    source.commit({ 'a.txt': 'topic' });
    source.commit({ 'a.txt': 'more' });
    source.git('checkout', '--quiet', name);
    const clone = cloneOf(source, '--depth=1', '--single-branch', '--branch=topic');
    const repository = await clone.open();
    const failure = await repository.defaultBase(await repository.worktree()).catch((error) => error);
    const [, commands = ''] = /clone: (.*) \(in GitHub Actions/.exec(failure.message) ?? [];
    for (const command of commands.split(' && ')) clone.git(...command.replaceAll("'", '').split(' ').slice(1));
    const again = await clone.open();
    expect(await again.defaultBase(await again.worktree())).toMatchObject({ revision: fork });
  });
});
