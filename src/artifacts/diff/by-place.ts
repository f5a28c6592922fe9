/** The order in which edits are told: by file, then by line. */
import type { Edit } from '../engine.ts';

/** Edits of a language that has lines. */
export type Placed = Edit & Required<Pick<Edit, 'lines'>>;

/** For `sort`: edits of the same lines by their message. */
export function byPlace(a: Placed, b: Placed): number {
  if (a.artifact !== b.artifact) return a.artifact < b.artifact ? -1 : 1;
  return a.lines[0] - b.lines[0] || a.lines[1] - b.lines[1] || (a.message < b.message ? -1 : 1);
}
