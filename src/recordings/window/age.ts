/** How old a recording is, and whether that is older than it may be: traffic of last year says little of today's. */
import type { RecordingConfig } from '../../config/config.ts';
import { instantOf } from './instant.ts';
import { windowLength } from './length.ts';

const USUAL = '30d';
const DAY = 86_400_000;

export interface Age {
  /** From the newest record on, in whole days; 0 where it is from later. */
  readonly days: number;
  /** As weir.yml says it, or by default. */
  readonly most: string;
  readonly isStale: boolean;
}

/**
 * @param newest time of the newest record
 * @param at milliseconds since 1970
 */
export function ageAt(newest: string, at: number, { max_age: most = USUAL }: Pick<RecordingConfig, 'max_age'>): Age {
  const age = Math.max(0, at - instantOf(newest));
  return { days: Math.floor(age / DAY), most, isStale: most !== 'none' && age > windowLength(most) };
}
