/**
 * Schemas that lead back to themselves without going any deeper into the document (`{"$ref": "#"}`): a validator that
 * meets one never ends. Place by place they say nothing, so they are looked for in the schema as a whole.
 */

import { isEvaluated } from '../dialect.ts';
import { isObject, subschemas } from '../keywords.ts';
import { descend, keyOf, type Library, type Place, reachablePlaces, referencesOf } from '../library.ts';
import { UNDECIDED } from './effects.ts';
import type { Finding } from './finding.ts';

/** One finding for each reference that never ends on one side and does not stand at the same place of the other. */
export function endlessReferences(base: Library, head: Library): Finding[] {
  const before = closingReferences(base);
  const after = closingReferences(head);
  const common = { ...UNDECIDED, change: 'reference-changed', base: base.root, head: head.root } as const;
  const added = without(after, before).map(({ place, keyword }): Finding => {
    const message = `${keyword} leads back to itself without end`;
    return { ...common, message, side: 'head', tokens: [keyword], head: place };
  });
  const removed = without(before, after).map(({ place, keyword }): Finding => {
    const message = `${keyword} no longer leads back to itself without end`;
    return { ...common, message, side: 'base', tokens: [keyword], base: place };
  });
  return [...added, ...removed];
}

function without(some: readonly Step[], others: readonly Step[]): Step[] {
  const known = new Set(others.map(nameOf));
  return some.filter((step) => !known.has(nameOf(step)));
}

interface Step {
  readonly place: Place;
  readonly keyword: string;
}

/** References that close a circle of schemas which all judge the same value. */
function closingReferences(library: Library): Step[] {
  const closing: Step[] = [];
  const open = new Set<string>();
  const done = new Set<string>();
  for (const place of reachablePlaces(library)) visit(place);
  return closing;

  function visit(place: Place): void {
    const key = keyOf(place);
    if (done.has(key)) return;
    open.add(key);
    for (const { keyword, target } of referencesOf(library, place)) {
      if (!target || !isEvaluated(keyword, library.dialect())) continue;
      if (open.has(keyOf(target))) closing.push({ place, keyword });
      else visit(target);
    }
    for (const tokens of isObject(place.schema) ? subschemas(place.schema) : []) {
      const inner = IN_PLACE.includes(tokens[0] ?? '') ? descend(place, tokens) : undefined;
      if (inner) visit(inner);
    }
    open.delete(key);
    done.add(key);
  }
}

function nameOf({ place, keyword }: Step): string {
  return `${keyOf(place)} ${keyword}`;
}

/** Keywords whose schemas judge the same value as the schema that holds them. */
const IN_PLACE: readonly string[] = [
  'allOf',
  'anyOf',
  'dependencies',
  'dependentSchemas',
  'else',
  'if',
  'not',
  'oneOf',
  'then',
];
