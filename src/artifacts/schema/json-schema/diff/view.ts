/** A schema as the checks read it: references followed, wrappers taken off, constraints apart from annotations. */
import { CONJUNCTIONS, CONSTRAINTS, isObject, type JsonObject, own } from '../keywords.ts';
import { descend, keyOf, type Library, type Place, referencesOf } from '../library.ts';

export interface View {
  /** Where the schema stands after all references that are nothing else but a reference. */
  readonly place: Place;
  /** `false`: nothing is accepted. */
  readonly never: boolean;
  /** The keywords that accept or reject, as written. */
  readonly constraints: JsonObject;
  /** All that must hold beside them: branches of `allOf`, and the target of a `$ref` that has constraints beside it. */
  readonly conjuncts: readonly Conjunct[];
  readonly annotations: ReadonlyMap<string, Annotation>;
  /** Where keywords and their parts stand that are not the place's own, by `homeKey`. */
  readonly homes: ReadonlyMap<string, Home>;
}

export interface Home {
  readonly place: Place;
  readonly tokens: readonly string[];
}

export interface Conjunct {
  readonly tokens: readonly string[];
  readonly place: Place;
}

export interface Annotation {
  readonly value: unknown;
  /** The schema that says so: the one that refers, or the one referred to. */
  readonly place: Place;
}

export function viewOf(library: Library, start: Place): View {
  const annotations = new Map<string, Annotation>();
  const seen = new Set<string>();
  let place = start;
  for (;;) {
    const constraints: Record<string, unknown> = {};
    for (const [keyword, value] of Object.entries(isObject(place.schema) ? place.schema : {})) {
      if (STRUCTURE.includes(keyword)) continue;
      if (CONSTRAINTS.has(keyword)) constraints[keyword] = value;
      else if (!annotations.has(keyword)) annotations.set(keyword, { value, place });
    }
    const { conjuncts, opaque } = conjunctsOf(library, place);
    const [only] = conjuncts;
    const others = Object.keys(constraints).filter((keyword) => !CONJUNCTIONS.includes(keyword));
    const wrapper = others.length === 0 && conjuncts.length === 1 && opaque.length === 0;
    seen.add(keyOf(place));
    // A schema that only refers to itself says nothing.
    if (wrapper && only && seen.has(keyOf(only.place)))
      return { place, never: false, constraints: {}, conjuncts: [], annotations, homes: NOWHERE_ELSE };
    if (wrapper && only) {
      place = only.place;
      continue;
    }
    for (const keyword of CONJUNCTIONS) if (!opaque.includes(keyword)) delete constraints[keyword];
    return { place, never: place.schema === false, constraints, conjuncts, annotations, homes: NOWHERE_ELSE };
  }
}

/** The subschema of a view; `undefined` where there is none. */
export function inner(view: View, ...tokens: string[]): Place | undefined {
  const [keyword] = tokens;
  if (keyword === undefined || own(view.constraints, keyword) === undefined) return undefined;
  const home = homeOf(view, tokens);
  return descend(home.place, home.tokens);
}

const NOWHERE_ELSE: ReadonlyMap<string, Home> = new Map();

export function homeKey(tokens: readonly string[]): string {
  return tokens.join('\n');
}

/** Where a keyword of a view, or a part of one, really stands. */
export function homeOf(view: View, tokens: readonly string[]): Home {
  for (let length = view.homes.size > 0 ? tokens.length : 0; length > 0; length--) {
    const home = view.homes.get(homeKey(tokens.slice(0, length)));
    if (home) return { place: home.place, tokens: [...home.tokens, ...tokens.slice(length)] };
  }
  return { place: view.place, tokens };
}

/** Names of a map of schemas, such as `properties`. */
export function namesIn(view: View, keyword: string): string[] {
  const map = own(view.constraints, keyword);
  return isObject(map) ? Object.keys(map) : [];
}

/**
 * Whether what one keyword says depends on what others looked at, so that even one that accepts everything has a say:
 * `unevaluated…`, and `contains` beside a tuple, which ajv skips for lists that are shorter than the tuple.
 */
export function isEntangled({ constraints }: View): boolean {
  const has = (keyword: string) => Object.hasOwn(constraints, keyword);
  const tuple = has('prefixItems') || Array.isArray(constraints.items);
  return has('unevaluatedProperties') || has('unevaluatedItems') || (has('contains') && tuple);
}

/** Names and containers: what they hold counts where it is referred to. */
export const STRUCTURE: readonly string[] = [...['$anchor', '$defs', '$id', '$schema', '$vocabulary', 'definitions']];

/** `opaque`: references that lead out of the artifact, of which only the text can be compared. */
function conjunctsOf(library: Library, place: Place): { conjuncts: Conjunct[]; opaque: string[] } {
  const conjuncts: Conjunct[] = [];
  const opaque: string[] = [];
  for (const { keyword, target } of referencesOf(library, place)) {
    if (target) conjuncts.push({ tokens: [keyword], place: target });
    else opaque.push(keyword);
  }
  const branches = isObject(place.schema) ? place.schema.allOf : undefined;
  for (const index of Array.isArray(branches) ? branches.keys() : []) {
    const tokens = ['allOf', String(index)];
    const branch = descend(place, tokens);
    if (branch) conjuncts.push({ tokens, place: branch });
  }
  return { conjuncts, opaque };
}
