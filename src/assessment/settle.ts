/** What is known of a pipeline without a replay: that it is new, that it cannot run at head, that no edit reaches it. */
import { type ArtifactChanges, artifactOf, lineage } from '../artifacts/artifact-changes.ts';
import { sameFiles } from '../artifacts/content.ts';
import type { Surroundings } from '../artifacts/outside.ts';
import { keyOf } from '../artifacts/reference.ts';
import { engineFor } from '../artifacts/registry.ts';
import type { PipelineConfig, StepConfig } from '../config/config.ts';
import { parseElsewhere } from '../document/elsewhere.ts';
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
  const references = lineage(pipeline).filter(({ only }) => only !== 'head');
  if (references.some((reference) => !changes.get(keyOf(reference))?.base)) return newReport(pipeline);
  const gone = references.filter((reference) => !changes.get(keyOf(reference))?.head).map(({ path }) => path);
  // An owner may accept even that.
  if (gone.length > 0)
    return {
      ...brokenReport(pipeline, [...new Set(gone)], reached),
      fingerprint: fingerprintOf(pipeline, changes, []),
    };
  const left = leftReasons(pipeline, changes);
  const isOther = pipeline.atHead !== undefined || left.length > 0;
  if (reached.length === 0 && !isOther) return unaffectedReport(pipeline);
  const refused = [
    ...(reached.length > 0 || pipeline.atHead?.kind === 'joined' ? [] : left),
    ...apartReasons(pipeline, changes, reached.length > 0),
    ...(reached.length > 0 ? refusals(pipeline, changes, outside) : []),
  ];
  if (refused.length === 0) return undefined;
  const report = refusedReport(pipeline, refused, reached);
  return isOther ? { ...report, fingerprint: fingerprintOf(pipeline, changes, []) } : report;
}

/** Edits that are in no replay, since the pipeline reads their file no more once the change is merged: a sentence for each file. */
export function leftReasons(pipeline: PipelineConfig, changes: ArtifactChanges): string[] {
  return lineage(pipeline).flatMap((reference) =>
    changes.get(keyOf(reference))?.left
      ? [
          `${reference.path} changes, and the pipeline reads it no more once this is merged: what these edits do was not replayed`,
        ]
      : [],
  );
}

/**
 * Why the steps of both sides are not replayed against each other: a sentence each. Who is asked outside, and what a replay may look at,
 * stands in base's weir.yml alone.
 */
export function apartReasons(
  { atHead, steps }: PipelineConfig,
  changes: ArtifactChanges,
  isReached: boolean,
): string[] {
  if (atHead?.kind === 'apart') return isReached ? [] : [atHead.why];
  return steps.flatMap((step) => {
    const { path, only, engine } = step;
    if (only === undefined) return [];
    if (path === undefined) return only === 'head' && !isRecordedAtBase(step, steps) ? [RECORDED] : [];
    const { open, isInside, needs } = engineFor(engine);
    const side = only === 'base' ? 'has no more once this is merged' : 'has once this is merged, and not before';
    const named = `${path} was not replayed: it is of a step that the pipeline ${side}, and`;
    if (open && !isInside?.(path)) return [`${named} who is asked outside of a replay stands in base's weir.yml alone`];
    if (only === 'base') return [];
    // A replay that loads native code is locked in less tightly.
    if (needs.addons && !steps.some((one) => one.only !== 'head' && one.engine === engine))
      return [`${named} which engines with native code run stands in base's weir.yml alone`];
    if (parseElsewhere(path)) return [`${named} what other repositories are read stands in base's weir.yml alone`];
    const reference = artifactOf(step);
    return reference && !changes.get(keyOf(reference))?.head
      ? [`${named} head has no such file, or none that stands`]
      : [];
  });
}

const RECORDED =
  'a step that head adds takes what production answered for its own answer, so that no replay tells what it does';

function isRecordedAtBase(step: StepConfig, steps: readonly StepConfig[]): boolean {
  const fromOf = (one: StepConfig) => ('from' in one ? one.from : undefined);
  return steps.some((one) => one.only !== 'head' && one.engine === step.engine && fromOf(one) === fromOf(step));
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
