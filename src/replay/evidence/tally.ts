/** Adds up a set of records: their number, the requests they stand for and their stake. */
import type { Tally } from '../../impact/evidence.ts';
import { ExactSum } from './exact-sum.ts';

/** What a recording's records carry beside their input; what they lack is not added up. */
export interface Weighting {
  readonly weighted: boolean;
  readonly valued: boolean;
}

/** `[records, weight, value]`, the sums as exact parts; only `[records]` where records have neither. */
export type TallyParts = readonly [records: number, weight?: readonly number[], value?: readonly number[]];

export class TallySum {
  records = 0;
  readonly #weight: ExactSum | undefined;
  readonly #value: ExactSum | undefined;

  constructor(weighting: Weighting) {
    this.#weight = weighting.weighted ? new ExactSum() : undefined;
    this.#value = weighting.valued ? new ExactSum() : undefined;
  }

  /** `weight`: requests the record stands for; `value`: the stake of one of them; `times`: how many such records there are. */
  add(weight: number, value: number, times = 1): void {
    this.records += times;
    this.#weight?.addTimes(weight, times);
    this.#value?.addTimes(weight * value, times);
  }

  export(): TallyParts {
    if (!this.#weight && !this.#value) return [this.records];
    return [this.records, this.#weight?.export(), this.#value?.export()];
  }

  absorb([records, weight, value]: TallyParts): void {
    this.records += records;
    if (weight) this.#weight?.absorb(weight);
    if (value) this.#value?.absorb(value);
  }

  finish(): Tally {
    return {
      records: this.records,
      weight: this.#weight?.total() ?? this.records,
      value: this.#value?.total() ?? 0,
    };
  }
}
