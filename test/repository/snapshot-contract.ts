/** What every snapshot and every search for renames has to do alike, whether git on this machine answers or GitHub. */
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Renames, Snapshot } from '../../src/repository/snapshot.ts';
import { type Fixture, makeRepository } from './fixture.ts';

const LFS_POINTER = `version https://git-lfs.github.com/spec/v1
oid sha256:${'ab'.repeat(32)}
size 12345
`;

/** Long enough that one changed line leaves nine tenths of it as they were. */
export const RULES = Array.from(
  { length: 20 },
  (_, line) => `rule ${line}: when delay > ${line * 7} pay ${line * 13}\n`,
).join('');
export const EDITED = RULES.replace('pay 130', 'pay 999');

/** Every rule of reading, on a snapshot of what the fixture has committed. */
export function describeReading(side: string, open: (fixture: Fixture) => Promise<Snapshot>): void {
  describe(`reading from ${side}`, () => {
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

    it('tells which files are programs, links followed', async () => {
      const fixture = makeRepository();
      fixture.write('run.sh', 'true\n');
      fixture.write('data.sh', 'true\n');
      chmodSync(join(fixture.directory, 'run.sh'), 0o755);
      symlinkSync('run.sh', join(fixture.directory, 'link'));
      fixture.commit();
      const snapshot = await open(fixture);
      const paths = ['run.sh', 'data.sh', 'link', 'none'];
      expect(await Promise.all(paths.map((path) => snapshot.mayRun?.(path)))).toEqual([true, false, true, false]);
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
      await expect(snapshot.read('vendor/shared/shared.json')).rejects.toThrow(
        `vendor/shared/shared.json: ${expected}`,
      );
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
      for (const path of ['a.json', 'rules/current/a.json', 'rules/v2/back.json'])
        expect(await snapshot.follow?.(path)).toBe('rules/v2/a.json');
      expect(await snapshot.follow?.('nothing.json')).toBe('nothing.json');
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
        expect(await snapshot.follow?.(path)).toBe(path);
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
}

/** Renames between commits, which are named as git names them. */
export function describeRenames(
  side: string,
  find: (fixture: Fixture, base: string, head: string) => Promise<Renames>,
): void {
  describe(`renames found by ${side}`, () => {
    it('are found with and without a small change of content', async () => {
      const fixture = makeRepository();
      fixture.commit({ 'same.txt': RULES, 'edited.txt': `${RULES}edited\n`, 'stays.txt': 'x' });
      rmSync(join(fixture.directory, 'same.txt'));
      rmSync(join(fixture.directory, 'edited.txt'));
      fixture.commit({ 'same\nmoved.txt': RULES, 'deep/moved.txt': `${EDITED}edited\n` });
      expect(await find(fixture, 'HEAD~1', 'HEAD')).toEqual(
        new Map([
          ['edited.txt', 'deep/moved.txt'],
          ['same.txt', 'same\nmoved.txt'],
        ]),
      );
    });

    it('are none where nothing moved, or base is head', async () => {
      const fixture = makeRepository();
      fixture.commit({ 'a.txt': RULES });
      fixture.commit({ 'a.txt': EDITED, 'copy.txt': RULES });
      expect(await find(fixture, 'HEAD~1', 'HEAD')).toEqual(new Map());
      expect(await find(fixture, 'HEAD', 'HEAD')).toEqual(new Map());
    });

    it('keep the file name where equal contents moved to several places', async () => {
      const fixture = makeRepository();
      fixture.commit({ 'old/a.txt': RULES, 'old/b.txt': RULES });
      rmSync(join(fixture.directory, 'old'), { recursive: true });
      fixture.commit({ 'anew/b.txt': RULES, 'znew/a.txt': RULES });
      expect(await find(fixture, 'HEAD~1', 'HEAD')).toEqual(
        new Map([
          ['old/a.txt', 'znew/a.txt'],
          ['old/b.txt', 'anew/b.txt'],
        ]),
      );
    });

    it('are none from a symbolic link to a file that says the same', async () => {
      const fixture = makeRepository();
      symlinkSync('somewhere', join(fixture.directory, 'link'));
      fixture.commit();
      rmSync(join(fixture.directory, 'link'));
      fixture.commit({ file: 'somewhere' });
      expect(await find(fixture, 'HEAD~1', 'HEAD')).toEqual(new Map());
    });
  });
}
