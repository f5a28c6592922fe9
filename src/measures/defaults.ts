/** The limits of those who set none. */
import type { Measure } from './measure.ts';

/** `tier.changed` and `1%` of each measure that has a limit by default; `prefix` is the output's name and a dot. */
export function defaultsOf(measures: readonly Measure[], prefix = ''): (readonly [key: string, limit: string])[] {
  return measures.flatMap(({ id, byDefault }) => (byDefault === undefined ? [] : [[`${prefix}${id}`, byDefault]]));
}
