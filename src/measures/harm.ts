/** What of a measure's movement a limit is about. */
import type { Measure } from './measure.ts';

/** Turns an interval into that of the harm: the loss of a quality, the rise of an error, else the absolute value. */
export function harmOf(
  direction: Measure['direction'],
  low: number,
  high: number,
): { readonly low: number; readonly high: number } {
  switch (direction) {
    case 'loss':
      return { low: -high, high: -low };
    case 'error':
      return { low, high };
    case 'absolute':
      return { low: Math.max(0, low, -high), high: Math.max(Math.abs(low), Math.abs(high)) };
    default:
      return direction satisfies never;
  }
}
