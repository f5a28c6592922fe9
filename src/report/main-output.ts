/** Which output stands for a whole report where there is room for one picture: in markdown, as bars of text or as an image. */
import { type ShareRow, shareRows } from './distribution.ts';
import { rankOutputs } from './rank-outputs.ts';
import type { OutputReport, PipelineReport, Report } from './report.generated.ts';
import { affected, moved, worstMeasure } from './story.ts';

export interface MainOutput {
  readonly pipeline: PipelineReport;
  readonly output: OutputReport;
  /** As many as the bars of text have. */
  readonly rows: readonly ShareRow[];
}

const mostRows = 8;

/**
 * Of the worst pipeline the output of its worst measure, else the one that moved most; undefined where it has no distribution, or one that
 * is the same on both sides.
 */
export function mainOutput(report: Report): MainOutput | undefined {
  const [pipeline] = affected(report);
  const measured = pipeline && worstMeasure(pipeline)?.name;
  const outputs = pipeline ? rankOutputs(pipeline).filter(moved) : [];
  const output = outputs.find(({ name }) => measured?.startsWith(`${name}.`)) ?? outputs[0];
  const rows = output ? shareRows(output, mostRows) : [];
  // Bars of nothing are no picture.
  const differs = rows.some(({ base, head }) => base !== head);
  return pipeline && output && differs ? { pipeline, output, rows } : undefined;
}
