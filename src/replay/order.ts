/**
 * The seeded order in which records are replayed. Every record has a rank between 0 and 1 that depends on the seed and
 * on its place alone; a round replays the ranks of one window, so what was read so far is a uniform sample without
 * replacement, whatever the sharding (statistics: a confidence sequence needs a random permutation).
 */
import type { RecordFilter } from '../recordings/reader.ts';

/** Ranks `from <= rank < to`. Plain data. */
export interface Window {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

export const EVERYTHING: Window = { seed: 0, from: 0, to: 1 };

export function isEverything({ from, to }: Window): boolean {
  return from <= 0 && to >= 1;
}

/** The records of a file (its place among the recording's files) that fall into the window. */
export function windowFilter(window: Window, file: number): RecordFilter {
  if (isEverything(window)) return () => true;
  const salt = mix(mix(window.seed >>> 0) ^ Math.imul(file + 1, 0x9e3779b1));
  const from = window.from * 2 ** 32;
  const to = window.to * 2 ** 32;
  return (position) => {
    const high = Math.floor(position / 2 ** 32);
    const rank = mix(mix(salt ^ (position >>> 0)) ^ high);
    return rank >= from && rank < to;
  };
}

/** The first so many of the records that are wanted; counts them as it is asked, so it serves one reading. */
export function firstOf(want: RecordFilter, most: number): RecordFilter {
  let taken = 0;
  return (position) => {
    if (taken >= most || !want(position)) return false;
    taken += 1;
    return true;
  };
}

/** MurmurHash3's 32-bit finalizer (Appleby): every bit of the input moves every bit of the result. */
function mix(x: number): number {
  let h = x;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
