/**
 * A window ends with the newest that is there. Where that is of a clock that is off, it would be the only thing in it: all
 * traffic would be left out, and nobody would see it.
 */

/** A month without traffic before the window's own is no pause. */
const LONGEST_PAUSE = 30 * 86_400_000;

export interface Edges {
  /** Of the newest that is left out, and of the oldest and the newest in the window; in milliseconds since 1970. */
  readonly before: number;
  readonly from: number;
  readonly to: number;
}

/** Why a window is not believed; undefined where it is. `before` is not finite where nothing is left out. */
export function standsApart({ before, from, to }: Edges, window: string, length: number): string | undefined {
  const gap = from - before;
  if (!Number.isFinite(gap) || gap <= Math.max(length, LONGEST_PAUSE)) return undefined;
  const days = Math.floor(gap / 86_400_000).toLocaleString('en');
  return `its newest ${window} end on ${dayOf(to)}, and for ${days} days before them there is nothing: is a clock off?`;
}

export const APART_EXPECTED = 'times that are right, or a window that is longer than the pause';

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
