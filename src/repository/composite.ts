/** A snapshot that reads files of other repositories too, each at a commit that was found once. */
import { type Elsewhere, parseElsewhere, rootElsewhere } from '../document/elsewhere.ts';
import { RepositoryError } from '../errors.ts';
import type { RevisionElsewhere, Snapshot } from './snapshot.ts';

/** The snapshot of another repository on this side. Throws a RepositoryError where there is none. */
export type SnapshotElsewhere = (where: Elsewhere) => Promise<Snapshot>;

/** @param elsewhere what is read with it, for reports */
export function composite(own: Snapshot, at: SnapshotElsewhere, elsewhere: readonly RevisionElsewhere[]): Snapshot {
  async function read<T>(path: string, ask: (snapshot: Snapshot, path: string) => Promise<T>): Promise<T> {
    const found = parseElsewhere(path);
    if (!found) return ask(own, path);
    const snapshot = await at(found);
    return ask(snapshot, found.path).catch((error) => {
      throw error instanceof RepositoryError ? underRoot(error, `${rootElsewhere(found)}/`) : error;
    });
  }

  return {
    revision: own.revision,
    name: own.name,
    elsewhere,
    read: (path) => read(path, (snapshot, file) => snapshot.read(file)),
    readBytes: (path) => read(path, (snapshot, file) => snapshot.readBytes(file)),
    async list(beside) {
      const found = beside === undefined ? undefined : parseElsewhere(beside);
      if (!found) return own.list();
      const root = rootElsewhere(found);
      return (await (await at(found)).list()).map((path) => `${root}/${path}`);
    },
    mayRun: (path) => read(path, async (snapshot, file) => (await snapshot.mayRun?.(file)) ?? false),
    // Of files elsewhere nobody asks what else changed there.
    follow: async (path) => (parseElsewhere(path) ? path : ((await own.follow?.(path)) ?? path)),
  };
}

/** Its problems with files of the other repository named as such. */
function underRoot(error: RepositoryError, root: string): RepositoryError {
  const problems = error.problems.map((problem) =>
    problem.file === undefined ? problem : { ...problem, file: root + problem.file },
  );
  return new RepositoryError(problems, { cause: error });
}
