/** How much of a pipeline's traffic the edits of its schemas hit. `assess` asks once base and head are compared. */
import { artifactOf } from '../../artifacts/artifact-changes.ts';
import { MIGRATED } from '../../artifacts/migrated.ts';
import { keyOf } from '../../artifacts/reference.ts';
import type { RunFurther } from '../../replay/replay.ts';
import type { Seen } from '../explanation.ts';
import { findHits, type Hit } from './find-hits.ts';

/** Records that are run beside those of the replay: so many in all versions together, or so many of each at least. */
const RUNS = 100_000;
const FEWEST_RECORDS = 2_000;

const NONE: ReadonlyMap<number, Hit> = new Map();

/** By index of the edit; none where no schema was edited. Throws as a replay does. */
export async function schemaHits(seen: Seen, run: RunFurther): Promise<ReadonlyMap<number, Hit>> {
  const { pipeline, changes, edits, evidence, full, seed } = seen;
  const edited = pipeline.steps.flatMap((step, index) => {
    const reference = step.kind === 'schema' ? artifactOf(step) : undefined;
    const change = reference && changes.get(keyOf(reference));
    return reference && change?.base && change.head && change.edits.some((edit) => edit.change !== MIGRATED)
      ? [{ reference, index }]
      : [];
  });
  const last = edited.at(-1);
  if (!last || evidence.replayed + evidence.unreplayable === 0) return NONE;
  const references = [...new Map(edited.map(({ reference }) => [keyOf(reference), reference])).values()];
  const rate = (versions: number): number => {
    const records = Math.max(FEWEST_RECORDS, RUNS / (versions + 1));
    return full ? 1 : Math.min(1, records / evidence.recorded);
  };
  // Values of records stand in reports where weir.yml says so.
  const client = references.map(({ engine }) => engine.client).find((one) => one && pipeline.segments.includes(one));
  const question = { references, changes, edits, steps: last.index + 1, rate, seed };
  return findHits({ ...question, ...(client !== undefined && { client }) }, run);
}
