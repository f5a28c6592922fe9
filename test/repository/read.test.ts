import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/repository/snapshot.ts';
import { type Fixture, makeRepository, runGit } from './fixture.ts';

const LFS_POINTER = `version https://git-lfs.github.com/spec/v1
oid sha256:${'ab'.repeat(32)}
size 12345
`;

/** A commit and the working directory answer alike; every rule of reading is checked on both. */
const SIDES: Record<string, (fixture: Fixture) => Promise<Snapshot>> = {
  'a commit': async (fixture) => (await fixture.open()).snapshot('HEAD'),
  'the working directory': async (fixture) => (await fixture.open()).worktree(),
};

describe.each(Object.entries(SIDES))('reading from %s', (_side, open) => {
  it('gives the text and, for what is not there, undefined', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'rules/a.json': '{"ü":1}\n', 'empty.txt': '' });
    const snapshot = await open(fixture);
    expect(await snapshot.read('rules/a.json')).toBe('{"ü":1}\n');
    expect(await snapshot.read('empty.txt')).toBe('');
    expect(await snapshot.read('rules/b.json')).toBeUndefined();
    expect(await snapshot.read('rules/a.json/deeper')).toBeUndefined();
    expect(await snapshot.read('.git/config')).toBeUndefined();
  });

  it('lists files sorted by code unit, with every character that a name can have', async () => {
    const fixture = makeRepository();
    const names = [
      'a b.txt',
      'a"b.txt',
      'a\nb.txt',
      'a\tb.txt',
      "it's.txt",
      'Z.txt',
      'ä/ö.txt',
      '日本.txt',
      '-x',
      ':(top)',
      '*',
    ];
    fixture.commit(Object.fromEntries(names.map((name) => [name, `content of ${name}`])));
    const snapshot = await open(fixture);
    expect(await snapshot.list()).toEqual([...names].sort());
    for (const name of names) expect(await snapshot.read(name)).toBe(`content of ${name}`);
  });

  it('drops a byte order mark', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'a.json': Buffer.from('\ufeff{}') });
    expect(await (await open(fixture)).read('a.json')).toBe('{}');
  });

  it('refuses paths that lead elsewhere or are written in another way', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'a/b.txt': 'x' });
    const snapshot = await open(fixture);
    await expect(snapshot.read('../x')).rejects.toThrow('../x: a path with ".."');
    await expect(snapshot.read('a/../a/b.txt')).rejects.toThrow('a path with ".."');
    await expect(snapshot.read('/etc/passwd')).rejects.toThrow('/etc/passwd: an absolute path');
    await expect(snapshot.read('a\\b.txt')).rejects.toThrow('a path with a backslash');
    await expect(snapshot.read('a\0b')).rejects.toThrow('a path with a NUL character');
    await expect(snapshot.read('./a/b.txt')).rejects.toThrow('./a/b.txt: not a plain path; expected a/b.txt');
    await expect(snapshot.read('')).rejects.toThrow('not a plain path');
  });

  it('says that a directory stands there', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'rules/a.json': '{}' });
    await expect((await open(fixture)).read('rules')).rejects.toThrow(
      /^rules: a directory \(at .+\); expected a file$/,
    );
  });

  it('names the submodule that stands there, or that the path leads into', async () => {
    const library = makeRepository();
    library.commit({ 'shared.json': '{}' });
    const fixture = makeRepository();
    fixture.commit({ 'a.txt': 'x' });
    fixture.git(
      'submodule',
      '--quiet',
      'add',
      '--name',
      'shared rules',
      `file://${library.directory}`,
      'vendor/shared',
    );
    fixture.commit();
    const snapshot = await open(fixture);
    const expected = 'part of the submodule shared rules at vendor/shared, which is another repository';
    await expect(snapshot.read('vendor/shared')).rejects.toThrow(`vendor/shared: ${expected}`);
    await expect(snapshot.read('vendor/shared/shared.json')).rejects.toThrow(`vendor/shared/shared.json: ${expected}`);
    expect(await snapshot.list()).toEqual(['.gitmodules', 'a.txt']);
  });

  it('names a submodule by its path where .gitmodules does not know it', async () => {
    const fixture = makeRepository();
    const commit = fixture.commit({ 'a.txt': 'x' });
    fixture.git('update-index', '--add', '--cacheinfo', `160000,${commit},lib`);
    fixture.git('commit', '--quiet', '--message', 'Submodule');
    mkdirSync(join(fixture.directory, 'lib'));
    await expect((await open(fixture)).read('lib')).rejects.toThrow('part of the submodule lib at lib');
  });

  it('follows symbolic links inside the repository, of files and of folders', async () => {
    const fixture = makeRepository();
    fixture.write('rules/v2/a.json', 'linked');
    symlinkSync('v2', join(fixture.directory, 'rules/current'));
    symlinkSync('rules/current/a.json', join(fixture.directory, 'a.json'));
    symlinkSync('../../a.json', join(fixture.directory, 'rules/v2/back.json'));
    fixture.commit();
    const snapshot = await open(fixture);
    expect(await snapshot.read('a.json')).toBe('linked');
    expect(await snapshot.read('rules/current/a.json')).toBe('linked');
    expect(await snapshot.read('rules/current/back.json')).toBe('linked');
    expect(await snapshot.list()).toEqual(['a.json', 'rules/current', 'rules/v2/a.json', 'rules/v2/back.json']);
  });

  it('refuses symbolic links that leave the repository', async () => {
    const fixture = makeRepository();
    mkdirSync(join(fixture.directory, 'deep'));
    symlinkSync('/etc/hostname', join(fixture.directory, 'absolute'));
    symlinkSync(join(fixture.directory, 'a.txt'), join(fixture.directory, 'absolute-inside'));
    symlinkSync('../../outside', join(fixture.directory, 'deep/up'));
    symlinkSync('C:\\outside', join(fixture.directory, 'windows'));
    fixture.commit({ 'a.txt': 'x' });
    const snapshot = await open(fixture);
    for (const path of ['absolute', 'absolute-inside', 'deep/up', 'windows']) {
      await expect(snapshot.read(path)).rejects.toThrow(`${path}: a symbolic link that leads out of the repository`);
    }
  });

  it('gives up on symbolic links that go in a circle, lead to nothing or are too many', async () => {
    const fixture = makeRepository();
    symlinkSync('circle', join(fixture.directory, 'circle'));
    symlinkSync('nothing', join(fixture.directory, 'dangling'));
    symlinkSync('.git/config', join(fixture.directory, 'inner'));
    for (let step = 0; step < 11; step += 1)
      symlinkSync(step === 0 ? 'end' : `l${step - 1}`, join(fixture.directory, `l${step}`));
    fixture.commit({ end: 'reached' });
    const snapshot = await open(fixture);
    await expect(snapshot.read('circle')).rejects.toThrow('more than 10 steps, or in a circle');
    await expect(snapshot.read('dangling')).rejects.toThrow('leads to nothing, which does not exist');
    await expect(snapshot.read('inner')).rejects.toThrow('which does not exist');
    expect(await snapshot.read('l9')).toBe('reached');
    await expect(snapshot.read('l10')).rejects.toThrow('more than 10 steps');
  });

  it('recognises a Git LFS pointer', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'model.json': LFS_POINTER, 'about-lfs.txt': `see ${LFS_POINTER}` });
    const snapshot = await open(fixture);
    await expect(snapshot.read('model.json')).rejects.toThrow('model.json: a Git LFS pointer instead of the content');
    expect(await snapshot.read('about-lfs.txt')).toBe(`see ${LFS_POINTER}`);
  });

  it('refuses bytes that are no UTF-8, at their line', async () => {
    const fixture = makeRepository();
    fixture.commit({
      'latin.yaml': Buffer.from('a: 1\nname: K\xf6ln\n', 'latin1'),
      'utf16.json': Buffer.from('\ufeff{}', 'utf16le'),
    });
    const snapshot = await open(fixture);
    await expect(snapshot.read('latin.yaml')).rejects.toThrow('latin.yaml:2: not UTF-8 text');
    await expect(snapshot.read('utf16.json')).rejects.toThrow('utf16.json: not UTF-8 text; found UTF-16');
  });

  it('refuses a file over 100 MB', async () => {
    const fixture = makeRepository();
    fixture.git('config', 'core.bigFileThreshold', '1m');
    fixture.commit({ 'big.json': Buffer.alloc(100_000_001) });
    await expect((await open(fixture)).read('big.json')).rejects.toThrow(
      'big.json: too large to read; found 101 MB, expected at most 100 MB',
    );
  });

  it('answers a hundred reads at once, each with its own file', async () => {
    const fixture = makeRepository();
    const files = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`f${i}.txt`, `${i}\n`.repeat(i * 50)]));
    fixture.commit(files);
    const snapshot = await open(fixture);
    const texts = await Promise.all(Object.keys(files).map((path) => snapshot.read(path)));
    expect(texts).toEqual(Object.values(files));
  });
});

describe('reading from a commit', () => {
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

describe('reading from the working directory', () => {
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
