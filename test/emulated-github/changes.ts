/** What a pull request changes, found by comparing trees: there is no limit on their number. */
import { ask } from './git-store.ts';
import { type Pull, type RepositoryRecord, storeOf, type World } from './world.ts';

export interface ChangedFile {
  readonly sha: string;
  readonly filename: string;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  readonly previous_filename?: string;
  readonly additions: number;
  readonly deletions: number;
  readonly changes: number;
  readonly patch?: string;
}

interface Comparison {
  readonly merge_base_commit: { readonly sha: string };
  readonly ahead_by: number;
  readonly commits: readonly unknown[];
  readonly files: readonly ChangedFile[];
}

/** Between the merge base and the head. */
export async function comparison(world: World, pull: Pull): Promise<Comparison> {
  const range = `${pull.base.sha}...${pull.head.sha}`;
  return ask(world.git, 'GET', `/repos/${storeOf(pull.base.repository).fullName}/compare/${range}`);
}

/** A comparison lists 300 files at most; what is beyond comes from the trees, without counts of lines. */
export async function changedFiles(world: World, pull: Pull): Promise<readonly ChangedFile[]> {
  const { files, merge_base_commit } = await comparison(world, pull);
  if (files.length < 300) return files;
  const repository = pull.base.repository;
  const [base, head] = [
    await entries(world, repository, merge_base_commit.sha),
    await entries(world, repository, pull.head.sha),
  ];
  const paths = [...new Set([...base.keys(), ...head.keys()])].filter((path) => base.get(path) !== head.get(path));
  return paths.sort().map((filename) => ({
    sha: head.get(filename) ?? base.get(filename) ?? '',
    filename,
    status: base.has(filename) ? (head.has(filename) ? 'modified' : 'removed') : 'added',
    additions: 0,
    deletions: 0,
    changes: 0,
  }));
}

/** Blob ids by path. */
export async function entries(
  world: World,
  repository: RepositoryRecord,
  commit: string,
): Promise<Map<string, string>> {
  const path = `/repos/${storeOf(repository).fullName}/git/trees/${commit}?recursive=1`;
  const { tree } = await ask<{ tree: { path: string; type: string; sha: string }[] }>(world.git, 'GET', path);
  return new Map(tree.filter(({ type }) => type === 'blob').map((entry) => [entry.path, entry.sha]));
}
