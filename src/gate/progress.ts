/** Whether a replay that may stop early should go on. */
import type { LimitConfig, PipelineConfig } from '../config/config.ts';
import type { Evidence } from '../impact/evidence.ts';
import { findMeasure } from '../measures/find.ts';
import type { Measure } from '../report/report.generated.ts';
import { type Judgement, type JudgeOptions, judgePipeline } from './judge-pipeline.ts';
import { isForecast } from './records-to-decide.ts';

/** `everything`: some limit is decided by the whole recording alone, or by so much of it that smaller rounds are wasted. */
export type Progress = 'stop' | 'more' | 'everything';

/** Named after the question it answers: returns a function of the evidence so far. */
export function progressOf(pipeline: PipelineConfig, options: JudgeOptions): (evidence: Evidence) => Progress {
  return function progress(evidence) {
    const judgement = judgePipeline(evidence, pipeline, options);
    const measures = [judgement.measures, ...judgement.outputs.values()].flatMap((group) => Object.values(group));
    const open = measures.filter(({ verdict }) => verdict === 'inconclusive');
    if (open.length === 0) return 'stop';
    const all = pipeline.judge === 'every_week' || open.some(needsEverything);
    return all || pipeline.limits.some((limit) => isFar(limit, judgement, evidence)) ? 'everything' : 'more';
  };
}

/** A round that ends beyond it may be so much larger than what decides; so is the whole recording from here on. */
const OVERSHOOT = 4;

function isFar(limit: LimitConfig, { measures, outputs }: Judgement, { recorded }: Evidence): boolean {
  const measure = (limit.output === undefined ? measures : outputs.get(limit.output))?.[limit.measure];
  if (measure?.verdict !== 'inconclusive' || !isForecast(limit, measure)) return false;
  return (measure.needed ?? 0) * OVERSHOOT > recorded;
}

/**
 * No part of a recording decides all limits of this pipeline, whatever it shows, so that a sample ahead of the whole is
 * wasted. Not said of `judge: every_week`, where a part may show a failure.
 */
export function isForTheWhole({ limits, recording }: PipelineConfig): boolean {
  // One record that is not among it may weigh more than all that are.
  if (recording.weight !== undefined) return limits.some((limit) => !isTrivial(limit));
  return limits.some((limit) => findMeasure(limit.measure)?.measure.early !== 'anytime' && !isTrivial(limit));
}

function isTrivial({ measure, limit }: LimitConfig): boolean {
  const max = findMeasure(measure)?.measure.max;
  return max !== undefined && limit.amount >= max;
}

function needsEverything({ interval }: Measure): boolean {
  return interval === 'none' || interval === 'asymptotic';
}
