/** Reads a params file. */
import { ArtifactError } from '../../../errors.ts';
import type { Artifact, Stage } from '../../engine.ts';
import { parseArtifact } from '../../parse.ts';

/** A stage that answers every document with the file's value. Throws ArtifactError unless that is a mapping. */
export async function compile(artifact: Artifact): Promise<Stage> {
  const source = parseArtifact(artifact);
  const { value, file } = source;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const { line, column } = source.range('');
    const found = Array.isArray(value) ? 'a list' : value === null ? 'nothing' : `a ${typeof value}`;
    throw new ArtifactError([{ file, line, column, message: 'params have no names', found, expected: 'a mapping' }]);
  }
  return { reads: [], run: (batch) => batch.map(() => ({ outcome: 'ok', value })) };
}
