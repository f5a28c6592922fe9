/**
 * Names exactly what somebody looked at who approves a pipeline's impact. A rebase or a push that leaves all of it as
 * it was keeps the name; what could move the outputs otherwise changes it.
 */
import { createHash } from 'node:crypto';
import { type ArtifactChanges, lineage } from '../artifacts/artifact-changes.ts';
import { digest, sameContent } from '../artifacts/load.ts';
import { keyOf } from '../artifacts/reference.ts';
import type { PipelineConfig } from '../config/config.ts';

/**
 * 32 hexadecimal digits of a SHA-256 over the pipeline's steps and outputs, the contents of its changed artifacts at base
 * and head, and its recording. Owners and limits are left out: they say who decides, not what is decided on.
 * @param recording name and content identity of each file, in order; empty where nothing was replayed
 */
export function fingerprintOf(
  pipeline: PipelineConfig,
  changes: ArtifactChanges,
  recording: readonly string[],
): string {
  const changed = lineage(pipeline).flatMap((reference) => {
    const change = changes.get(keyOf(reference));
    if (!change || (reference.only === undefined && sameContent(change.base, change.head))) return [];
    return [[reference.path, change.base && digest(change.base), change.head && digest(change.head)]];
  });
  const { name, steps, outputs, params, atHead } = pipeline;
  const { range: _, ...fields } = pipeline.recording;
  const definition = {
    name,
    params,
    steps: steps.map(({ range: _, ...step }) => step),
    outputs,
    recording: fields,
    atHead,
  };
  const hash = createHash('sha256').update(JSON.stringify([definition, changed, recording]));
  return hash.digest('hex').slice(0, 32);
}
