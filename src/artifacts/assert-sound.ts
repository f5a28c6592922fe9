/** Whether an artifact that no replay runs is one at all: a file that a pipeline names only once the change is merged. */
import type { Artifact, Engine } from './engine.ts';

/** Throws ArtifactError for what is wrong with it as head has it, by itself. Runs nothing. */
export async function assertSound(artifact: Artifact, engine: Pick<Engine, 'diff' | 'inspect'>): Promise<void> {
  // A copy, as if it were another version: a key that stands twice is an error of head alone, and only the engine knows whether
  // its files have keys.
  engine.diff(artifact, { ...artifact });
  await engine.inspect?.(artifact);
}
