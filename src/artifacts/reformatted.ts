/** Files that changed and whose change is no edit to anybody who reads them: a report says so, since it shows nothing else of them. */
import type { ArtifactChange, ArtifactChanges } from './artifact-changes.ts';
import { sameContent } from './load.ts';

/** Paths, each once, since several engines may read one: to none of them may the change be an edit. */
export function reformattedPaths(changes: ArtifactChanges): string[] {
  const edited = new Set(pathsWhere(changes, ({ edits }) => edits.length > 0));
  const rewritten = pathsWhere(changes, ({ base, head }) => base && head && !sameContent(base, head));
  return rewritten.filter((path) => !edited.has(path));
}

function pathsWhere(changes: ArtifactChanges, isMeant: (change: ArtifactChange) => unknown): string[] {
  return [...new Set([...changes.values()].filter(isMeant).map(({ reference }) => reference.path))];
}
