/** What differs between two versions of a table, a finding for each change. */
import type { Compatibility } from '../../engine.ts';
import type { LimitName, Spot } from './model.ts';

const LIMITS: readonly LimitName[] = [
  ...(['minimum', 'maximum', 'exclusive-minimum', 'exclusive-maximum', 'min-length', 'max-length'] as const),
  ...(['min-items', 'max-items', 'multiple-of', 'pattern'] as const),
];

const PLAIN = [
  ...(['table-added', 'table-removed', 'table-renamed', 'column-added', 'column-removed', 'column-renamed'] as const),
  ...(['column-relabelled', 'type-added', 'type-removed', 'type-widened', 'type-narrowed', 'type-changed'] as const),
  ...(['required-added', 'required-removed', 'default-added', 'default-removed', 'default-changed'] as const),
  ...(['accepted-values-added', 'accepted-values-removed', 'accepted-value-added', 'accepted-value-removed'] as const),
  ...(['primary-key-added', 'primary-key-removed', 'primary-key-changed', 'unique-added', 'unique-removed'] as const),
  ...(['relationship-added', 'relationship-removed', 'relationship-changed', 'rule-added', 'rule-removed'] as const),
] as const;

const WAYS = ['added', 'removed', 'tightened', 'loosened', 'changed'] as const;

export type LimitWay = (typeof WAYS)[number];
export type Change = (typeof PLAIN)[number] | `${LimitName}-${LimitWay}`;

/** Every one that there may be. */
export const CHANGES: readonly string[] = [
  ...PLAIN,
  ...LIMITS.flatMap((limit) => WAYS.map((way) => `${limit}-${way}`)),
];

export interface Finding {
  readonly change: Change;
  readonly message: string;
  /** Where it stands in head; for something removed, what held it. */
  readonly at: Spot;
  /** Where the change itself stands on either side; not where it was added, or removed. */
  readonly base?: Spot;
  readonly head?: Spot;
  /** Whoever reads with base may not read all that is written for head; undefined where only many rows together tell. */
  readonly accepts?: boolean;
  /** Head refuses some of what base wrote; undefined as above. */
  readonly rejects?: boolean;
  readonly compatibility: Compatibility;
  /** Rows by themselves do not tell: it is about another table, or a condition that is not understood. */
  readonly acrossRecords?: true;
}
