/**
 * Which measures exist, as data: the limits of weir.yml are checked against this table, and the rooms that compute,
 * judge and print measures read their units from it.
 */
import type { OutputKind } from './output-kind.ts';

/**
 * `share`: a part of the records, or the difference of two such parts; printed in per cent.
 * `ratio`: relative to base, printed in per cent, may pass 100 %.
 * `distance`: between two distributions or scores, without a unit.
 * `number`: in the output's own unit.
 */
export type Unit = 'share' | 'ratio' | 'distance' | 'number';

export interface Measure {
  /** `changed`; where the measure takes a parameter, its name without it: `share`, `flips`. */
  readonly id: string;
  /** As a user writes it: `share.<value>`, `flips@<threshold>`. */
  readonly form: string;
  readonly parameter?: { readonly name: 'value' | 'threshold'; readonly separator: '.' | '@' };
  readonly unit: Unit;
  /** The largest value it can take, where there is one. */
  readonly max?: number;
  /** Kinds of output that have it; empty for what a pipeline has as a whole. */
  readonly kinds: readonly OutputKind[];
  readonly needsLabels: boolean;
  /** Its numerator is a number of records, so that a limit of `200 records` makes sense. */
  readonly countsRecords: boolean;
}

const everyKind: readonly OutputKind[] = ['category', 'number', 'probability', 'ranking', 'text'];
const numeric: readonly OutputKind[] = ['number', 'probability'];
const value = { name: 'value', separator: '.' } as const;
const threshold = { name: 'threshold', separator: '@' } as const;

const share = { unit: 'share', max: 1, needsLabels: false, countsRecords: true } as const;
const distance = { unit: 'distance', needsLabels: false, countsRecords: false } as const;
const ratio = { unit: 'ratio', needsLabels: false, countsRecords: false } as const;
const number = { unit: 'number', needsLabels: false, countsRecords: false } as const;
/** Differences of scores between 0 and 1 that are measured against labels. */
const quality = { max: 1, needsLabels: true, countsRecords: false } as const;

/** Measures of outputs (DESIGN 5), in the order in which they are listed to people. */
export const outputMeasures: readonly Measure[] = [
  { id: 'changed', form: 'changed', kinds: everyKind, ...share },
  { id: 'tv', form: 'tv', kinds: ['category'], ...distance, max: 1 },
  { id: 'psi', form: 'psi', kinds: ['category', 'number', 'probability'], ...distance },
  { id: 'js', form: 'js', kinds: ['category'], ...distance, max: 1 },
  { id: 'share', form: 'share.<value>', parameter: value, kinds: ['category'], ...share },
  { id: 'mean', form: 'mean', kinds: numeric, ...number },
  { id: 'mean_ratio', form: 'mean_ratio', kinds: numeric, ...ratio },
  { id: 'wasserstein', form: 'wasserstein', kinds: numeric, ...number },
  { id: 'ks', form: 'ks', kinds: numeric, ...distance, max: 1 },
  { id: 'p50', form: 'p50', kinds: numeric, ...number },
  { id: 'p95', form: 'p95', kinds: numeric, ...number },
  { id: 'p99', form: 'p99', kinds: numeric, ...number },
  { id: 'flips', form: 'flips@<threshold>', parameter: threshold, kinds: ['probability'], ...share },
  { id: 'top1', form: 'top1', kinds: ['ranking'], ...share },
  { id: 'rbo', form: 'rbo', kinds: ['ranking'], ...distance, max: 1 },
  { id: 'jaccard', form: 'jaccard', kinds: ['ranking'], ...distance, max: 1 },
  { id: 'distance', form: 'distance', kinds: ['text'], ...distance, max: 1 },
  { id: 'length_ratio', form: 'length_ratio', kinds: ['text'], ...ratio },
  { id: 'accuracy', form: 'accuracy', unit: 'share', kinds: ['category'], ...quality },
  { id: 'precision', form: 'precision.<value>', parameter: value, unit: 'share', kinds: ['category'], ...quality },
  { id: 'recall', form: 'recall.<value>', parameter: value, unit: 'share', kinds: ['category'], ...quality },
  { id: 'brier', form: 'brier', unit: 'distance', kinds: ['probability'], ...quality },
  { id: 'auc', form: 'auc', unit: 'distance', kinds: ['probability'], ...quality },
];

/** Measures of a pipeline as a whole: what became of its records. */
export const pipelineMeasures: readonly Measure[] = [
  { id: 'rejected', form: 'rejected', kinds: [], ...share },
  { id: 'failed', form: 'failed', kinds: [], ...share },
  { id: 'unreplayable', form: 'unreplayable', kinds: [], ...share },
];

/** The measures that an output of this kind has; those that need labels only where there are labels. */
export function measuresOf(kind: OutputKind, labels: boolean): Measure[] {
  return outputMeasures.filter((measure) => measure.kinds.includes(kind) && (labels || !measure.needsLabels));
}

/** A measure as it is named in a limit, taken apart. */
export interface NamedMeasure {
  readonly measure: Measure;
  /** The text after the separator: `none` of `share.none`, `0.5` of `flips@0.5`. */
  readonly parameter?: string;
}

/**
 * The measure that a text such as `changed`, `share.none` or `flips@0.5` names, whatever kind of output it belongs
 * to; undefined where it names none. A threshold must lie between 0 and 1, a value must not be empty.
 */
export function findMeasure(text: string): NamedMeasure | undefined {
  for (const measure of [...outputMeasures, ...pipelineMeasures]) {
    if (!measure.parameter) {
      if (measure.id === text) return { measure };
      continue;
    }
    const prefix = measure.id + measure.parameter.separator;
    if (!text.startsWith(prefix)) continue;
    const parameter = text.slice(prefix.length);
    if (measure.parameter.name === 'threshold' ? isThreshold(parameter) : parameter !== '')
      return { measure, parameter };
  }
  return undefined;
}

function isThreshold(text: string): boolean {
  return /^(0|1|0?\.\d+)$/.test(text);
}
