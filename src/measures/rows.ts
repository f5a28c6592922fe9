/** Every measure there is, a row each, in the order in which they are listed to people. A new one is a formula and a row. */
import type { OutputKind } from '../impact/evidence.ts';
import { measureJensenShannon, measureTotalVariation } from '../impact/measure-category.ts';
import { measureChanged } from '../impact/measure-changed.ts';
import { countedThresholds, measureFlips } from '../impact/measure-flips.ts';
import { measureKolmogorovSmirnov, measureWasserstein, quantileShift } from '../impact/measure-histograms.ts';
import {
  labelledClasses,
  measureAccuracy,
  measureAuc,
  measureBrier,
  measurePrecision,
  measureRecall,
} from '../impact/measure-labels.ts';
import { measureLengthRatio } from '../impact/measure-length-ratio.ts';
import { meanOfPairs, measureMean, measureMeanRatio } from '../impact/measure-mean.ts';
import { measureUnreplayable, newly } from '../impact/measure-outcomes.ts';
import { measureStability } from '../impact/measure-stability.ts';
import { measureTop1 } from '../impact/measure-top1.ts';
import { measureValueShare, movingValues } from '../impact/measure-value-share.ts';
import {
  sumOfChanges,
  sumOfDifferences,
  sumOfEndings,
  sumOfRelativeDifferences,
  sumsOfFlips,
  sumsOfTransitions,
} from '../impact/record-sums.ts';
import type { Measure, OutputMeasure, Parameter, PipelineMeasure } from './measure.ts';

/** How a measure is written follows from its id and parameter. */
type Unnamed<M extends Measure> = Omit<M, 'form'>;

const everyKind: readonly OutputKind[] = ['category', 'number', 'probability', 'ranking', 'text'];
const numeric: readonly OutputKind[] = ['number', 'probability'];
const category: readonly OutputKind[] = ['category'];
const probability: readonly OutputKind[] = ['probability'];
const ranking: readonly OutputKind[] = ['ranking'];
const text: readonly OutputKind[] = ['text'];

const answer: Parameter = { name: 'value', separator: '.', of: 'answers', parameters: movingValues };
const label: Parameter = { name: 'value', separator: '.', of: 'labels', parameters: labelledClasses };
const threshold: Parameter = { name: 'threshold', separator: '@', parameters: countedThresholds };

/** What most rows say. */
const usual = {
  signed: false,
  direction: 'absolute',
  records: 'replayed',
  early: 'none',
  needsLabels: false,
  countsRecords: false,
} as const;
const share = { ...usual, unit: 'share', max: 1, early: 'anytime', countsRecords: true } as const;
const distance = { ...usual, unit: 'distance' } as const;
/** Means over the records where both sides gave a usable value. */
const mean = { ...usual, records: 'paired', early: 'asymptotic' } as const;
const score = { ...mean, unit: 'distance', max: 1 } as const;
/** Of numbers, as they are distributed on each side. */
const distribution = { ...usual, unit: 'number', records: 'numbers' } as const;
const shift = { ...distribution, signed: true } as const;
/** Differences of scores between 0 and 1 that are measured against labels; a fall is a loss. */
const quality = { ...usual, max: 1, signed: true, direction: 'loss', records: 'labelled', needsLabels: true } as const;

const ofOutputs: readonly Unnamed<OutputMeasure>[] = [
  {
    id: 'changed',
    kinds: everyKind,
    ...share,
    compute: measureChanged,
    tolerant: true,
    byDefault: '1%',
    sums: [sumOfChanges, sumsOfTransitions],
  },
  { id: 'tv', kinds: category, ...distance, max: 1, early: 'anytime', compute: measureTotalVariation },
  { id: 'psi', kinds: [...category, ...numeric], ...distance, compute: measureStability },
  { id: 'js', kinds: category, ...distance, max: 1, compute: measureJensenShannon },
  { id: 'share', parameter: answer, kinds: category, ...share, signed: true, compute: measureValueShare },
  {
    id: 'mean',
    kinds: numeric,
    ...mean,
    unit: 'number',
    signed: true,
    relative: 'mean_ratio',
    compute: measureMean,
    sums: [sumOfDifferences],
  },
  {
    id: 'mean_ratio',
    kinds: numeric,
    ...mean,
    unit: 'ratio',
    signed: true,
    compute: measureMeanRatio,
    sums: [sumOfRelativeDifferences],
  },
  { id: 'wasserstein', kinds: numeric, ...distribution, compute: measureWasserstein },
  { id: 'ks', kinds: numeric, ...distribution, unit: 'distance', max: 1, compute: measureKolmogorovSmirnov },
  { id: 'p50', kinds: numeric, ...shift, compute: quantileShift(0.5) },
  { id: 'p95', kinds: numeric, ...shift, compute: quantileShift(0.95) },
  { id: 'p99', kinds: numeric, ...shift, compute: quantileShift(0.99) },
  { id: 'flips', parameter: threshold, kinds: probability, ...share, compute: measureFlips, sums: [sumsOfFlips] },
  { id: 'top1', kinds: ranking, ...share, records: 'paired', compute: measureTop1 },
  { id: 'rbo', kinds: ranking, ...score, compute: meanOfPairs('distance', 'rbo', 'list') },
  { id: 'jaccard', kinds: ranking, ...score, compute: meanOfPairs('distance', 'jaccard', 'list') },
  { id: 'distance', kinds: text, ...score, compute: meanOfPairs('distance', 'distance', 'text') },
  {
    id: 'length_ratio',
    kinds: text,
    ...usual,
    unit: 'ratio',
    signed: true,
    records: 'paired',
    compute: measureLengthRatio,
  },
  { id: 'accuracy', kinds: category, ...quality, unit: 'share', early: 'anytime', compute: measureAccuracy },
  { id: 'precision', parameter: label, kinds: category, ...quality, unit: 'share', compute: measurePrecision },
  {
    id: 'recall',
    parameter: label,
    kinds: category,
    ...quality,
    unit: 'share',
    records: 'class',
    compute: measureRecall,
  },
  { id: 'brier', kinds: probability, ...quality, unit: 'distance', direction: 'error', compute: measureBrier },
  { id: 'auc', kinds: probability, ...quality, unit: 'distance', compute: measureAuc },
];

/** What a pipeline has as a whole. */
const ofPipelines: readonly Unnamed<PipelineMeasure>[] = [
  { id: 'rejected', kinds: [], ...share, byDefault: '0.1%', compute: newly('rejected'), sum: sumOfEndings('rejected') },
  { id: 'failed', kinds: [], ...share, byDefault: '0.1%', compute: newly('failed'), sum: sumOfEndings('failed') },
  { id: 'unreplayable', kinds: [], ...share, records: 'readable', leavesOpen: true, compute: measureUnreplayable },
];

export const outputMeasures: readonly OutputMeasure[] = ofOutputs.map(withForm);
export const pipelineMeasures: readonly PipelineMeasure[] = ofPipelines.map(withForm);

function withForm<M extends Unnamed<Measure>>(row: M): M & { readonly form: string } {
  const { id, parameter } = row;
  return { ...row, form: parameter ? `${id}${parameter.separator}<${parameter.name}>` : id };
}
