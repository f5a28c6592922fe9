/** Finds which branch of head is which branch of base. */
import type { Place } from '../../library.ts';
import type { Effects } from '../effects.ts';
import type { Conjunct } from '../view.ts';

export interface Matches {
  readonly pairs: readonly (readonly [base: Conjunct, head: Conjunct])[];
  readonly added: readonly Conjunct[];
  readonly removed: readonly Conjunct[];
}

/** First those that read the same, then those that mean the same, then the rest in their order. */
export function matchBranches(
  base: readonly Conjunct[],
  head: readonly Conjunct[],
  relate: (base: Place, head: Place) => Effects,
): Matches {
  const pairs: [Conjunct, Conjunct][] = [];
  const left = [...base];
  const texts = new Map(base.map((branch) => [branch, canonical(branch.place.schema)]));
  let right = take(head, (after) => {
    const text = canonical(after.place.schema);
    return (before) => texts.get(before) === text;
  });
  right = take(right, (after) => (before) => {
    const { accepts, rejects } = relate(before.place, after.place);
    return accepts === 'no' && rejects === 'no';
  });
  const removed = left.splice(right.length);
  for (const [index, before] of left.entries()) {
    const after = right[index];
    if (after) pairs.push([before, after]);
  }
  return { pairs, added: right.slice(left.length), removed };

  function take(candidates: readonly Conjunct[], same: (after: Conjunct) => (before: Conjunct) => boolean): Conjunct[] {
    return candidates.filter((after) => {
      const index = left.findIndex(same(after));
      const [before] = index < 0 ? [] : left.splice(index, 1);
      if (before) pairs.push([before, after]);
      return before === undefined;
    });
  }
}

/** The same text for the same schema, whatever the order of its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
