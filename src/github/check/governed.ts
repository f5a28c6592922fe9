/** The files that weir.yml governs, and whose they are: what a check lists where none of them changed. */
import { lineage } from '../../artifacts/artifact-changes.ts';
import type { PipelineConfig } from '../../config/config.ts';

export interface Governed {
  readonly path: string;
  /** Of all pipelines that the file is part of. */
  readonly owners: readonly string[];
}

/** Sorted by path, each once. */
export function governedBy(pipelines: readonly PipelineConfig[]): Governed[] {
  const owners = new Map<string, Set<string>>();
  for (const pipeline of pipelines) {
    for (const { path } of lineage(pipeline)) {
      owners.set(path, (owners.get(path) ?? new Set()).union(new Set(pipeline.owners)));
    }
  }
  return [...owners].map(([path, names]) => ({ path, owners: [...names] })).sort((a, b) => (a.path < b.path ? -1 : 1));
}
