/** What replay processes are asked and answer about coalitions of edits. Plain data. */
import type { ReferenceKey } from '../../artifacts/reference.ts';
import type { Quantity } from '../../impact/record-sums.ts';
import type { Version } from '../compile.ts';

/** Which version of an artifact runs: base's (`BASE`), head's (`HEAD`), or from here on one of `versions`. */
export const FIRST_VERSION = 2;

export interface AttributionPass {
  readonly kind: 'attribution';
  readonly id: string;
  /** Artifacts of which versions differ. */
  readonly references: readonly ReferenceKey[];
  /** Neither base's nor head's. */
  readonly versions: readonly Version[];
  /** Every mixture to run: for each reference which version. */
  readonly mixtures: readonly (readonly number[])[];
  readonly players: number;
  /** As in a Shapley design, of mixtures instead of coalitions. */
  readonly contributions: readonly {
    readonly player: number;
    readonly before: number;
    readonly after: number;
    readonly weight: number;
  }[];
  readonly scale: number;
  readonly quantities: readonly Quantity[];
  /** Share of the records to run in all mixtures: of those that differ between base and head, and of the others. */
  readonly rates: readonly [different: number, same: number];
  readonly seed: number;
}

export interface AttributionParts {
  readonly kind: 'attribution';
  readonly strata: readonly StratumParts[];
}

export interface StratumParts {
  readonly records: number;
  readonly sampled: number;
  /** By quantity: exact parts of the sums, by mixture and by player. */
  readonly quantities: readonly {
    readonly values: readonly (readonly number[])[];
    readonly squares: readonly (readonly number[])[];
    readonly largest: number;
  }[];
}
