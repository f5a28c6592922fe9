/** How much records of unequal weight say: that of a thousand of which one has nearly all the weight is little. */
import type { Tally } from './evidence.ts';

export type Size = Omit<Tally, 'value'>;

/**
 * Equally weighted records that say as much as these: (Σ w)² / Σ w² (Kish 1965), at most their number. That is what they
 * count as where the squares were not added up, or where nothing weighs anything.
 *
 * @example
 * effectiveRecords({ records: 4, weight: 10, squares: 30 }); // 3.33…
 */
export function effectiveRecords({ records, weight, squares }: Size): number {
  if (!weight || !squares) return records;
  return Math.min(records, weight * (weight / squares));
}

/** The weight of half a record, by which distances between shares are smoothed. */
export function halfRecord(size: Size): number {
  return size.records === 0 ? 0 : size.weight / (2 * effectiveRecords(size));
}
