/**
 * Pipelines that read files of a repository into which nobody here can look. Those files are the same on both sides, unless
 * a pin moves; so what does not touch the rest of such a pipeline leaves it unaffected, and all else cannot be judged.
 */
import type { ArtifactChanges } from '../artifacts/artifact-changes.ts';
import type { Edit } from '../artifacts/engine.ts';
import { editsReaching, isFelt } from '../artifacts/reach.ts';
import type { PipelineConfig } from '../config/config.ts';
import { parseElsewhere } from '../document/elsewhere.ts';
import { refusedReport, unaffectedReport } from '../gate/unreplayed-report.ts';
import type { PipelineReport } from '../report/report.generated.ts';
import type { Question } from './question.ts';

/** The pipelines as far as they can be read. */
export function readable({ pipelines, unread }: Pick<Question, 'pipelines' | 'unread'>): PipelineConfig[] {
  return pipelines.map((pipeline) => (unread?.(pipeline) === undefined ? pipeline : ownPart(pipeline)));
}

function ownPart(pipeline: PipelineConfig): PipelineConfig {
  const { params, ...rest } = pipeline;
  const isOwn = (path: string | undefined): boolean => path === undefined || !parseElsewhere(path);
  return {
    ...rest,
    ...(params !== undefined && isOwn(params) && { params }),
    steps: pipeline.steps.filter(({ path }) => isOwn(path)),
  };
}

/** @param why nobody can look there */
export function unreadReport(
  pipeline: PipelineConfig,
  why: string,
  changes: ArtifactChanges,
  edits: readonly Edit[],
): PipelineReport {
  const own = ownPart(pipeline);
  const reached = editsReaching(own, changes, edits);
  const paths = [pipeline.params, ...pipeline.steps.map(({ path }) => path)];
  const isMoved = paths.some((path) => path !== undefined && parseElsewhere(path)?.headRef !== undefined);
  if (!isFelt(reached, edits) && !isMoved) return unaffectedReport(pipeline);
  return refusedReport(pipeline, [`it was not replayed: ${why}`], reached);
}
