/** Pipelines that nothing was replayed for, and why. None of them can hide a change: what is missing fails. */
import type { PipelineConfig } from '../config/config.ts';
import type { PipelineReport, Verdict } from '../report/report.generated.ts';

/** No edit reaches it. */
export function unaffectedReport(pipeline: PipelineConfig): PipelineReport {
  return unreplayed(pipeline, 'unaffected', [], []);
}

/** weir.yml is new and so is a file that the pipeline needs: base has nothing to compare with. */
export function newReport(pipeline: PipelineConfig): PipelineReport {
  return unreplayed(pipeline, 'unaffected', ['the pipeline is new: base has nothing to compare it with'], []);
}

/** Head lacks files that the pipeline needs. `edits`: indexes of their removals. */
export function brokenReport(
  pipeline: PipelineConfig,
  missing: readonly string[],
  edits: readonly number[],
): PipelineReport {
  const reasons = missing.map((path) => `${path} is gone at head, so the pipeline cannot run`);
  return unreplayed(pipeline, 'fail', reasons, edits);
}

/** Steps need what may not be used here. `edits`: indexes of those that reach it. */
export function refusedReport(
  pipeline: PipelineConfig,
  reasons: readonly string[],
  edits: readonly number[],
): PipelineReport {
  return unreplayed(pipeline, 'inconclusive', reasons, edits);
}

function unreplayed(
  pipeline: PipelineConfig,
  verdict: Verdict,
  reasons: readonly string[],
  edits: readonly number[],
): PipelineReport {
  return {
    name: pipeline.name,
    verdict,
    owners: [...pipeline.owners],
    reasons: [...reasons],
    edits: [...edits],
    records: { recorded: 0, replayed: 0, unreplayable: 0 },
    measures: {},
    outputs: [],
    segments: [],
  };
}
