/** Which schemas count where, and which of base are compared with which of head because of one change. */
import { pointerTokens } from '../../../../document/pointer.ts';
import { DEFINITIONS, isObject, subschemas } from '../keywords.ts';
import { descend, keyOf, type Library, type Place, referencesOf } from '../library.ts';
import { keywordAt } from './keyword-place.ts';

/** `file#pointer` of every schema that has a say in the whole: definitions only where something refers to them. */
export function livingPlaces(library: Library): ReadonlySet<string> {
  const living = new Set<string>();
  const queue = [library.root];
  for (const place of queue) {
    if (living.has(keyOf(place))) continue;
    living.add(keyOf(place));
    queue.push(...innerPlaces(place).values(), ...targetsOf(library, place));
  }
  return living;
}

/** One side of a change. */
export interface Side {
  readonly library: Library;
  readonly file: string;
  /** Of what changed; none where this side has nothing there. */
  readonly pointer: string | undefined;
}

/**
 * The pairs of schemas (see `pairKey`) that a change brings together: what its value leads to on the one side and on the
 * other, and so on inside of them. Ends where a schema meets itself, for from there on nothing has another place.
 */
export function pairedBy(base: Side, head: Side): ReadonlySet<string> {
  const pairs = new Set<string>();
  const queue = startsOf(base, head).flatMap((one) => startsOf(head, base).map((other) => [one, other] as const));
  for (const [one, other] of queue) {
    const key = pairKey(keyOf(one), keyOf(other));
    if (pairs.has(key) || keyOf(one) === keyOf(other)) continue;
    pairs.add(key);
    // A reference or a branch that must match too may stand on one side alone.
    queue.push(...beyond(base.library, one).map((next) => [next, other] as const));
    queue.push(...beyond(head.library, other).map((next) => [one, next] as const));
    const inHead = innerPlaces(other);
    for (const [way, inner] of innerPlaces(one)) {
      const counterpart = inHead.get(way);
      if (counterpart) queue.push([inner, counterpart]);
    }
  }
  return pairs;
}

/** Names a schema of base and one of head, each given as `file#pointer`. */
export function pairKey(base: string, head: string): string {
  return `${base}\n${head}`;
}

/** The schemas that the changed value holds or refers to; where it is absent, the schema that would hold it. */
function startsOf(own: Side, other: Side): Place[] {
  const { library, file, pointer } = own;
  const { schema, keyword } = keywordAt(pointer ?? other.pointer ?? '');
  const holder = placeAt(library, file, schema);
  if (!holder || pointer === undefined) return holder ? [holder] : [];
  const references = referencesOf(library, holder).filter((reference) => reference.keyword === keyword);
  if (references.length > 0) return references.flatMap(({ target }) => target ?? []);
  const place = placeAt(library, file, pointer);
  if (!place || !Array.isArray(place.schema)) return place ? [place] : [];
  return [...place.schema.keys()].flatMap((index) => descend(place, [String(index)]) ?? []);
}

function beyond(library: Library, place: Place): Place[] {
  const branches = [...innerPlaces(place)].filter(([way]) => way.startsWith('allOf/')).map(([, branch]) => branch);
  return [...targetsOf(library, place), ...branches];
}

function targetsOf(library: Library, place: Place): Place[] {
  return referencesOf(library, place).flatMap(({ target }) => target ?? []);
}

/** The schemas directly inside, by the way there; without definitions. */
function innerPlaces(place: Place): ReadonlyMap<string, Place> {
  const ways = isObject(place.schema) ? subschemas(place.schema) : [];
  return new Map(
    ways
      .filter(([keyword = '']) => !DEFINITIONS.includes(keyword))
      .flatMap((tokens) => {
        const inner = descend(place, tokens);
        return inner ? [[tokens.join('/'), inner] as const] : [];
      }),
  );
}

function placeAt(library: Library, file: string, pointer: string): Place | undefined {
  const root = library.files.find(({ source }) => source.file === file);
  return root && descend(root, pointerTokens(pointer));
}
