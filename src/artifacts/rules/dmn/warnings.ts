/** What a model means, maybe, otherwise than its author: rows that meet or leave gaps, calls of functions that are not there. */
import type { Problem } from '../../../errors.ts';
import type { Artifact } from '../../engine.ts';
import { withinStack } from '../../parse.ts';
import { Model } from './definitions.ts';
import { tableFindings } from './findings.ts';
import { unknownFunctions } from './functions.ts';

/** By file and line. Throws ArtifactError for what is no model. */
export function warningsIn(artifact: Artifact): Problem[] {
  return withinStack(artifact.path, () => {
    const { own, files } = new Model(artifact);
    return [...unknownFunctions(files), ...tableFindings(own)].sort(
      (one, other) => (one.line ?? 0) - (other.line ?? 0),
    );
  });
}
