/** What differs in a working directory, held to what git says of a commit of it. */
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Fixture, fixtureIn, makeRepository } from './fixture.ts';

const everything = () => true;

/** The working directory compared with `main`, and what git lists once all of it is committed. */
async function bothWays(
  repository: Fixture,
): Promise<{ uncommitted: readonly string[]; committed: readonly string[] }> {
  const opened = await repository.open();
  const base = await opened.snapshot('main');
  const uncommitted = await opened.changed(base, await opened.worktree(), everything);
  repository.git('checkout', '--quiet', '-b', 'change');
  repository.git('commit', '--quiet', '--all', '--message', 'Change');
  const committed = await opened.changed(base, await opened.snapshot('change'), everything);
  const names = repository.git('diff', '--name-only', '--no-renames', 'main', 'change').split('\n');
  expect(committed.map((path) => path.replace(/\/$/, ''))).toEqual(names);
  return { uncommitted, committed };
}

/** A repository with two submodules, checked out and not, neither of which is ever fetched. */
function withSubmodules(): { readonly repository: Fixture; readonly contracts: Fixture } {
  const repository = makeRepository();
  repository.write('README.md', 'Here\n');
  const contracts = fixtureIn(join(repository.directory, 'contracts'));
  contracts.write('a.json', '{}');
  contracts.git('init', '--quiet', '--initial-branch=main');
  contracts.commit();
  mkdirSync(join(repository.directory, 'lib/absent'), { recursive: true });
  repository.git('update-index', '--add', '--cacheinfo', `160000,${'a'.repeat(40)},lib/absent`);
  repository.git('-c', 'advice.addEmbeddedRepo=false', 'add', 'README.md', 'contracts');
  repository.git('commit', '--quiet', '--message', 'Begin');
  return { repository, contracts };
}

test('a submodule whose checkout has moved differs, as it would once committed', async () => {
  const { repository, contracts } = withSubmodules();
  contracts.commit({ 'a.json': '{"a":1}' });
  const { uncommitted, committed } = await bothWays(repository);
  expect(uncommitted).toEqual(['contracts/']);
  expect(committed).toEqual(['contracts/']);
});

test('a submodule that the index alone has moved, as where nobody fetched it, differs', async () => {
  const { repository } = withSubmodules();
  repository.git('update-index', '--cacheinfo', `160000,${'b'.repeat(40)},lib/absent`);
  expect((await bothWays(repository)).uncommitted).toEqual(['lib/absent/']);
});

test('submodules that come and go differ; what lies uncommitted in one does not', async () => {
  const { repository, contracts } = withSubmodules();
  contracts.write('a.json', '{"a":2}');
  repository.git('rm', '--quiet', '--cached', 'lib/absent');
  repository.git('update-index', '--add', '--cacheinfo', `160000,${'c'.repeat(40)},lib/other`);
  expect((await bothWays(repository)).uncommitted).toEqual(['lib/absent/', 'lib/other/']);
});

test('symbolic links that lead elsewhere, and files that become links or links files, differ', async () => {
  const repository = makeRepository();
  const at = (path: string) => join(repository.directory, path);
  const link = (path: string, target: string) => {
    rmSync(at(path), { force: true });
    symlinkSync(target, at(path));
  };
  repository.write('a.json', '1');
  repository.write('b.json', '2');
  repository.write('file.json', 'a.json');
  for (const name of ['same', 'moved', 'written']) link(`${name}.json`, 'a.json');
  repository.commit();
  link('moved.json', 'b.json');
  link('file.json', 'a.json');
  rmSync(at('written.json'));
  repository.write('written.json', '1');
  const { uncommitted, committed } = await bothWays(repository);
  expect(uncommitted).toEqual(['file.json', 'moved.json', 'written.json']);
  expect(committed).toEqual(uncommitted);
});
