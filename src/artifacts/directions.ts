/** What edits of a schema mean to those who read with the other version, as schema registries put it. */
import type { Edit } from './engine.ts';

/** `undecided`: the two versions alone don't tell; recorded traffic does. */
export type Compatible = 'compatible' | 'incompatible' | 'undecided';

export interface Directions {
  /** Whoever reads with head can read all that was written for base. */
  readonly backward: Compatible;
  /** Whoever still reads with base can read all that will be written for head. */
  readonly forward: Compatible;
  /** Both. */
  readonly full: Compatible;
}

const ORDER: readonly Compatible[] = ['compatible', 'undecided', 'incompatible'];

/** Of rules and models there is no such thing as reading: an edit that isn't safe leaves both directions undecided. */
export function directionsOf(edits: readonly Edit[]): Directions {
  const backward = worst(edits.map((edit) => direction(edit, edit.rejects)));
  const forward = worst(edits.map((edit) => direction(edit, edit.accepts)));
  return { backward, forward, full: worst([backward, forward]) };
}

function direction({ kind, compatibility }: Edit, differs: boolean | undefined): Compatible {
  if (differs !== undefined) return differs ? 'incompatible' : 'compatible';
  return kind !== 'schema' && compatibility === 'safe' ? 'compatible' : 'undecided';
}

function worst(all: readonly Compatible[]): Compatible {
  return ORDER.findLast((one) => all.includes(one)) ?? 'compatible';
}
