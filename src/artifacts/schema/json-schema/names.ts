/** By which names the schemas of an artifact can be referred to. */
import { equal } from '../../../document/equal.ts';
import type { Problem } from '../../../errors.ts';
import { isObject, subschemas } from './keywords.ts';
import { descend, type Place, problemAt } from './place.ts';
import { splitUri } from './uri.ts';

export interface Names {
  /** By URI without a fragment. */
  readonly resources: Map<string, Place>;
  /** By `uri#name`, `$dynamicAnchor`s included. */
  readonly anchors: Map<string, Place>;
  readonly dynamic: Map<string, Place>;
  /** Two schemas that differ under one `$id`. */
  readonly problems: Problem[];
}

/** Enters a schema and everything in it. */
export function enterNames(place: Place, names: Names): void {
  if (!isObject(place.schema)) return;
  const { $id, $anchor, $dynamicAnchor } = place.schema;
  if (typeof $id === 'string' && !$id.startsWith('#')) enterId(place, $id, names);
  // Before 2019-09 an anchor was written as an $id of a fragment only.
  const fragment = typeof $id === 'string' ? splitUri($id)[1] : '';
  for (const anchor of [fragment, $anchor, $dynamicAnchor]) {
    if (typeof anchor === 'string' && anchor !== '') names.anchors.set(`${place.base}#${anchor}`, place);
  }
  if (typeof $dynamicAnchor === 'string') names.dynamic.set(`${place.base}#${$dynamicAnchor}`, place);
  for (const tokens of subschemas(place.schema)) {
    const inner = descend(place, tokens);
    if (inner) enterNames(inner, names);
  }
}

function enterId(place: Place, id: string, { resources, problems }: Names): void {
  const known = resources.get(place.base);
  if (known === undefined) resources.set(place.base, place);
  else if (!equal(known.schema, place.schema)) {
    const { line } = known.source.range(known.pointer);
    const message = `the $id of another schema, which says something else (${known.source.file}:${line})`;
    problems.push({ ...problemAt(place, message, undefined, '/$id'), found: id });
  }
}
