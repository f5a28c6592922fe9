/** The versions that a pipeline's artifacts have had on a branch: a state for each merge that changed them. */
import { type ArtifactChanges, findArtifactChanges, lineage } from '../artifacts/artifact-changes.ts';
import { digest } from '../artifacts/load.ts';
import { keyOf } from '../artifacts/reference.ts';
import type { PipelineConfig } from '../config/config.ts';
import { fileOf } from '../document/part.ts';
import { WeirError } from '../errors.ts';
import type { Snapshot } from '../repository/snapshot.ts';

export interface Merge {
  readonly commit: string;
  /** Its first line. */
  readonly subject: string;
  /** ISO 8601. */
  readonly at: string;
}

export interface State {
  /** The merge that made it, by which it is called. */
  readonly merge: Merge;
  readonly snapshot: Snapshot;
  /** Tells the contents of all artifacts from any others. */
  readonly digest: string;
}

/** Where a branch's history comes from. */
export interface History {
  /** The newest merges (or commits, on a line without merges) that touched one of the paths, newest first. */
  merges(paths: readonly string[], most: number): Promise<readonly Merge[]>;
  snapshot(commit: string): Promise<Snapshot>;
}

/** Oldest first; the last is the branch as it is now. Ends before the first that the pipeline cannot be read from. */
export async function statesOf(pipeline: PipelineConfig, history: History, most: number): Promise<State[]> {
  const paths = await pathsOf(pipeline, history);
  const states: State[] = [];
  for (const merge of await history.merges(paths, most)) {
    const snapshot = await history.snapshot(merge.commit);
    const changes = await changesBetween(pipeline, snapshot, snapshot).catch(unlessWeirError);
    const all = [...(changes?.values() ?? [])];
    if (!changes || all.some(({ base }) => !base)) break;
    const own = JSON.stringify(all.map(({ reference, base }) => [keyOf(reference), base && digest(base)]));
    // A merge that changed nothing of what runs made no state, so the one before it did.
    if (states[0]?.digest === own) states.shift();
    states.unshift({ merge, snapshot, digest: own });
  }
  return states;
}

export function changesBetween(pipeline: PipelineConfig, base: Snapshot, head: Snapshot): Promise<ArtifactChanges> {
  return findArtifactChanges([pipeline], base, head, async () => new Map());
}

/** With the files that the artifacts refer to now. */
async function pathsOf(pipeline: PipelineConfig, history: History): Promise<string[]> {
  const named = lineage(pipeline).map(({ path }) => fileOf(path));
  const head = await history.snapshot('HEAD');
  const changes = await changesBetween(pipeline, head, head);
  return [...new Set([...named, ...[...changes.values()].flatMap(({ base }) => [...(base?.files.keys() ?? [])])])];
}

function unlessWeirError(error: unknown): undefined {
  if (!(error instanceof WeirError)) throw error;
  return undefined;
}
