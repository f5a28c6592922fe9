/** What a replay that stops early goes by, where nobody says: the same for whoever asks the same. */
import { createHash } from 'node:crypto';
import type { ArtifactChanges } from '../artifacts/artifact-changes.ts';
import { digest } from '../artifacts/load.ts';
import type { PipelineConfig } from '../config/config.ts';

/**
 * Orders the records; from 0 to 2³² − 1. It depends on what is replayed at base and on what the edits mean, and on no commit: who pushes
 * the same change again, on another base, formatted otherwise or with other descriptions, draws the same records again, and
 * nobody can push until a lucky draw.
 */
export function seedOf(pipelines: readonly PipelineConfig[], changes: ArtifactChanges): number {
  const artifacts = [...changes].map(([key, { reference, base, head, edits }]) => [
    key,
    base && digest(base),
    reference.only !== undefined && head && digest(head),
    edits
      .filter(({ describes }) => !describes)
      .map(({ artifact, change, pointer, message }) => [artifact, change, pointer, message]),
  ]);
  const others = pipelines.flatMap(({ name, atHead, steps }) =>
    atHead ? [[name, atHead, steps.map(({ range: _, ...step }) => step)]] : [],
  );
  const text = JSON.stringify([artifacts.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)), others]);
  return createHash('sha256').update(text).digest().readUInt32BE();
}
