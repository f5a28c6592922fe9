/** What share of a recording a limit is about, for whoever asks how many records it takes. */
import type { LimitConfig } from '../../config/config.ts';
import { findMeasure } from '../../measures/find.ts';

/** The share that records without a change have to exclude: the limit, where it is on a share, else 1 %. */
export function shareOf({ measure, limit: { kind, amount } }: LimitConfig, records: number): number {
  if (kind === 'records') return records === 0 ? 0 : amount / records;
  return findMeasure(measure)?.measure.unit === 'share' && amount > 0 ? amount : 0.01;
}
