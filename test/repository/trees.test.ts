/** What stands in trees and what differs between them, held to what git lists. */
import { spawnSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gitIn } from '../../src/repository/git.ts';
import { openObjects } from '../../src/repository/objects.ts';
import { openTrees } from '../../src/repository/trees.ts';
import { type Fixture, makeRepository } from './fixture.ts';

async function withTrees<T>(
  { directory }: Fixture,
  ask: (trees: ReturnType<typeof openTrees>) => Promise<T>,
): Promise<T> {
  const objects = openObjects(gitIn(directory));
  try {
    return await ask(openTrees(objects));
  } finally {
    await objects.close();
  }
}

/** Names that sort differently as texts and as git's folders do, beyond ASCII, and with what git would quote. */
const FILES = ['a', 'a-b', 'a.b', 'b/a', 'b/a-b/c', 'b/a/c', 'b-a/d', 'ü/ß.json', 'tab\there', 'quote"d', 'z/y/x/w/v'];

test('a tree holds what git lists, in its order', async () => {
  const fixture = makeRepository();
  const files = FILES.filter((path) => path !== 'b/a');
  const commit = fixture.commit(Object.fromEntries(files.map((path) => [path, path])));
  symlinkSync('a', join(fixture.directory, 'link'));
  fixture.git('update-index', '--add', '--chmod=+x', 'a');
  fixture.git('update-index', '--add', '--cacheinfo', `160000,${'a'.repeat(40)},lib/module`);
  const second = fixture.commit();
  for (const id of [commit, second]) {
    const listed = fixture.git('ls-tree', '-r', '-t', '-z', id).split('\0').filter(Boolean);
    const tree = await withTrees(fixture, (trees) => trees.all(id));
    const kinds: Readonly<Record<string, string>> = { '040000': 'tree', '160000': 'commit' };
    expect([...tree].map(([path, { mode, id }]) => `${mode} ${kinds[mode] ?? 'blob'} ${id}\t${path}`)).toEqual(listed);
  }
});

test('two trees differ in the files that git names', async () => {
  const fixture = makeRepository();
  const commits = [fixture.commit()];
  // Each commit adds, changes and removes some; a file becomes a folder and a folder a file.
  for (let round = 0; round < 8; round += 1) {
    rmSync(join(fixture.directory, 'b'), { recursive: true, force: true });
    const written = FILES.filter((path, index) => (index * 7 + round * 5) % 3 > 0 && (path !== 'b/a' || round % 2 > 0));
    const without = round % 2 > 0 ? written.filter((path) => !path.startsWith('b/a/')) : written;
    commits.push(fixture.commit(Object.fromEntries(without.map((path, index) => [path, `${(round * index) % 4}`]))));
  }
  await withTrees(fixture, async (trees) => {
    for (const [index, base] of commits.entries()) {
      for (const head of commits.slice(index)) {
        const found = await trees.differences(base, head);
        const named = fixture
          .git('diff-tree', '-r', '-z', '--no-renames', '--raw', base, head)
          .split(/\0:?/)
          .filter(Boolean);
        const raw = found.map(({ path, base, head }) => {
          const [before, after] = [base ?? NONE, head ?? NONE];
          const status = base ? (head ? 'M' : 'D') : 'A';
          return [`${before.mode} ${after.mode} ${before.id} ${after.id} ${status}`, path];
        });
        const byPath = (one: readonly string[], other: readonly string[]): number =>
          (one[1] ?? '') < (other[1] ?? '') ? -1 : 1;
        const pairs = named.flatMap((text, at) =>
          at % 2 === 0 ? [[text.replace(/^:/, ''), named[at + 1] ?? '']] : [],
        );
        expect(raw.toSorted(byPath)).toEqual(pairs.toSorted(byPath));
      }
    }
  });
});

const NONE = { mode: '000000', id: '0'.repeat(40) };

test('a tree that is damaged is said to be', async () => {
  const fixture = makeRepository();
  const input = Buffer.from('100644 a.txt\0too short');
  const hash = ['-C', fixture.directory, 'hash-object', '-t', 'tree', '-w', '--stdin', '--literally'];
  const tree = spawnSync('git', hash, { input, encoding: 'utf8' }).stdout.trim();
  const commit = fixture.git('commit-tree', '-m', 'Damaged', tree);
  await withTrees(fixture, async (trees) => {
    await expect(trees.all(commit)).rejects.toThrow('is damaged; expected a whole one (git fsck finds damage)');
  });
});
