/** What is known of a pipeline without a replay: that it is new, that it cannot run at head, that no edit reaches it. */
import { type ArtifactChanges, artifactOf, lineage } from '../artifacts/artifact-changes.ts';
import { sameFiles } from '../artifacts/content.ts';
import type { Surroundings } from '../artifacts/outside.ts';
import { keyOf } from '../artifacts/reference.ts';
import { engineFor } from '../artifacts/registry.ts';
import type { PipelineConfig, StepConfig } from '../config/config.ts';
import { fingerprintOf } from '../gate/fingerprint.ts';
import { brokenReport, newReport, refusedReport, unaffectedReport } from '../gate/unreplayed-report.ts';
import type { PipelineReport } from '../report/report.generated.ts';

/**
 * The report of a pipeline that needs no replay; undefined for one that does.
 * @param reached indexes of the edits that reach it
 * @param outside what its steps may use outside the lock
 */
export function settle(
  pipeline: PipelineConfig,
  changes: ArtifactChanges,
  reached: readonly number[],
  outside: Surroundings,
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
  if (reached.length === 0) return unaffectedReport(pipeline);
  const refused = refusals(pipeline, changes, outside);
  return refused.length === 0 ? undefined : refusedReport(pipeline, refused, reached);
}

/** Steps that nobody would answer here: a replay would find out for each record. */
function refusals({ steps }: PipelineConfig, changes: ArtifactChanges, outside: Surroundings): string[] {
  return steps.flatMap((step) => {
    const { path, engine, options = {} } = step;
    const why = path === undefined ? undefined : engineFor(engine).refused?.(options, outside, differs(step, changes));
    return why === undefined ? [] : [`${path} was not replayed: ${why}`];
  });
}

/** Waits until head is deployed wherever a step has to ask it there. Rejects where nobody waits any more. */
export async function awaitDeployments(
  { steps }: PipelineConfig,
  changes: ArtifactChanges,
  { awaitDeployment }: Surroundings,
): Promise<void> {
  for (const step of awaitDeployment ? steps : []) {
    const awaited = engineFor(step.engine).awaits?.(step.options ?? {});
    if (awaited && differs(step, changes)) await awaitDeployment?.(awaited.environment);
  }
}

/** What did not change is asked where base is. */
function differs(step: StepConfig, changes: ArtifactChanges): boolean {
  const reference = artifactOf(step);
  const change = reference && changes.get(keyOf(reference));
  return change?.base !== undefined && change.head !== undefined && !sameFiles(change.base, change.head);
}
