/** What the rooms of the gate hand to each other. */
import type { LimitConfig } from '../config/config.ts';
import { findMeasure } from '../measures/find.ts';
import type { Measure } from '../report/report.generated.ts';

/** What a verdict rests on besides the measure. */
export interface Basis {
  readonly full: boolean;
  readonly recorded: number;
  /** Records that shares are about, read or not. */
  readonly population: number;
  /** Records that the measure was computed from. */
  readonly records: number;
  /** Equally weighted records that say as much as these. */
  readonly effective: number;
  /** Error probability of this limit's interval. */
  readonly alpha: number;
  readonly confidence: number;
  /** Of the measure, at a full replay of records with times. */
  readonly weeks?: Measure['weeks'];
  /** No week may be beyond the limit either. */
  readonly everyWeek: boolean;
}

/** A limit with the measure that it judges. */
export interface JudgedLimit {
  readonly limit: LimitConfig;
  readonly measure: Measure;
  /** Why nothing can exceed the limit, as the end of a sentence; only of limits that cannot fail. */
  readonly vacuous?: string;
}

export function isVacuous({ vacuous }: JudgedLimit): boolean {
  return vacuous !== undefined;
}

/** What can't be replayed is unknown, not bad: over its limit it leaves the verdict open, for this reason. */
export const TOO_MANY = 'too many records cannot be replayed';

export function leavesOpen({ measure }: LimitConfig): boolean {
  return findMeasure(measure)?.measure.leavesOpen ?? false;
}
