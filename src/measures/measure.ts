/**
 * What a measure is: its row says all that other rooms ask of it. Limits are checked against the rows; what computes,
 * judges, prints and shares out a measure asks them, and knows no measure by its name.
 */
import type { Evidence, OutputKind } from '../impact/evidence.ts';
import type { Formula, Parameters } from '../impact/formula.ts';
import type { PipelineFormula } from '../impact/measure-outcomes.ts';
import type { Unit } from '../impact/measured.ts';
import type { OutputSums, RecordSum } from '../impact/record-sums.ts';

/** A measure may be one for every value or threshold. Measures with the same parameter are listed side by side. */
export interface Parameter {
  readonly name: 'value' | 'threshold';
  readonly separator: '.' | '@';
  /** Values alone: those that base and head answer, or the labels of records. */
  readonly of?: 'answers' | 'labels';
  /** Those that an output is measured for. */
  readonly parameters: Parameters;
}

interface Row {
  /** `changed`; where the measure takes a parameter, its name without it: `share`, `flips`. */
  readonly id: string;
  /** As a user writes it: `share.<value>`, `flips@<threshold>`. */
  readonly form: string;
  /**
   * `share`: a part of the records, or the difference of two such parts; printed in per cent, a difference in points.
   * `ratio`: relative to base, printed in per cent, may pass 100 %.
   * `distance`: between two distributions or scores, without a unit.
   * `number`: in the output's own unit.
   */
  readonly unit: Unit;
  /** The largest value it can take, where there is one. */
  readonly max?: number;
  /** It is head less base, and is printed with a sign. */
  readonly signed: boolean;
  /** What a limit is about: the size in either direction, only a fall (a loss), or only a rise (of an error). */
  readonly direction: 'absolute' | 'loss' | 'error';
  /**
   * Which records could have shown a harm, so that enough of them certify a limit: those that were replayed; those that
   * could be read; with a usable value on both sides; with a number, of the side that has fewer; with a label; with the
   * label that the measure names.
   */
  readonly records: 'replayed' | 'readable' | 'paired' | 'numbers' | 'labelled' | 'class';
  /** The interval that a part of the recording gives: `anytime` decides a limit early, the others never do. */
  readonly early: 'anytime' | 'asymptotic' | 'none';
  readonly needsLabels: boolean;
  /** Its numerator is a number of records, so that a limit of `200 records` makes sense. */
  readonly countsRecords: boolean;
  /** The limit that it has where a pipeline names none. */
  readonly byDefault?: string;
  /** Kinds of output that have it; empty for what a pipeline has as a whole. */
  readonly kinds: readonly OutputKind[];
  /** Values that differ by no more than the output's tolerance do not count. */
  readonly tolerant?: boolean;
  /** The measure of the same thing that takes a percentage, where this one does not. */
  readonly relative?: string;
  /** It is of what is unknown rather than bad: over its limit it leaves the verdict open. */
  readonly leavesOpen?: boolean;
}

/** A measure of an output. */
export interface OutputMeasure extends Row {
  readonly parameter?: Parameter;
  readonly compute: Formula;
  /** Only of measures that are sums over records, which edits can share. */
  readonly sums?: readonly OutputSums[];
}

/** A measure of a pipeline as a whole: what became of its records. */
export interface PipelineMeasure extends Row {
  readonly parameter?: undefined;
  readonly compute: PipelineFormula;
  readonly sum?: (evidence: Evidence) => RecordSum;
}

export type Measure = OutputMeasure | PipelineMeasure;

/** The whole name, as evidence and reports have it. */
export function nameOf({ id, parameter }: Measure, value = ''): string {
  return parameter ? `${id}${parameter.separator}${value}` : id;
}
