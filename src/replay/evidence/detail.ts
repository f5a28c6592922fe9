/** What each kind of output adds to the joint table that all of them keep. */
import type { LabelEvidence, OutputEvidence, OutputKind } from '../../impact/evidence.ts';
import type { CellKey } from './cell.ts';

/** What a replay must know of an output to add it up. Plain data. */
export interface OutputSpec {
  readonly name: string;
  readonly kind: OutputKind;
  readonly tolerance: number;
  /** Thresholds that limits name, for probabilities. */
  readonly thresholds: readonly number[];
  readonly labelled: boolean;
  /** Segments keep no histograms. */
  readonly histograms: boolean;
}

/** The part of the evidence that a kind adds to the joint table. */
export interface Detail {
  /** The cell that stands for a value in the joint table. */
  key(shown: unknown): CellKey;
  /** Folds a cell where the table has too many. */
  fold(key: CellKey): CellKey;
  readonly cap: number;
  /** Adds so many records that are alike; values may be words. */
  add(base: unknown, head: unknown, weight: number, value: number, times: number): void;
  addLabel?(base: unknown, head: unknown, label: unknown, weight: number, times: number): void;
  export(): unknown;
  absorb(parts: unknown): void;
  finish(): Pick<OutputEvidence, 'sums' | 'histograms' | 'flips' | 'top1'> & { readonly labels?: LabelEvidence };
}
