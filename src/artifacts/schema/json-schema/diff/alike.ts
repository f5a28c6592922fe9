/**
 * Which parts of two schemas say the same in every word, they and all that they lead to: there is nothing to compare in
 * them. An edit leaves most of a big schema alone.
 */
import { isObject, isSchema, type JsonObject, MAPS, SINGLE_AND_LISTS } from '../keywords.ts';
import {
  descend,
  innerPlaces,
  keyOf,
  type Library,
  type Place,
  placesFromRoot,
  reachablePlaces,
  referencesOf,
} from '../library.ts';
import { canonical } from '../validate/json-values.ts';
import { STRUCTURE } from './view.ts';

/** True only where no keyword differs in the two places, inside of them, and wherever their references lead. */
export type Alike = (base: Place, head: Place) => boolean;

/** What was found out of the places of two files, for whoever compares other parts of them. */
export interface Labels {
  readonly texts: Map<string, number>;
  readonly base: Side;
  readonly head: Side;
}

interface Side {
  /** By the key of the place. */
  readonly labels: Map<string, number>;
  /** Places of which all that they lead to has a label. */
  readonly walked: Set<string>;
  /** From which places one comes to a place. */
  readonly back: Map<string, string[]>;
  /** Places from which a reference leads, however far on, to a place that reads otherwise on the other side. */
  readonly differing: Set<string>;
}

export function newLabels(): Labels {
  const side = () => ({ labels: new Map(), walked: new Set<string>(), back: new Map(), differing: new Set<string>() });
  return { texts: new Map(), base: side(), head: side() };
}

/**
 * Takes time in proportion to the size of the two, and of what is known already none.
 * @param known of the same two, opened at other roots of the same files
 */
export function findAlike(base: Library, head: Library, known = newLabels()): Alike {
  const [before, after] = [known.base, known.head];
  const walked = labelAll(base, known.texts, before);
  labelAll(head, known.texts, after);
  noteDiffering(base, walked, before, (target) => before.labels.get(target) !== after.labels.get(target));
  return (one, other) => {
    const key = localKey(base, one);
    const label = before.labels.get(key);
    return label !== undefined && label === after.labels.get(localKey(head, other)) && !before.differing.has(key);
  };
}

/** As `keyOf`, with one name for the artifact's own file on both sides, which a rename gives another path. */
function localKey(library: Library, place: Place): string {
  return place.source.file === library.root.source.file ? `#${place.pointer}` : keyOf(place);
}

/**
 * A number for every place, the same for places that read the same, references by where they lead. Returns those that were not
 * walked before.
 */
function labelAll(library: Library, texts: Map<string, number>, { labels, walked }: Side): readonly Place[] {
  const isNew = (place: Place) => {
    const key = localKey(library, place);
    if (walked.has(key)) return false;
    walked.add(key);
    return true;
  };
  const places =
    walked.size === 0 ? reachablePlaces(library).filter(isNew) : placesFromRoot(library, innerPlaces, isNew);
  for (const place of places) label(place);
  return places;

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

function noteDiffering(
  library: Library,
  places: readonly Place[],
  { back, differing }: Side,
  isMeant: (target: string) => boolean,
): void {
  const found = new Set<string>();
  for (const place of places) {
    const key = localKey(library, place);
    const inner = isObject(place.schema) ? innerPlaces(place, place.schema) : [];
    for (const below of inner) note(localKey(library, below), key);
    for (const { target } of referencesOf(library, place)) {
      if (!target) continue;
      const led = localKey(library, target);
      note(led, key);
      if (isMeant(led)) found.add(key);
    }
  }
  // A set grows while it is walked.
  for (const key of found) {
    if (differing.has(key)) continue;
    differing.add(key);
    for (const from of back.get(key) ?? []) found.add(from);
  }

  /** What leads to a place that was walked before may lead to what differs, too. */
  function note(to: string, from: string): void {
    if (differing.has(to)) found.add(from);
    const known = back.get(to);
    if (known) known.push(from);
    else back.set(to, [from]);
  }
}
