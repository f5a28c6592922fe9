/** What a plan of a pipeline runs: both versions of each of its artifacts. */
import { type ArtifactChanges, lineage } from '../artifacts/artifact-changes.ts';
import { keyOf, type ReferenceKey } from '../artifacts/reference.ts';
import type { PipelineConfig } from '../config/config.ts';
import type { Versions } from './plan.ts';

/** Of every artifact of the pipeline that both sides have. */
export function versionsOf(pipeline: PipelineConfig, changes: ArtifactChanges): ReadonlyMap<ReferenceKey, Versions> {
  const versions = new Map<ReferenceKey, Versions>();
  for (const reference of lineage(pipeline).map(keyOf)) {
    const change = changes.get(reference);
    if (change?.base && change.head)
      versions.set(reference, { reference, base: change.base, head: change.head, edited: change.edits.length > 0 });
  }
  return versions;
}
