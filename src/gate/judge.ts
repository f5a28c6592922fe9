/**
 * A pipeline's evidence against the limits of its owners: the verdict with every measure and the sentences that explain
 * it. No I/O: numbers in, numbers and words out.
 */
import type { LimitConfig, PipelineConfig } from '../config/config.ts';
import { whyVacuous } from '../config/vacuous.ts';
import type { Evidence, OutputEvidence } from '../impact/evidence.ts';
import { recordsLabelled } from '../impact/measure-labels.ts';
import { measureOutput } from '../impact/measure-output.ts';
import { measurePipeline } from '../impact/measure-pipeline.ts';
import { type Measured, missing } from '../impact/measured.ts';
import { recordsOf } from '../impact/points.ts';
import { type Aim, efficiencyOf, type Sampling, samplingOf } from '../impact/sampling.ts';
import type { Measure, Measures } from '../report/report.generated.ts';
import { absenceOf, absenceText } from './absent.ts';
import type { JudgedLimit } from './basis.ts';
import { judgeLimit, limitInUnit } from './judge-limit.ts';
import { flawsOf, reasonsOf } from './reasons.ts';

export interface JudgeOptions {
  /** 0.99 is 99 %. */
  readonly confidence: number;
}

type LimitVerdict = 'pass' | 'fail' | 'inconclusive';

export interface Judgement {
  readonly verdict: LimitVerdict;
  /** Sentences a person understands, worst first. */
  readonly reasons: readonly string[];
  /** Every record was replayed. */
  readonly full: boolean;
  readonly confidence: number;
  /** The pipeline's own: rejected, failed, unreplayable. */
  readonly measures: Measures;
  /** By the name of the output. */
  readonly outputs: ReadonlyMap<string, Measures>;
}

/** The worst of the limits' verdicts; inconclusive where the evidence as a whole is too poor to pass on. */
export function judge(evidence: Evidence, pipeline: PipelineConfig, options: JudgeOptions): Judgement {
  const measured = measureAll(evidence, pipeline, options);
  const limits = judgeLimits(evidence, pipeline, options, measured);
  const flaws = flawsOf(evidence, pipeline);
  const verdicts = limits.map(({ measure }) => measure.verdict);
  return {
    verdict: worst(flaws.length > 0 ? [...verdicts, 'inconclusive'] : verdicts),
    reasons: reasonsOf(evidence, pipeline, limits, flaws),
    full: evidence.read === evidence.recorded,
    confidence: options.confidence,
    measures: withVerdicts(measured.pipeline, limits, undefined),
    outputs: new Map(
      [...measured.outputs].map(([name, measures]) => [name, withVerdicts(measures, limits, name)] as const),
    ),
  };
}

/** How measures are to be computed so that these limits can be judged: α is split evenly over them (Bonferroni). */
export function samplingFor(
  evidence: Evidence,
  pipeline: PipelineConfig,
  options: JudgeOptions,
  output: string | undefined,
): Sampling {
  const aims = pipeline.limits
    .filter((limit) => limit.output === output)
    .map((limit): [string, Aim] => [canonical(limit.measure), aimFor(limit, evidence, alphaOf(pipeline, options))]);
  return samplingOf(evidence, new Map(aims), { alpha: 1 - options.confidence, share: 0.01 });
}

interface AllMeasured {
  readonly pipeline: Readonly<Record<string, Measured>>;
  readonly outputs: ReadonlyMap<string, Readonly<Record<string, Measured>>>;
}

function measureAll(evidence: Evidence, pipeline: PipelineConfig, options: JudgeOptions): AllMeasured {
  return {
    pipeline: measurePipeline(evidence, samplingFor(evidence, pipeline, options, undefined)),
    outputs: new Map(
      evidence.outputs.map((output) => {
        return [output.name, measureOutput(output, samplingFor(evidence, pipeline, options, output.name))] as const;
      }),
    ),
  };
}

function judgeLimits(
  evidence: Evidence,
  pipeline: PipelineConfig,
  options: JudgeOptions,
  measured: AllMeasured,
): JudgedLimit[] {
  return pipeline.limits.map((limit) => {
    const measures = limit.output === undefined ? measured.pipeline : measured.outputs.get(limit.output);
    const found = measures?.[canonical(limit.measure)] ?? missing('share', 'no data');
    const measure = ofWhatIsThere(found, limit, evidence);
    const records = recordsBehind(limit, evidence);
    const judged = judgeLimit(limit, measure, {
      full: evidence.read === evidence.recorded,
      recorded: evidence.recorded,
      population: populationOf(limit, evidence),
      records,
      effective: effectiveRecords(limit, records, evidence),
      alpha: alphaOf(pipeline, options),
      confidence: options.confidence,
    });
    // What can't be replayed is unknown, not bad: over its limit it leaves the verdict open.
    const open = limit.measure === 'unreplayable' && limit.output === undefined && judged.verdict === 'fail';
    const reason = 'too many records cannot be replayed';
    const vacuous = whyVacuous(limit, pipeline.outputs, evidence.recorded);
    return {
      limit,
      measure: open ? { ...judged, verdict: 'inconclusive', reason } : judged,
      ...(vacuous !== undefined && { vacuous }),
    };
  });
}

/** A measure of what no record has is 0, and a limit on it would hold for nothing: it has no value. */
function ofWhatIsThere(measure: Measured, limit: LimitConfig, { outputs }: Evidence): Measured {
  const output = outputs.find(({ name }) => name === limit.output);
  const absence = output && absenceOf(limit, output);
  return absence ? missing(measure.unit, absenceText(absence), !limit.measure.startsWith('flips@')) : measure;
}

function withVerdicts(
  measures: Readonly<Record<string, Measured>>,
  limits: readonly JudgedLimit[],
  output: string | undefined,
): Measures {
  const judged = limits
    .filter(({ limit }) => limit.output === output)
    .map(({ limit, measure, vacuous }) => {
      return [canonical(limit.measure), { ...measure, ...(vacuous !== undefined && { vacuous }) }] as const;
    });
  return { ...measures, ...Object.fromEntries(judged) };
}

function worst(verdicts: readonly (Measure['verdict'] | undefined)[]): LimitVerdict {
  if (verdicts.includes('fail')) return 'fail';
  return verdicts.every((verdict) => verdict === 'pass') ? 'pass' : 'inconclusive';
}

function alphaOf({ limits }: PipelineConfig, { confidence }: JudgeOptions): number {
  return (1 - confidence) / Math.max(1, limits.length);
}

function aimFor(limit: LimitConfig, evidence: Evidence, alpha: number): Aim {
  const share = limit.limit.kind === 'number' ? 0.01 : limitInUnit(limit, evidence);
  return { alpha, share: share > 0 && share < 1 ? share : 0.01 };
}

/** `flips@.50` names the threshold 0.5. */
function canonical(measure: string): string {
  return measure.startsWith('flips@') ? `flips@${Number(measure.slice('flips@'.length))}` : measure;
}

function populationOf(limit: LimitConfig, { recorded, malformed, unreplayable }: Evidence): number {
  const isOwn = limit.output === undefined && limit.measure === 'unreplayable';
  return isOwn ? recorded - malformed : recorded - malformed - unreplayable;
}

/** Records that could have shown the harm: those replayed, or only those with a label, with a value on both sides. */
function recordsBehind({ output: name, measure }: LimitConfig, evidence: Evidence): number {
  if (name === undefined) return measure === 'unreplayable' ? evidence.read - evidence.malformed : evidence.replayed;
  const output = evidence.outputs.find((known) => known.name === name);
  const recalled = /^recall\.(.*)$/s.exec(measure)?.[1];
  if (recalled !== undefined) return recordsLabelled(output?.labels?.table ?? [], recalled);
  if (/^(accuracy|auc|brier|precision\.)/s.test(measure)) return output?.labels?.total.records ?? 0;
  if (/^(mean|mean_ratio|top1|rbo|jaccard|distance|length_ratio)$/.test(measure)) return output?.sums?.records ?? 0;
  if (/^(wasserstein|ks|p50|p95|p99)$/.test(measure)) return fewerNumbers(output?.histograms);
  return evidence.replayed;
}

/** Weights have no part in what cannot be replayed. Rounding must not take a record away. */
function effectiveRecords({ output, measure }: LimitConfig, records: number, evidence: Evidence): number {
  if (output === undefined && measure === 'unreplayable') return records;
  return Math.floor(records * efficiencyOf(evidence) + 1e-6);
}

/** Of the side that has fewer: nothing else stands behind its distribution. */
function fewerNumbers(histograms: OutputEvidence['histograms']): number {
  return histograms ? Math.min(recordsOf(histograms.base), recordsOf(histograms.head)) : 0;
}
