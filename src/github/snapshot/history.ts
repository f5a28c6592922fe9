/** Earlier versions of files of a repository on GitHub, from one commit back: which commits changed them, by GitHub's API. */
import type { History } from '../../artifacts/compatibility/earlier.ts';
import { RepositoryError } from '../../errors.ts';
import { onceEach } from '../../once.ts';
import type { Snapshot } from '../../repository/snapshot.ts';
import type { LoggedCommit } from '../port/git.ts';
import type { Repository } from '../port/repository.ts';
import type { Blobs } from './blobs.ts';
import { orNotFound } from './not-found.ts';
import { openSnapshot } from './snapshot.ts';

/** Each file takes a request, or two. */
const MOST_FILES = 10;

/**
 * Commits are opened where somebody reads them, each once, and blobs that are equal are read once.
 * @param from full id of a commit
 * @param signal ends it between two requests
 */
export function historyOf(repository: Repository, from: string, blobs: Blobs, signal: AbortSignal): History {
  const open = onceEach((id: string) => {
    signal.throwIfAborted();
    return openSnapshot(repository, id, id, blobs);
  });
  return async (paths, most) => {
    if (paths.length > MOST_FILES) throw tooMany(paths);
    const lists = paths.map((path) => orNotFound(changing(path, most), `the commit ${from}`, repository));
    const commits = newestFirst((await Promise.all(lists)).flat());
    return { snapshots: commits.slice(0, most).map((commit) => asSnapshot(commit, open)), isCut: false };
  };

  /** As many pages as hold so many, and no other. */
  async function changing(path: string, most: number): Promise<readonly LoggedCommit[]> {
    const commits: LoggedCommit[] = [];
    for await (const page of repository.git.log(from, path)) {
      signal.throwIfAborted();
      commits.push(...page);
      if (commits.length >= most) break;
    }
    return commits.slice(0, most);
  }
}

/** Each commit once. Those of one second stay in the order in which GitHub lists them. */
function newestFirst(commits: readonly LoggedCommit[]): LoggedCommit[] {
  const byId = new Map(commits.map((commit) => [commit.id, commit]));
  return [...byId.values()].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function asSnapshot(
  { id, at: committed }: LoggedCommit,
  open: (id: string) => Promise<Snapshot>,
): Snapshot & { readonly committed: string } {
  return {
    revision: id,
    name: id,
    committed,
    read: async (path) => (await open(id)).read(path),
    readBytes: async (path) => (await open(id)).readBytes(path),
    list: async () => (await open(id)).list(),
  };
}

function tooMany([path = '', ...others]: readonly string[]): RepositoryError {
  return new RepositoryError([
    {
      message: `${path} refers to more files than the App looks up the commits of`,
      found: `${others.length}`,
      expected: `at most ${MOST_FILES - 1}`,
    },
  ]);
}
