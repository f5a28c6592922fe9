/** The numbers of one side: each value by itself while they are few, in fine logarithmic bins once they are many. */
import type { Histogram } from '../../impact/evidence.ts';
import { fineBin, fineBinEnds } from './bins.ts';
import { ExactSum } from './exact-sum.ts';
import { type TallyParts, TallySum, type Weighting } from './tally.ts';

const MOST_VALUES = 10_000;

export interface HistogramParts {
  readonly exact: boolean;
  readonly bins: readonly (readonly [number, TallyParts])[];
  /** Σ weight² of all of them, where records have weights. */
  readonly squares?: readonly number[];
}

export class HistogramSum {
  readonly #weighting: Weighting;
  /** By value while exact, then by number of the fine bin. */
  #bins = new Map<number, TallySum>();
  #exact = true;
  readonly #squares: ExactSum | undefined;

  constructor({ weighted }: Weighting) {
    this.#weighting = { weighted, valued: false };
    this.#squares = weighted ? new ExactSum() : undefined;
  }

  /** `x` must be finite. */
  add(x: number, weight: number, times = 1): void {
    this.#bin(this.#exact ? x : fineBin(x)).add(weight, 0, times);
    this.#squares?.addTimes(weight * weight, times);
    if (this.#exact && this.#bins.size > MOST_VALUES) this.#coarsen();
  }

  export(): HistogramParts {
    return {
      exact: this.#exact,
      bins: [...this.#bins].map(([key, tally]) => [key, tally.export()]),
      ...(this.#squares && { squares: this.#squares.export() }),
    };
  }

  absorb(parts: HistogramParts): void {
    if (!parts.exact && this.#exact) this.#coarsen();
    if (parts.squares) this.#squares?.absorb(parts.squares);
    for (const [key, tally] of parts.bins) {
      this.#bin(parts.exact && !this.#exact ? fineBin(key) : key).absorb(tally);
      if (this.#exact && this.#bins.size > MOST_VALUES) this.#coarsen();
    }
  }

  finish(): Histogram {
    const bins = [...this.#bins].map(([key, tally]) => {
      const { records, weight } = tally.finish();
      const ends = this.#exact ? { low: key, high: key } : fineBinEnds(key);
      return { ...ends, records, weight };
    });
    return {
      exact: this.#exact,
      bins: bins.sort((a, b) => a.low - b.low || a.high - b.high),
      ...(this.#squares && { squares: this.#squares.total() }),
    };
  }

  #bin(key: number): TallySum {
    const known = this.#bins.get(key);
    if (known) return known;
    const tally = new TallySum(this.#weighting);
    this.#bins.set(key === 0 ? 0 : key, tally);
    return tally;
  }

  #coarsen(): void {
    const values = this.#bins;
    this.#bins = new Map();
    this.#exact = false;
    for (const [value, tally] of values) this.#bin(fineBin(value)).absorb(tally.export());
  }
}
