/**
 * Which parts of two schemas say the same in every word, they and all that they lead to: there is nothing to compare in
 * them. An edit leaves most of a big schema alone.
 */
import { isObject, isSchema, type JsonObject, MAPS, SINGLE_AND_LISTS } from '../keywords.ts';
import { descend, innerPlaces, keyOf, type Library, type Place, reachablePlaces, referencesOf } from '../library.ts';
import { canonical } from '../validate/json-values.ts';
import { STRUCTURE } from './view.ts';

/** True only where no keyword differs in the two places, inside of them, and wherever their references lead. */
export type Alike = (base: Place, head: Place) => boolean;

/** What was found out of the places of two files, for whoever compares other parts of them. */
export interface Labels {
  readonly texts: Map<string, number>;
  readonly base: Map<string, number>;
  readonly head: Map<string, number>;
}

export function newLabels(): Labels {
  return { texts: new Map(), base: new Map(), head: new Map() };
}

/**
 * Takes time in proportion to the size of the two.
 * @param known of the same two, opened at other roots of the same files
 */
export function findAlike(base: Library, head: Library, known = newLabels()): Alike {
  const before = labelsOf(base, known.texts, known.base);
  const after = labelsOf(head, known.texts, known.head);
  const differing = leadingTo(base, (target) => before.get(target) !== after.get(target));
  return (one, other) => {
    const key = localKey(base, one);
    const label = before.get(key);
    return label !== undefined && label === after.get(localKey(head, other)) && !differing.has(key);
  };
}

/** As `keyOf`, with one name for the artifact's own file on both sides, which a rename gives another path. */
function localKey(library: Library, place: Place): string {
  return place.source.file === library.root.source.file ? `#${place.pointer}` : keyOf(place);
}

/** A number for every place, the same for places that read the same, references by where they lead. */
function labelsOf(
  library: Library,
  texts: Map<string, number>,
  labels: Map<string, number>,
): ReadonlyMap<string, number> {
  for (const place of reachablePlaces(library)) label(place);
  return labels;

  function label(place: Place): number {
    const key = localKey(library, place);
    const known = labels.get(key);
    if (known !== undefined) return known;
    const text = isObject(place.schema) ? read(place, place.schema) : canonical(place.schema);
    const number = texts.get(text) ?? texts.size;
    texts.set(text, number);
    labels.set(key, number);
    return number;
  }

  function read(place: Place, schema: JsonObject): string {
    const targets = new Map(referencesOf(library, place).map(({ keyword, target }) => [keyword, target]));
    const words = Object.keys(schema)
      .filter((keyword) => !STRUCTURE.includes(keyword))
      .map((keyword) => {
        const target = targets.get(keyword);
        const leads = target ? ` leads to ${localKey(library, target)}` : '';
        return `${JSON.stringify(keyword)}:${said(place, keyword, schema[keyword])}${leads}`;
      });
    return `{${words.sort().join()}}`;
  }

  /** What a keyword says, schemas in it by their numbers. */
  function said(place: Place, keyword: string, value: unknown): string {
    const inner = (tokens: readonly string[], item: unknown): string => {
      const below = isSchema(item) ? descend(place, tokens) : undefined;
      return below ? `@${label(below)}` : canonical(item);
    };
    if (MAPS.includes(keyword) && isObject(value)) {
      const members = Object.entries(value).map(
        ([name, item]) => `${JSON.stringify(name)}:${inner([keyword, name], item)}`,
      );
      return `{${members.sort().join()}}`;
    }
    if (!SINGLE_AND_LISTS.includes(keyword)) return canonical(value);
    if (Array.isArray(value)) return `[${value.map((item, index) => inner([keyword, String(index)], item)).join()}]`;
    return inner([keyword], value);
  }
}

/** The places from which a reference that is meant can be come to, however far. */
function leadingTo(library: Library, isMeant: (target: string) => boolean): ReadonlySet<string> {
  const back = new Map<string, string[]>();
  const leading = new Set<string>();
  for (const place of reachablePlaces(library)) {
    const key = localKey(library, place);
    const inner = isObject(place.schema) ? innerPlaces(place, place.schema) : [];
    for (const below of inner) note(localKey(library, below), key);
    for (const { target } of referencesOf(library, place)) {
      if (!target) continue;
      const led = localKey(library, target);
      note(led, key);
      if (isMeant(led)) leading.add(key);
    }
  }
  // A set grows while it is walked.
  for (const key of leading) for (const from of back.get(key) ?? []) leading.add(from);
  return leading;

  function note(to: string, from: string): void {
    const known = back.get(to);
    if (known) known.push(from);
    else back.set(to, [from]);
  }
}
