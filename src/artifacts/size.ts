import type { Artifact } from './artifact.ts';

/** Characters of all files of these artifacts; bytes of those that are no text. */
export function sizeOf(...artifacts: readonly (Artifact | undefined)[]): number {
  const contents = artifacts.flatMap((artifact) => [...(artifact?.files.values() ?? [])]);
  return contents.reduce((sum, { length }) => sum + length, 0);
}
