/** Which heads nobody has proven to compile: a replay compiles only what an edit reaches. */
import type { ArtifactChanges } from '../artifacts/artifact-changes.ts';
import { sameContent } from '../artifacts/load.ts';
import type { Candidate } from './compile.ts';

/** Heads that no replay compiles, since nothing that could be felt tells them from base, and that are not base to the byte. */
export function unproven(changes: ArtifactChanges): Candidate[] {
  return [...changes.values()].flatMap(({ reference, base, head, edits }) =>
    head && edits.every(({ describes }) => describes) && !sameContent(base, head)
      ? [{ engine: reference.engine.id, artifact: head }]
      : [],
  );
}
