/** Guesses a pipeline's outputs from what its last step answered, and segments from what the requests hold. */

import type { OutputKind } from '../../config/output-kind.ts';
import { isObject } from '../../document/is-object.ts';
import { compileRead, toPointer } from '../../document/pointer.ts';
import { holds, isIncidentalName, memberNames, withoutAccents } from './guess-pointers.ts';

export interface GuessedOutput {
  readonly name: string;
  readonly at: string;
  readonly kind: OutputKind;
  /** Where in production's answer, where it is not found without being told. */
  readonly recorded?: string;
  /** A model's score that a later step reads: what is decided by it has the limits. */
  readonly isScore?: true;
}

const MOST_OUTPUTS = 8;
const DEEPEST = 2;

/**
 * @param values distinct answers; members of objects become outputs of their own, unless they only tell one record from
 *   another
 */
export function guessOutputs(values: readonly unknown[], at: readonly string[], prefix: string): GuessedOutput[] {
  const taken = new Set<string>();
  const all = leaves(values, [], prefix);
  const telling = all.filter(
    ({ path, seen }) => path.length === 0 || (seen.length > 0 && !isIncidental(path.at(-1) ?? '', seen)),
  );
  return (telling.length > 0 ? telling : all).slice(0, MOST_OUTPUTS).map(({ path, name, seen }) => {
    const unique =
      [name, ...path.map((_, index) => `${name}_${index + 2}`)].find((candidate) => !taken.has(candidate)) ?? name;
    taken.add(unique);
    return { name: unique, at: toPointer([...at, ...path]), kind: guessKind(seen, name) };
  });
}

interface Leaf {
  readonly path: readonly string[];
  readonly name: string;
  readonly seen: readonly unknown[];
}

function leaves(values: readonly unknown[], path: readonly string[], name: string): Leaf[] {
  const given = values.filter((value) => value !== null && value !== undefined);
  const objects = given.filter(isObject);
  // A leaf that is an object in some answers only is compared as a whole.
  if (objects.length === 0 || objects.length < given.length || path.length >= DEEPEST)
    return [{ path, name, seen: given }];
  return memberNames(objects).flatMap((member) =>
    leaves(
      objects.map((object) => object[member]),
      [...path, member],
      outputName([...path, member].join('_')),
    ),
  );
}

/** More different texts than this are no categories that somebody decides by. */
const MOST_CATEGORIES = 50;
const MANY_SEEN = 20;

/**
 * Ids, times, labels and the like: their change would say nothing of what happens downstream, and their values could point
 * at a person.
 */
function isIncidental(name: string, seen: readonly unknown[]): boolean {
  if (isIncidentalName(name)) return true;
  const texts = seen.filter((value) => typeof value === 'string');
  if (texts.length < seen.length || texts.length === 0) return false;
  if (texts.every((text) => /^\d{4}-\d{2}-\d{2}([T ]\d{2}:|$)|^\d{1,2}:\d{2}(:\d{2})?$/.test(text))) return true;
  const distinct = new Set(texts).size;
  const isProse = texts.some((text) => text.trim().split(/\s+/).length > 3);
  return !isProse && (distinct > MOST_CATEGORIES || (texts.length > MANY_SEEN && distinct > texts.length / 2));
}

/** Nobody decides by a text of more characters than this, or of several lines. */
const LONG = 200;

/** What the values are measured as. */
export function guessKind(values: readonly unknown[], name: string): OutputKind {
  if (values.length === 0) return 'category';
  if (values.every((value) => typeof value === 'number')) {
    const isShare = values.every((value) => value >= 0 && value <= 1);
    return isShare && /prob|score|risk|likelihood|confidence/i.test(name) ? 'probability' : 'number';
  }
  if (values.every(Array.isArray)) return 'ranking';
  const texts = new Set(values.filter((value) => typeof value === 'string'));
  if ([...texts].some((text) => text.length > LONG || text.includes('\n'))) return 'text';
  return texts.size > 20 && [...texts].some((text) => text.includes(' ')) ? 'text' : 'category';
}

/** A name as weir.yml allows it. */
export function outputName(text: string): string {
  return (
    withoutAccents(text)
      .replace(/[^A-Za-z0-9_-]+/g, '_')
      .replace(/^[_-]+|[_-]+$/g, '') || 'output'
  );
}

const conventional =
  /country|region|market|channel|segment|origin|platform|device|product|brand|locale|currency|category|tier|type/i;
const MOST_SEGMENTS = 3;

/** Pointers to texts with a handful of values; slices that people name in the first place. `passedOver`: pointers to leave out. */
export function guessSegments(documents: readonly unknown[], passedOver: readonly string[]): string[] {
  const objects = memberNames(documents).filter((name) => holds(documents, [name], isObject) >= 0.9);
  const inner = objects.flatMap((name) =>
    memberNames(documents.map((document) => Object(document)[name])).map((member) => [name, member]),
  );
  return [...memberNames(documents).map((name) => [name]), ...inner]
    .filter((path) => !passedOver.includes(toPointer(path.slice(0, 1))) && !passedOver.includes(toPointer(path)))
    .filter((path) => isSlice(path, documents))
    .sort((a, b) => rankSegment(a) - rankSegment(b))
    .slice(0, MOST_SEGMENTS)
    .map((path) => toPointer(path));
}

/** Some records may lack it. A name that people slice by needs fewer records to show that its values come again. */
function isSlice(path: readonly string[], documents: readonly unknown[]): boolean {
  const name = path.at(-1) ?? '';
  const given = documents.map(compileRead(toPointer(path))).filter((value) => value !== null && value !== undefined);
  const texts = given.filter((value) => typeof value === 'string');
  if (texts.length < given.length || texts.length < documents.length / 2 || isIncidental(name, texts)) return false;
  const distinct = new Set(texts).size;
  return distinct >= 2 && distinct <= 20 && distinct * (conventional.test(name) ? 2 : 3) <= texts.length;
}

function rankSegment(path: readonly string[]): number {
  return (conventional.test(path.at(-1) ?? '') ? 0 : 10) + path.length;
}
