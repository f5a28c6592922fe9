/**
 * What a replay leaves behind: counts. Measures, intervals, pictures and transitions are computed from these alone,
 * never from records. This file holds the finished, plain form; `src/replay/evidence/` adds shards up into it.
 */

/** Of a set of records: how many, how many requests they stand for (Σ weight), and their stake (Σ weight × value). */
export interface Tally {
  readonly records: number;
  readonly weight: number;
  readonly value: number;
  /** Σ weight², where a formula asks how much these records say; not of records without weights. */
  readonly squares?: number;
}

/**
 * A value as it stands in a joint table. An `ok` value is its JSON text (`"short"`, `250`, `true`, `null`,
 * `{"a":1}`); otherwise a word without quotes: `rejected`, `failed`, `missing` (nothing at the output's pointer),
 * `other` (folded), `NaN`, `Infinity`, `-Infinity`; a bin of numbers is `[10,20)`.
 */
export type Cell = string;

/** One cell of a joint table: what base showed and what head showed. */
export interface Row {
  readonly base: Cell;
  readonly head: Cell;
  readonly records: number;
  readonly weight: number;
  readonly value: number;
  /** As in a tally: of tables with labels only. */
  readonly squares?: number;
}

/** Numbers of one side. Exact while there are at most 10,000 distinct values (`low === high`), else logarithmic bins. */
export interface Histogram {
  readonly exact: boolean;
  /** Sorted by `low`. A bin holds `low <= x < high`, or the one number `low === high`. */
  readonly bins: readonly {
    readonly low: number;
    readonly high: number;
    readonly records: number;
    readonly weight: number;
  }[];
  /** Σ weight² of all bins, as in a tally. */
  readonly squares?: number;
}

export type OutputKind = 'category' | 'number' | 'probability' | 'ranking' | 'text';

/** Weighted sums over the records where both sides gave a usable value; exact, rounded once at the end. */
export interface Sums {
  readonly records: number;
  readonly weight: number;
  /** Σ w², as in a tally. */
  readonly squares?: number;
  /** Σ w·x for each named quantity x. */
  readonly sum: Readonly<Record<string, number>>;
  /** Σ w·x². */
  readonly square: Readonly<Record<string, number>>;
}

/** Evidence of one output, in the whole recording or in one segment of it. */
export interface OutputEvidence {
  readonly name: string;
  readonly kind: OutputKind;
  /** All replayed records. */
  readonly total: Tally;
  /** Those whose value differs beyond tolerance, or whose outcome differs. */
  readonly changed: Tally;
  /**
   * Joint table, sorted by base then head; sums up to `total`. Category: one row a pair of values. Number and
   * probability: exact values while few, else coarse bins. Ranking: the top item. Text: `text`, whatever it says.
   */
  readonly table: readonly Row[];
  /** Values beyond the 1,000 most frequent at base were folded into `other`. */
  readonly folded: boolean;
  /** Number, probability: marginal histograms of usable numbers (whole recording only, not segments). */
  readonly histograms?: { readonly base: Histogram; readonly head: Histogram };
  /**
   * number, probability: `base`, `head`, `difference`, `magnitude` (|difference|), `digits` (|base| + |head| where they differ
   * and are not whole, so that their last digits may be rounding). ranking: `rbo` (1 − RBO), `jaccard`
   * (1 − Jaccard). text: `distance`, `length_base`, `length_head`.
   */
  readonly sums?: Sums;
  /** ranking: records whose first item differs. */
  readonly top1?: Tally;
  /** probability: for each threshold named in a limit, the records that cross it upwards and downwards. */
  readonly flips?: readonly { readonly threshold: number; readonly up: Tally; readonly down: Tally }[];
  /** Only where the recording has labels. */
  readonly labels?: LabelEvidence;
}

export interface LabelEvidence {
  /** Records that carry a label. */
  readonly total: Tally;
  /** category: base × head × label. Cells as in a joint table; `label` is JSON text. */
  readonly table?: readonly (Row & { readonly label: Cell })[];
  /** probability, labels 0/1 or false/true: `brier_base`, `brier_head` hold (p − y)². */
  readonly sums?: Sums;
  /** probability: histograms of scores by true class, for AUC. */
  readonly scores?: {
    readonly base: { readonly positive: Histogram; readonly negative: Histogram };
    readonly head: { readonly positive: Histogram; readonly negative: Histogram };
  };
}

export interface SegmentEvidence {
  readonly pointer: string;
  /** JSON text of the segment's value; `missing`; `other` for values with fewer than 10 records or beyond the 100 largest. */
  readonly value: Cell;
  readonly total: Tally;
  readonly outputs: readonly OutputEvidence[];
}

/** Why records were rejected, failed or could not be replayed. */
export interface Reason {
  readonly side: 'base' | 'head' | 'both';
  readonly outcome: 'rejected' | 'failed' | 'unreplayable';
  /** Path of the step's artifact. */
  readonly artifact: string;
  readonly reason: string;
  readonly records: number;
}

export interface MalformedRecord {
  readonly file: string;
  readonly line?: number;
  readonly message: string;
}

/** Evidence of one pipeline. */
export interface Evidence {
  /** Records in the recording, malformed ones included. */
  readonly recorded: number;
  /** Records read so far; equals `recorded` at a full replay. */
  readonly read: number;
  readonly malformed: number;
  /** The first few, by file and position. */
  readonly malformedExamples: readonly MalformedRecord[];
  readonly unreplayable: number;
  /** What these stand for, where there are any, and how many of them base replays and head cannot. */
  readonly lost?: { readonly weight: number; readonly atHead: Pick<Tally, 'records' | 'weight'> };
  /** read = malformed + unreplayable + replayed. */
  readonly replayed: number;
  /** Equally weighted records that say as much as those replayed: (Σ w)² / Σ w². */
  readonly effective: number;
  /** Some weight differs from 1, or one that was not read may. */
  readonly weighted: boolean;
  /** Some record has a stake. */
  readonly valued: boolean;
  /** What became of the records: cells `ok`, `rejected`, `failed`. */
  readonly outcomes: readonly Row[];
  readonly reasons: readonly Reason[];
  readonly outputs: readonly OutputEvidence[];
  readonly segments: readonly SegmentEvidence[];
  /** Where the recording holds what production answered: records compared, and those on which base answers otherwise. */
  readonly reproduction?: {
    readonly compared: number;
    readonly different: number;
    readonly outputs: Readonly<Record<string, number>>;
  };
  /** Records with a member `params` of their own, which rules cannot read since the pipeline has params. */
  readonly shadowed?: number;
  /** Oldest and newest `time` seen, ISO 8601, where recorded. */
  readonly window?: { readonly from: string; readonly to: string };
  /** The same of each week of the traffic, oldest first, where records have times: what limits are about. */
  readonly weeks?: readonly WeekEvidence[];
}

export interface WeekEvidence {
  /** Its number: week 0 began on Monday, 29 December 1969. */
  readonly week: number;
  /** Of the records whose time is in it. */
  readonly evidence: Evidence;
}
