/** What differs between two Avro schemas, a finding for each change. */
import type { Place } from './model.ts';

/** Every kind of change, with whether it moves what reaches the next step even where both sides read each other. */
export const SHIFTS = {
  'type-changed': true,
  'type-promoted': false,
  'type-narrowed': false,
  'type-renamed': false,
  'namespace-changed': true,
  'field-added': false,
  'field-removed': true,
  'field-renamed': true,
  'default-added': false,
  'default-removed': true,
  'default-changed': true,
  'alias-added': false,
  'alias-removed': true,
  'symbol-added': true,
  'symbol-removed': true,
  'enum-default-added': false,
  'enum-default-removed': true,
  'enum-default-changed': true,
  'size-changed': false,
  'branch-added': false,
  'branch-removed': false,
  'logical-type-added': true,
  'logical-type-removed': true,
  'logical-type-changed': true,
} as const;

export type Change = keyof typeof SHIFTS;

export interface Finding {
  readonly change: Change;
  readonly message: string;
  /** Where it stands in head; for something removed, what held it. */
  readonly at: Place;
  /** Where the change itself stands on either side; not where it was added, or removed. */
  readonly base?: Place;
  readonly head?: Place;
  /** Readers with base do not understand all that is written with head. */
  readonly accepts: boolean;
  /** Readers with head do not understand all that was written with base. */
  readonly rejects: boolean;
  readonly shifts: boolean;
}
