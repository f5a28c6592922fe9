/** What every measure is given as: a value with its interval, and how that interval was found. */

/**
 * share: of the replayed records (0.01 is 1 %). ratio: relative to base. number: in the unit of the output.
 * distance: between two distributions or scores, without a unit.
 */
export type Unit = 'share' | 'ratio' | 'number' | 'distance';

export interface Measured {
  /** Null where it is not defined; `reason` then says why. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: Unit;
  /**
   * exact: every record was replayed. anytime: holds at whatever moment the replay stops. asymptotic: holds for many
   * records. none: no interval is known for a part of a recording.
   */
  readonly interval: 'exact' | 'anytime' | 'asymptotic' | 'none';
  /** Records behind the value: those that changed, crossed, were rejected. */
  readonly records?: number;
  readonly reason?: string;
}

/** A measure of which nothing is left to chance. Bins leave it a width: `low` and `high` then enclose it. */
export function exact(value: number, unit: Unit, records?: number, low = value, high = value): Measured {
  if (!Number.isFinite(value)) return missing(unit, 'too large to be computed');
  // Adding 0 turns -0 into 0, which JSON and people write the same.
  return {
    value: value + 0,
    low: Number.isFinite(low) ? low + 0 : null,
    high: Number.isFinite(high) ? high + 0 : null,
    unit,
    interval: 'exact',
    ...(records !== undefined && { records }),
  };
}

/** A measure of a part of the recording for which no valid interval is known. */
export function withoutInterval(value: number, unit: Unit, records?: number): Measured {
  if (!Number.isFinite(value)) return missing(unit, 'too large to be computed');
  return { value: value + 0, low: null, high: null, unit, interval: 'none', ...(records !== undefined && { records }) };
}

/** A mean over records with a usable value on both sides, of which there are none. */
export function unpaired(unit: Unit, records: number | undefined, what: 'number' | 'list' | 'text'): Measured {
  return missing(unit, records ? 'no weight' : `no record has a ${what} on both sides`);
}

/** A measure that is not defined. A share without data may still be anything between 0 and 1. */
export function missing(unit: Unit, reason: string, signed = false): Measured {
  const anything = unit === 'share' ? { low: signed ? -1 : 0, high: 1 } : { low: null, high: null };
  return { value: null, ...anything, unit, interval: 'none', reason };
}
