/** Guesses a pipeline's outputs from what its last step answered, and segments from what the requests hold. */
import { isObject } from '../../artifacts/schema/json-schema/keywords.ts';
import type { OutputKind } from '../../config/output-kind.ts';
import { toPointer } from '../../document/pointer.ts';
import { isIncidentalName, memberNames } from './guess-pointers.ts';

export interface GuessedOutput {
  readonly name: string;
  readonly at: string;
  readonly kind: OutputKind;
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
  const telling = all.filter(({ path, seen }) => path.length === 0 || !isIncidental(path.at(-1) ?? '', seen));
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

/** What the values are measured as. */
export function guessKind(values: readonly unknown[], name: string): OutputKind {
  if (values.length === 0) return 'category';
  if (values.every((value) => typeof value === 'number')) {
    const isShare = values.every((value) => value >= 0 && value <= 1);
    return isShare && /prob|score|risk|likelihood|confidence/i.test(name) ? 'probability' : 'number';
  }
  if (values.every(Array.isArray)) return 'ranking';
  const texts = new Set(values.filter((value) => typeof value === 'string'));
  return texts.size > 20 && [...texts].some((text) => text.includes(' ')) ? 'text' : 'category';
}

/** A name as weir.yml allows it. */
export function outputName(text: string): string {
  return text.replace(/[^A-Za-z0-9_-]+/g, '_').replace(/^[_-]+|[_-]+$/g, '') || 'output';
}

const conventional =
  /country|region|market|channel|segment|origin|platform|device|product|brand|locale|currency|category|tier|type/i;

/** Pointers to texts with a handful of values; slices that people name in the first place. */
export function guessSegments(documents: readonly unknown[]): string[] {
  return memberNames(documents)
    .filter((name) => {
      const values = documents.flatMap((document) => (isObject(document) ? [document[name]] : []));
      const distinct = new Set(values.filter((value) => value !== null && value !== undefined));
      return (
        values.every((value) => typeof value === 'string') &&
        distinct.size >= 2 &&
        distinct.size <= 20 &&
        distinct.size * 3 <= values.length
      );
    })
    .sort((a, b) => Number(conventional.test(b)) - Number(conventional.test(a)))
    .slice(0, 2)
    .map((name) => toPointer([name]));
}
