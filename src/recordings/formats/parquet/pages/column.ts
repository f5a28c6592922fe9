import type { Leaf } from './schema.ts';

/** What was read of a leaf, of some rows; see `LeafReader`. */
export interface Column {
  readonly leaf: Leaf;
  readonly values: readonly unknown[];
  readonly defs: Uint8Array;
  readonly reps: Uint8Array;
  readonly entries: number;
  /** Each of them has a value. */
  readonly isComplete: boolean;
}
