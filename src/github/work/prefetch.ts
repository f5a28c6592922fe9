/** Asks GitHub for all governed files at once; `assess` reads one after the other, and then finds them fetched. */
import { lineage } from '../../artifacts/artifact-changes.ts';
import type { PipelineConfig } from '../../config/config.ts';
import { fileOf } from '../../document/part.ts';
import type { Snapshot } from '../../repository/snapshot.ts';
import { early } from '../requests/early.ts';

/** Does not wait. What cannot be fetched is asked for again, and complained about, by whoever needs it. */
export function prefetch(pipelines: readonly PipelineConfig[], sides: readonly Pick<Snapshot, 'read'>[]): void {
  const paths = new Set(pipelines.flatMap(lineage).map(({ path }) => fileOf(path)));
  for (const side of sides) {
    for (const path of paths) void early(side.read(path));
  }
}
