/** Finds which branch of head is which branch of base. */
import type { Place } from '../../library.ts';
import { canonical } from '../../validate/json-values.ts';
import type { Effects } from '../effects.ts';
import type { Conjunct } from '../view.ts';

export interface Matches {
  readonly pairs: readonly (readonly [base: Conjunct, head: Conjunct])[];
  readonly added: readonly Conjunct[];
  readonly removed: readonly Conjunct[];
}

/** Comparing every branch with every other one stops being worth it somewhere. */
const MOST_COMPARISONS = 2_500;

/**
 * Whether so many branches may be compared each with each. What one pull request says must not keep the diff busy for
 * hours.
 */
export function areComparable(base: readonly unknown[], head: readonly unknown[]): boolean {
  return base.length * head.length <= MOST_COMPARISONS;
}

/** First those that read the same, then, of not too many, those that mean the same, then the rest in their order. */
export function matchBranches(
  base: readonly Conjunct[],
  head: readonly Conjunct[],
  relate: (base: Place, head: Place) => Effects,
): Matches {
  const byText = Map.groupBy(base, ({ place }) => canonical(place.schema));
  const pairs: [Conjunct, Conjunct][] = [];
  let right = head.filter((after) => {
    const before = byText.get(canonical(after.place.schema))?.shift();
    if (before) pairs.push([before, after]);
    return before === undefined;
  });
  const paired = new Set(pairs.map(([before]) => before));
  const left = base.filter((before) => !paired.has(before));
  if (areComparable(left, right)) right = right.filter((after) => !takeEqual(after));
  const removed = left.splice(right.length);
  for (const [index, before] of left.entries()) {
    const after = right[index];
    if (after) pairs.push([before, after]);
  }
  return { pairs, added: right.slice(left.length), removed };

  function takeEqual(after: Conjunct): boolean {
    const index = left.findIndex((before) => {
      const { accepts, rejects } = relate(before.place, after.place);
      return accepts === 'no' && rejects === 'no';
    });
    const [before] = index < 0 ? [] : left.splice(index, 1);
    if (before) pairs.push([before, after]);
    return before !== undefined;
  }
}
