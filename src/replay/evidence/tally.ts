/** Adds up a set of records: their number, the requests they stand for and their stake. */
import type { Tally } from '../../impact/evidence.ts';
import { ExactSum } from './exact-sum.ts';

/** What a recording's records carry beside their input; what they lack is not added up. */
export interface Weighting {
  readonly weighted: boolean;
  readonly valued: boolean;
}

/** `[records, weight, value, squares]`, the sums as exact parts; only `[records]` where records have none of them. */
export type TallyParts = readonly [
  records: number,
  weight?: readonly number[],
  value?: readonly number[],
  squares?: readonly number[],
];

export class TallySum {
  records = 0;
  readonly #weight: ExactSum | undefined;
  readonly #value: ExactSum | undefined;
  readonly #squares: ExactSum | undefined;

  /** `squared`: something asks how much these records say, for which the squares of unequal weights are added up, too. */
  constructor(weighting: Weighting, squared = false) {
    this.#weight = weighting.weighted ? new ExactSum() : undefined;
    this.#value = weighting.valued ? new ExactSum() : undefined;
    this.#squares = weighting.weighted && squared ? new ExactSum() : undefined;
  }

  /** `weight`: requests the record stands for; `value`: the stake of one of them; `times`: how many such records there are. */
  add(weight: number, value: number, times = 1): void {
    this.records += times;
    this.#weight?.addTimes(weight, times);
    this.#value?.addTimes(weight * value, times);
    this.#squares?.addTimes(weight * weight, times);
  }

  export(): TallyParts {
    if (!this.#weight && !this.#value) return [this.records];
    return [this.records, this.#weight?.export(), this.#value?.export(), this.#squares?.export()];
  }

  absorb([records, weight, value, squares]: TallyParts): void {
    this.records += records;
    if (weight) this.#weight?.absorb(weight);
    if (value) this.#value?.absorb(value);
    if (squares) this.#squares?.absorb(squares);
  }

  finish(): Tally {
    return {
      records: this.records,
      weight: this.#weight?.total() ?? this.records,
      value: this.#value?.total() ?? 0,
      ...(this.#squares && { squares: this.#squares.total() }),
    };
  }
}
