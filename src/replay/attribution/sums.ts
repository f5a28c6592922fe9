/** Adds up what mixtures of edits do to records; in whatever order records and shards come, the same bytes. */
import type { StratumSums } from '../../impact/attribution.ts';
import { ExactSum } from '../evidence/exact-sum.ts';
import type { AttributionParts, AttributionPass, StratumParts } from './pass.ts';

/** What the sums depend on. */
export type Layout = Pick<AttributionPass, 'mixtures' | 'players' | 'contributions' | 'scale' | 'quantities'>;

/** Records that differ between base and head come first. */
export const DIFFERENT = 0;
export const SAME = 1;
type Place = typeof DIFFERENT | typeof SAME;

export class AttributionSum {
  readonly #layout: Layout;
  readonly #strata: readonly [Stratum, Stratum];

  constructor(layout: Layout) {
    this.#layout = layout;
    this.#strata = [createStratum(layout), createStratum(layout)];
  }

  /** Counts a record of a stratum, run or not. */
  count(place: Place): void {
    this.#strata[place].records += 1;
  }

  /** Counts one that was run in all mixtures; what it adds follows by `add`. */
  sample(place: Place): void {
    this.#strata[place].sampled += 1;
  }

  /** @param xs what the record adds to a quantity, by mixture */
  add(place: Place, quantity: number, weight: number, xs: readonly number[]): void {
    const sums = this.#strata[place].quantities[quantity];
    if (!sums) return;
    for (let mixture = 0; mixture < xs.length; mixture += 1) {
      const x = xs[mixture] ?? 0;
      if (x !== 0) sums.values[mixture]?.add(weight * x);
    }
    for (const [player, own] of this.#ownValues(xs).entries()) {
      if (own === 0) continue;
      sums.squares[player]?.add((weight * own) ** 2);
      sums.largest = Math.max(sums.largest, Math.abs(weight * own));
    }
  }

  export(): AttributionParts {
    return { kind: 'attribution', strata: this.#strata.map(exportStratum) };
  }

  absorb({ strata }: AttributionParts): void {
    strata.forEach((parts, place) => {
      const stratum = this.#strata[place];
      if (stratum) absorbStratum(stratum, parts);
    });
  }

  /** By quantity, the sums of both strata; `values` by mixture. */
  finish(): StratumSums[][] {
    const { scale, quantities } = this.#layout;
    return quantities.map((_, quantity) =>
      this.#strata.map(({ records, sampled, quantities: all }) => {
        const { values = [], squares = [], largest = 0 } = all[quantity] ?? {};
        return {
          records,
          sampled,
          values: values.map((sum) => sum.total()),
          squares: squares.map((sum) => sum.total() / scale ** 2),
          largest: largest / scale,
        };
      }),
    );
  }

  /** The record's Shapley values times `scale`: whole where the xs are. */
  #ownValues(xs: readonly number[]): number[] {
    const { players, contributions } = this.#layout;
    const own = new Array<number>(players).fill(0);
    for (const { player, before, after, weight } of contributions) {
      const moved = (xs[after] ?? 0) - (xs[before] ?? 0);
      if (moved !== 0) own[player] = (own[player] ?? 0) + weight * moved;
    }
    return own;
  }
}

interface Stratum {
  records: number;
  sampled: number;
  readonly quantities: readonly QuantitySums[];
}

interface QuantitySums {
  readonly values: readonly ExactSum[];
  readonly squares: readonly ExactSum[];
  largest: number;
}

function createStratum({ mixtures, players, quantities }: Layout): Stratum {
  return {
    records: 0,
    sampled: 0,
    quantities: quantities.map(() => ({
      values: mixtures.map(() => new ExactSum()),
      squares: Array.from({ length: players }, () => new ExactSum()),
      largest: 0,
    })),
  };
}

function exportStratum({ records, sampled, quantities }: Stratum): StratumParts {
  return {
    records,
    sampled,
    quantities: quantities.map(({ values, squares, largest }) => ({
      values: values.map((sum) => sum.export()),
      squares: squares.map((sum) => sum.export()),
      largest,
    })),
  };
}

function absorbStratum(stratum: Stratum, parts: StratumParts): void {
  stratum.records += parts.records;
  stratum.sampled += parts.sampled;
  parts.quantities.forEach(({ values, squares, largest }, quantity) => {
    const sums = stratum.quantities[quantity];
    if (!sums) return;
    values.forEach((sum, mixture) => {
      sums.values[mixture]?.absorb(sum);
    });
    squares.forEach((sum, player) => {
      sums.squares[player]?.absorb(sum);
    });
    sums.largest = Math.max(sums.largest, largest);
  });
}
