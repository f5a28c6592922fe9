/** Which edits reach a pipeline: those in the artifacts of its lineage. */
import type { PipelineConfig } from '../config/config.ts';
import { type ArtifactChanges, lineage } from './artifact-changes.ts';
import type { Edit } from './engine.ts';
import { keyOf } from './reference.ts';

/** Every edit of the changes, in the order in which a report numbers them. */
export function editsOf(changes: ArtifactChanges): Edit[] {
  return [...changes.values()].flatMap((change) => change.edits);
}

/** What head breaks for readers of versions before base: no pipeline is reached by it, and no record can tell. */
export function earlierEditsOf(changes: ArtifactChanges): Edit[] {
  return [...changes.values()].flatMap(({ earlier }) => earlier?.edits ?? []);
}

/** Why artifacts of a pipeline are not judged against their earlier versions, where they should be; a sentence each. */
export function earlierUnread(pipeline: PipelineConfig, changes: ArtifactChanges): string[] {
  return lineage(pipeline).flatMap((reference) => changes.get(keyOf(reference))?.earlier?.unread ?? []);
}

/** Indexes among `edits` of those in the pipeline's lineage. `edits` are those of `editsOf`. */
export function editsReaching(pipeline: PipelineConfig, changes: ArtifactChanges, edits: readonly Edit[]): number[] {
  const own = new Set(editsIn(pipeline, changes));
  return edits.flatMap((edit, index) => (own.has(edit) ? [index] : []));
}

/** Whether any of these may be felt: what only describes is not. `edits` are those of `editsOf`. */
export function isFelt(reached: readonly number[], edits: readonly Edit[]): boolean {
  return reached.some((index) => !edits[index]?.describes);
}

export function isReached(pipeline: PipelineConfig, changes: ArtifactChanges): boolean {
  return editsIn(pipeline, changes).length > 0;
}

function editsIn(pipeline: PipelineConfig, changes: ArtifactChanges): Edit[] {
  return lineage(pipeline).flatMap((reference) => changes.get(keyOf(reference))?.edits ?? []);
}
