/** Exact weighted sums of named quantities and of their squares. */
import type { Sums } from '../../impact/evidence.ts';
import { ExactSum } from './exact-sum.ts';
import { type TallyParts, TallySum, type Weighting } from './tally.ts';

export interface SumsParts {
  readonly tally: TallyParts;
  readonly sum: readonly (readonly number[])[];
  readonly square: readonly (readonly number[])[];
}

export class NamedSums {
  readonly #names: readonly string[];
  readonly #tally: TallySum;
  readonly #sum: readonly ExactSum[];
  readonly #square: readonly ExactSum[];

  constructor(names: readonly string[], { weighted }: Weighting) {
    this.#names = names;
    this.#tally = new TallySum({ weighted, valued: false }, true);
    this.#sum = names.map(() => new ExactSum());
    this.#square = names.map(() => new ExactSum());
  }

  /** Counts so many records that are alike; its quantities follow by `put`. */
  count(weight: number, times = 1): void {
    this.#tally.add(weight, 0, times);
  }

  /** Adds the quantity with this place among the names; a quantity of 0 may be left out. */
  put(index: number, x: number, weight: number, times = 1): void {
    this.#sum[index]?.addTimes(weight * x, times);
    this.#square[index]?.addTimes(weight * x * x, times);
  }

  export(): SumsParts {
    return {
      tally: this.#tally.export(),
      sum: this.#sum.map((sum) => sum.export()),
      square: this.#square.map((sum) => sum.export()),
    };
  }

  absorb(parts: SumsParts): void {
    this.#tally.absorb(parts.tally);
    parts.sum.forEach((sum, index) => {
      this.#sum[index]?.absorb(sum);
    });
    parts.square.forEach((sum, index) => {
      this.#square[index]?.absorb(sum);
    });
  }

  finish(): Sums {
    const { records, weight, squares } = this.#tally.finish();
    const size = { records, weight, ...(squares !== undefined && { squares }) };
    return { ...size, sum: this.#named(this.#sum), square: this.#named(this.#square) };
  }

  #named(sums: readonly ExactSum[]): Record<string, number> {
    return Object.fromEntries(this.#names.map((name, index) => [name, sums[index]?.total() ?? 0]));
  }
}
