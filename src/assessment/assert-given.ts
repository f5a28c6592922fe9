/** Files of other repositories are read where somebody gives these; anywhere else nothing is judged, rather than without them. */
import { lineage } from '../artifacts/artifact-changes.ts';
import { placeOf } from '../artifacts/proposal.ts';
import { shownPath } from '../document/elsewhere.ts';
import { RepositoryError } from '../errors.ts';
import type { Snapshot } from '../repository/snapshot.ts';
import type { Asked } from './question.ts';

/** Throws RepositoryError at each such name in weir.yml. */
export function assertGiven(base: Snapshot, { judging: { config }, pipelines }: Asked): void {
  if (base.elsewhere) return;
  const problems = pipelines.flatMap((pipeline) =>
    lineage(pipeline).flatMap(({ repository, path }) => {
      if (repository === '') return [];
      const message = `${shownPath(path)} lies in ${repository}, and Weir reads other repositories only on the command line`;
      const expected = `weir check --with ${repository}=<a clone of it>`;
      return [{ ...placeOf(path, pipeline, config), message, expected }];
    }),
  );
  if (problems.length > 0) throw new RepositoryError(problems);
}
