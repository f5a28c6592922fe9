/** The order in which a report tells of a pipeline's outputs: of many, few may be what matters. */
import type { OutputReport, PipelineReport } from './report.generated.ts';
import { gravity, limited, used } from './story.ts';

interface Rank {
  /** Of the worst verdict among its limits; what passes and what has no limit are alike. */
  readonly gravity: number;
  /** Of its limit; 0 where the output is not open. */
  readonly used: number;
  /** Share of the records. */
  readonly changed: number;
}

/** Those that fail and then those that cannot be judged, each by how far they go beyond their limit; then by what changed; else in their own order. */
export function rankOutputs(pipeline: PipelineReport): OutputReport[] {
  const ranks = new Map(pipeline.outputs.map((output) => [output, rankOf(output, pipeline)]));
  const compare = (one: Rank, other: Rank) =>
    one.gravity - other.gravity || other.used - one.used || other.changed - one.changed;
  const none: Rank = { gravity: gravity.pass, used: 0, changed: 0 };
  return pipeline.outputs.toSorted((a, b) => compare(ranks.get(a) ?? none, ranks.get(b) ?? none));
}

function rankOf(output: OutputReport, pipeline: PipelineReport): Rank {
  const [worst] = limited({ ...pipeline, outputs: [output], measures: {} });
  const verdict = worst?.measure.verdict ?? 'pass';
  const isOpen = gravity[verdict] < gravity.pass;
  return {
    gravity: Math.min(gravity[verdict], gravity.pass),
    used: worst && isOpen ? used(worst) : 0,
    changed: output.measures.changed?.value ?? 0,
  };
}
