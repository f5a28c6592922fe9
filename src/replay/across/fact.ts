/** What is known of a recording as a whole: which of its records a step refuses for what others hold. Plain data. */

/**
 * Of which documents a fact was taken: those that base's or head's version of the step accepts; `alone`: of base's, by what
 * head alone asks.
 */
export type Source = 'base' | 'head' | 'alone';

export interface Fact {
  readonly step: number;
  readonly source: Source;
  /** Of what the step's stage asks. */
  readonly id: string;
  readonly refused: readonly Refused[];
}

/** Records of one file, in their order. */
export interface Refused {
  readonly file: number;
  readonly positions: Float64Array;
}

/** A step of which it is not known, and why. */
export interface Unjudged {
  readonly step: number;
  /** One thing that it asks; all of them where absent. */
  readonly id?: string;
  readonly why: string;
}

/** Of the recording that one plan replays. */
export interface Facts {
  readonly judged: readonly Fact[];
  readonly unjudged: readonly Unjudged[];
}

export const NO_FACTS: Facts = { judged: [], unjudged: [] };
