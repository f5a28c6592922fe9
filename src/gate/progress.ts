/** Whether a replay that may stop early should go on. */
import type { LimitConfig, PipelineConfig } from '../config/config.ts';
import type { Evidence } from '../impact/evidence.ts';
import { findMeasure } from '../measures/find.ts';
import type { Measure } from '../report/report.generated.ts';
import { type JudgeOptions, judgePipeline } from './judge-pipeline.ts';

/** `everything`: some limit is on a measure that only the whole recording decides, so smaller rounds are wasted. */
export type Progress = 'stop' | 'more' | 'everything';

/** Named after the question it answers: returns a function of the evidence so far. */
export function progressOf(pipeline: PipelineConfig, options: JudgeOptions): (evidence: Evidence) => Progress {
  return function progress(evidence) {
    const judgement = judgePipeline(evidence, pipeline, options);
    const measures = [judgement.measures, ...judgement.outputs.values()].flatMap((group) => Object.values(group));
    const open = measures.filter(({ verdict }) => verdict === 'inconclusive');
    if (open.length === 0) return 'stop';
    const all = pipeline.judge === 'every_week';
    return all || open.some(needsEverything) ? 'everything' : 'more';
  };
}

/**
 * No part of a recording decides all limits of this pipeline, whatever it shows, so that a sample ahead of the whole is
 * wasted. Not said of `judge: every_week`, where a part may show a failure.
 */
export function isForTheWhole({ limits }: PipelineConfig): boolean {
  return limits.some((limit) => findMeasure(limit.measure)?.measure.early !== 'anytime' && !isTrivial(limit));
}

function isTrivial({ measure, limit }: LimitConfig): boolean {
  const max = findMeasure(measure)?.measure.max;
  return max !== undefined && limit.amount >= max;
}

function needsEverything({ interval }: Measure): boolean {
  return interval === 'none' || interval === 'asymptotic';
}
