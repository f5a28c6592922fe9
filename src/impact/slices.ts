/**
 * Replayed records as a table of small numbers: what the search for hotspots and contrasts reads. A record is a row; its
 * fields and its outcome are codes, and no value that few records have is told apart.
 */

/** A place of the input (or a declared segment) and what stands there in each record. */
export interface SliceField {
  readonly pointer: string;
  /** Index into `grains` for each record. */
  readonly codes: Uint16Array;
  /** The finest that is told apart: numbers ascending, then everything else. */
  readonly grains: readonly Grain[];
  /** Larger parts of the field that are compared with the rest: its values, or bins of its numbers. */
  readonly slices: readonly Grain[];
  /** Index into `slices` for each grain; -1 for one that belongs to none. */
  readonly sliceOf: readonly number[];
}

/**
 * A value, or numbers `low <= x < high`; a number that is told apart by itself is both. What few records have is neither.
 */
export interface Grain {
  readonly text?: string;
  readonly low?: number;
  readonly high?: number;
}

/** What became of each record at one output. */
export interface SliceOutput {
  readonly name: string;
  /** `SAME`, 1 + the index of a transition, or `OTHERWISE`. */
  readonly codes: Uint8Array;
  readonly transitions: readonly { readonly base: string; readonly head: string }[];
}

export const SAME = 0;
/** Changed, by none of the transitions that are told apart. */
export const OTHERWISE = 255;

export interface SliceTable {
  readonly records: number;
  readonly fields: readonly SliceField[];
  readonly outputs: readonly SliceOutput[];
}

/** One of these values, or a number from `low` to below `high`. */
export interface Condition {
  readonly pointer: string;
  readonly values?: readonly string[];
  readonly low?: number;
  readonly high?: number;
}

export function conditionOn(pointer: string, { text, low = -Infinity, high = Infinity }: Grain): Condition {
  if (text !== undefined) return { pointer, values: [text] };
  return { pointer, ...(Number.isFinite(low) && { low }), ...(Number.isFinite(high) && { high }) };
}
