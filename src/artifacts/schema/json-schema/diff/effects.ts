/** What a change does to the set of accepted documents, as far as the two schemas alone can tell. */

/** `maybe`: not decided here; only traffic can tell. */
export type Effect = 'no' | 'maybe' | 'yes';

export interface Effects {
  /** Head accepts documents that base rejects. */
  readonly accepts: Effect;
  /** Head rejects documents that base accepts. */
  readonly rejects: Effect;
}

export const NONE: Effects = { accepts: 'no', rejects: 'no' };
export const UNDECIDED: Effects = { accepts: 'maybe', rejects: 'maybe' };

const ORDER: readonly Effect[] = ['no', 'maybe', 'yes'];

/** The strongest of each direction: what several changes do together, at most. */
export function union(all: readonly Effects[]): Effects {
  return all.reduce(
    (sum, next) => ({ accepts: most(sum.accepts, next.accepts), rejects: most(sum.rejects, next.rejects) }),
    NONE,
  );
}

/** No more than the bound says: a direction that is proved impossible as a whole is so for each change in it. */
export function limit(effects: Effects, bound: Effects): Effects {
  return {
    accepts: bound.accepts === 'no' ? 'no' : effects.accepts,
    rejects: bound.rejects === 'no' ? 'no' : effects.rejects,
  };
}

/** Under `not`, what is newly accepted inside is newly rejected outside. */
export function swap({ accepts, rejects }: Effects): Effects {
  return { accepts: rejects, rejects: accepts };
}

/**
 * Where a narrower part may let more through (an overlap in `oneOf` goes away, something becomes unevaluated): the
 * direction that was safe is undecided.
 */
export function leak({ accepts, rejects }: Effects): Effects {
  if (accepts === 'no' && rejects === 'no') return NONE;
  return { accepts: most(accepts, 'maybe'), rejects: most(rejects, 'maybe') };
}

/** Where a part only decides which other part applies, as `if` does. */
export function blur({ accepts, rejects }: Effects): Effects {
  return accepts === 'no' && rejects === 'no' ? NONE : UNDECIDED;
}

function most(a: Effect, b: Effect): Effect {
  return ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b;
}
