/**
 * A pipeline's evidence against the limits of its owners: the verdict with every measure and the sentences that explain
 * it. No I/O: numbers in, numbers and words out.
 */
import type { LimitConfig, PipelineConfig } from '../config/config.ts';
import { whyVacuous } from '../config/vacuous.ts';
import type { Evidence } from '../impact/evidence.ts';
import { type Measured, missing } from '../impact/measured.ts';
import type { NoiseCounts } from '../impact/noise.ts';
import { type Aim, type Sampling, samplingOf } from '../impact/sampling.ts';
import { canonicalName, findMeasure } from '../measures/find.ts';
import { measureOutput } from '../measures/measure-output.ts';
import { measurePipeline } from '../measures/measure-pipeline.ts';
import type { Measure, Measures } from '../report/report.generated.ts';
import { absenceOf, absenceText } from './absent.ts';
import { atWorst } from './at-worst.ts';
import { type JudgedLimit, leavesOpen, TOO_MANY } from './basis.ts';
import { byWeek } from './by-week.ts';
import { judgeLimit, limitInUnit } from './judge-limit.ts';
import { lessOwnNoise } from './judge-noise.ts';
import { flawsOf, reasonsOf } from './reasons.ts';
import { populationOf, recordsBehind } from './records-behind.ts';

export interface JudgeOptions {
  /** 0.99 is 99 %. */
  readonly confidence: number;
  /** What base does by itself; undefined where it cannot do otherwise. */
  readonly noise?: NoiseCounts | undefined;
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
  readonly noise?: NoiseCounts | undefined;
}

/** The worst of the limits' verdicts; inconclusive where the evidence as a whole is too poor to pass on. */
export function judgePipeline(evidence: Evidence, pipeline: PipelineConfig, options: JudgeOptions): Judgement {
  const measured = measureAll(evidence, pipeline, options);
  const limits = judgeLimits(evidence, pipeline, options, measured);
  const flaws = flawsOf(evidence, pipeline);
  const verdicts = limits.map(({ measure }) => measure.verdict);
  return {
    verdict: worst(flaws.length > 0 ? [...verdicts, 'inconclusive'] : verdicts),
    reasons: reasonsOf(evidence, pipeline, limits, flaws, options.noise),
    full: evidence.read === evidence.recorded,
    confidence: options.confidence,
    noise: options.noise,
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
    .map((limit): [string, Aim] => [canonicalName(limit.measure), aimFor(limit, evidence, alphaOf(pipeline, options))]);
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
  const weeksOf = byWeek(evidence, pipeline);
  return pipeline.limits.map((limit) => {
    const measures = limit.output === undefined ? measured.pipeline : measured.outputs.get(limit.output);
    const found = measures?.[canonicalName(limit.measure)] ?? missing('share', 'no data');
    const measure = ofWhatIsThere(found, limit, evidence);
    const alpha = alphaOf(pipeline, options);
    const raw = judgeLimit(limit, measure, {
      full: evidence.read === evidence.recorded,
      recorded: evidence.recorded,
      population: populationOf(limit, evidence),
      ...recordsBehind(limit, evidence),
      alpha,
      confidence: options.confidence,
      weeks: weeksOf(limit),
      everyWeek: pipeline.judge === 'every_week' && limit.limit.kind !== 'records',
    });
    const own = lessOwnNoise(raw, limit, options.noise, {
      recorded: evidence.recorded,
      alpha,
      everyWeek: pipeline.judge === 'every_week',
    });
    const judged = atWorst(own, limit, evidence, pipeline);
    // What can't be replayed is unknown, not bad: over its limit it leaves the verdict open.
    const open = leavesOpen(limit) && judged.verdict === 'fail';
    const vacuous = whyVacuous(limit, pipeline.outputs, evidence.recorded);
    return {
      limit,
      measure: open ? { ...judged, verdict: 'inconclusive', reason: TOO_MANY } : judged,
      ...(vacuous !== undefined && { vacuous }),
    };
  });
}

/** A measure of what no record has is 0, and a limit on it would hold for nothing: it has no value. */
function ofWhatIsThere(measure: Measured, limit: LimitConfig, { outputs }: Evidence): Measured {
  const output = outputs.find(({ name }) => name === limit.output);
  const absence = output && absenceOf(limit, output);
  return absence ? missing(measure.unit, absenceText(absence), findMeasure(limit.measure)?.measure.signed) : measure;
}

function withVerdicts(
  measures: Readonly<Record<string, Measured>>,
  limits: readonly JudgedLimit[],
  output: string | undefined,
): Measures {
  const judged = limits
    .filter(({ limit }) => limit.output === output)
    .map(({ limit, measure, vacuous }) => {
      return [canonicalName(limit.measure), { ...measure, ...(vacuous !== undefined && { vacuous }) }] as const;
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
