/** What explains a pipeline's verdict: what it starts from, and what becomes of it. */
import type { ArtifactChanges } from '../artifacts/artifact-changes.ts';
import type { Edit } from '../artifacts/engine.ts';
import type { PipelineConfig } from '../config/config.ts';
import type { Evidence } from '../impact/evidence.ts';
import type { Plan } from '../replay/plan.ts';
import type { PipelineReport } from '../report/report.generated.ts';

/** Gives a report of the pipeline what was found; its verdict and its measures stay. */
export type Explanation = (report: PipelineReport) => PipelineReport;

/** A pipeline whose records were replayed. */
export interface Seen {
  readonly pipeline: PipelineConfig;
  readonly changes: ArtifactChanges;
  /** All edits of the report. */
  readonly edits: readonly Edit[];
  readonly plan: Plan;
  /** Files of the recording. */
  readonly files: number;
  readonly evidence: Evidence;
  /** Nothing is left to chance where that can be. */
  readonly full: boolean;
  readonly seed: number;
}
