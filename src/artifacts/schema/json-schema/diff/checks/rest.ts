/** Keywords with one schema for all that others do not name, where an absent one accepts everything. */
import type { Place } from '../../library.ts';
import { matchesAll } from '../../pattern.ts';
import { type Finding, inBase, inHead, type Pair } from '../finding.ts';
import type { ChangeId } from '../kinds.ts';
import { inner, isEntangled, namesIn, type View } from '../view.ts';

export interface RestKinds {
  readonly closed: ChangeId;
  readonly opened: ChangeId;
  readonly narrowed: ChangeId;
  readonly widened: ChangeId;
}

// biome-ignore format: a table
const ROWS: readonly (RestKinds & { readonly keyword: string })[] = [
  { keyword: 'additionalProperties', closed: 'additional-properties-closed', opened: 'additional-properties-opened', narrowed: 'additional-properties-narrowed', widened: 'additional-properties-widened' },
  { keyword: 'unevaluatedProperties', closed: 'unevaluated-properties-closed', opened: 'unevaluated-properties-opened', narrowed: 'unevaluated-properties-narrowed', widened: 'unevaluated-properties-widened' },
  { keyword: 'unevaluatedItems', closed: 'unevaluated-items-closed', opened: 'unevaluated-items-opened', narrowed: 'unevaluated-items-narrowed', widened: 'unevaluated-items-widened' },
  { keyword: 'propertyNames', closed: 'property-names-closed', opened: 'property-names-opened', narrowed: 'property-names-narrowed', widened: 'property-names-widened' },
];

export function checkRest(pair: Pair): Finding[] {
  const areForAll = isForAll(pair.base) && isForAll(pair.head);
  return ROWS.flatMap(({ keyword, ...kinds }) => {
    const read = keyword === 'additionalProperties' && areForAll ? forAll : (view: View) => restOf(view, keyword);
    return compareRest(pair, kinds, read(pair.base), read(pair.head));
  });
}

/** One schema judges all members: `additionalProperties` without exceptions, or one pattern that every name matches. */
export function isForAll(view: View): boolean {
  const [pattern, ...more] = namesIn(view, 'patternProperties');
  if (namesIn(view, 'properties').length > 0 || more.length > 0) return false;
  return pattern === undefined || matchesAll(pattern);
}

function forAll(view: View): Rest {
  const [pattern] = namesIn(view, 'patternProperties');
  if (pattern === undefined) return restOf(view, 'additionalProperties');
  const tokens = ['patternProperties', pattern];
  return { tokens, place: inner(view, ...tokens) };
}

function restOf(view: View, keyword: string): Rest {
  return { tokens: [keyword], place: inner(view, keyword) };
}

export interface Rest {
  readonly tokens: readonly string[];
  readonly place: Place | undefined;
}

/** Names the change where one side is open or closed; compares the two schemas otherwise. */
export function compareRest(pair: Pair, kinds: RestKinds, base: Rest, head: Rest): readonly Finding[] {
  if (base.place && head.place && typeof base.place.schema !== 'boolean' && typeof head.place.schema !== 'boolean') {
    return pair.compare(base.place, head.place);
  }
  if (!base.place && !head.place) return [];
  const effects = pair.relate(base.place, head.place);
  const counts = isEntangled(pair.base) || isEntangled(pair.head);
  const same = effects.accepts === 'no' && effects.rejects === 'no';
  if (same && !(counts && Boolean(base.place) !== Boolean(head.place))) return [];
  const name = head.tokens[0] ?? base.tokens[0];
  if (head.place?.schema === false) return [inHead(pair, kinds.closed, head.tokens, `${name} is closed now`, effects)];
  if (base.place?.schema === false) {
    return head.place
      ? [inHead(pair, kinds.opened, head.tokens, `${name} is open now`, effects)]
      : [inBase(pair, kinds.opened, base.tokens, `${name} is open now`, effects)];
  }
  if (head.place && (head.place.schema !== true || !base.place)) {
    return [inHead(pair, kinds.narrowed, head.tokens, `${name} is limited now`, effects)];
  }
  return [inBase(pair, kinds.widened, base.tokens, `${name} is no longer limited`, effects)];
}
