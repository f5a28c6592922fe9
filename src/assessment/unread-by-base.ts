/**
 * Files that base's step reads no more, since what it says of how to read them is not in them at head (a decision that has another
 * name there), where head's weir.yml says so in the same place: as with another engine, base's reading is no judgement of head's file.
 */
import { type ArtifactChanges, artifactOf } from '../artifacts/artifact-changes.ts';
import { keyOf } from '../artifacts/reference.ts';
import type { PipelineConfig, StepConfig } from '../config/config.ts';
import { WeirError } from '../errors.ts';
import { assertCompiles } from '../replay/candidates.ts';
import type { ReplayOptions } from '../replay/replay.ts';

/** Steps of base. Throws the signal's reason. */
export async function unreadByBase(
  { steps }: PipelineConfig,
  changes: ArtifactChanges,
  replay: ReplayOptions,
): Promise<ReadonlySet<StepConfig>> {
  const unread = new Set<StepConfig>();
  for (const step of steps) {
    const reference = step.only === 'base' ? artifactOf(step) : undefined;
    const isSaidOtherwise = steps.some(
      ({ only, path, engine }) => only === 'head' && path === step.path && engine === step.engine,
    );
    const change = reference && changes.get(keyOf(reference));
    if (!reference || !isSaidOtherwise || !change?.head || change.edits.length === 0) continue;
    try {
      await assertCompiles([{ engine: reference.engine.id, artifact: change.head }], replay);
    } catch (error) {
      if (!(error instanceof WeirError)) throw error;
      unread.add(step);
    }
  }
  return unread;
}
