/** What is known of a pipeline without a replay: that it is new, that it cannot run at head, that no edit reaches it. */
import { type ArtifactChanges, lineage } from '../artifacts/artifact-changes.ts';
import { keyOf } from '../artifacts/reference.ts';
import type { PipelineConfig } from '../config/config.ts';
import { fingerprintOf } from '../gate/fingerprint.ts';
import { brokenReport, newReport, unaffectedReport } from '../gate/unreplayed-report.ts';
import type { PipelineReport } from '../report/report.generated.ts';

/**
 * The report of a pipeline that needs no replay; undefined for one that does.
 * @param reached indexes of the edits that reach it
 */
export function settle(
  pipeline: PipelineConfig,
  changes: ArtifactChanges,
  reached: readonly number[],
): PipelineReport | undefined {
  const references = lineage(pipeline);
  if (references.some((reference) => !changes.get(keyOf(reference))?.base)) return newReport(pipeline);
  const gone = references.filter((reference) => !changes.get(keyOf(reference))?.head).map(({ path }) => path);
  // An owner may accept even that.
  if (gone.length > 0)
    return {
      ...brokenReport(pipeline, [...new Set(gone)], reached),
      fingerprint: fingerprintOf(pipeline, changes, []),
    };
  return reached.length === 0 ? unaffectedReport(pipeline) : undefined;
}
