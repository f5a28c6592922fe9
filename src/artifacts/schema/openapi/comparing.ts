/** Compares the schemas of two documents place by place. Operations share most of theirs, and an edit leaves most of them alone. */
import { equal } from '../../../document/equal.ts';
import { newLabels } from '../json-schema/diff/alike.ts';
import { compareSchemas } from '../json-schema/diff/compare.ts';
import type { Finding } from '../json-schema/diff/finding.ts';
import { isObject } from '../json-schema/keywords.ts';
import { keyOf, type Library, type Place } from '../json-schema/library.ts';
import type { Direction, Document } from './document.ts';

export type Comparing = (base: Place, head: Place) => readonly Finding[];

/** What is found of two places is kept for the next operation that leads there. */
export function comparing(base: Document, head: Document, direction: Direction): Comparing {
  const [from, to] = [base.libraries[direction], head.libraries[direction]];
  const isSame = sameIn(from, to);
  const known = new Map<string, readonly Finding[]>();
  const labels = newLabels();
  return (was, is) => {
    const [one, other] = [targetOf(from, was), targetOf(to, is)];
    const key = pairKey(one, other);
    const isOwn = one.source.file === from.root.source.file && other.source.file === to.root.source.file;
    const compare = () => compareSchemas({ ...from, root: one }, { ...to, root: other }, isOwn ? labels : undefined);
    const found = known.get(key) ?? (isSame(one, other) ? [] : compare());
    known.set(key, found);
    return found;
  };
}

/** Where a schema leads that is a reference and nothing else. */
function targetOf(library: Library, place: Place): Place {
  let current = place;
  for (let hops = 0; hops < 20; hops += 1) {
    const { schema } = current;
    if (!isObject(schema) || typeof schema.$ref !== 'string' || Object.keys(schema).length > 1) return current;
    const target = library.resolve(current, schema.$ref);
    if (!target) return current;
    current = target;
  }
  return place;
}

/** Whether two places say the same in every word, and all that they lead to does, references that dangle left out. */
function sameIn(base: Library, head: Library): (one: Place, other: Place) => boolean {
  const words = new Map<string, readonly (readonly [Place, Place])[] | undefined>();
  const same = new Set<string>();
  return (one, other) => {
    const reached = new Map([[pairKey(one, other), [one, other] as const]]);
    // A map grows while it is walked.
    for (const [key, [from, to]] of reached) {
      if (same.has(key)) continue;
      if (!words.has(key)) words.set(key, inSameWords(from, to));
      const leads = words.get(key);
      if (!leads) return false;
      for (const pair of leads) reached.set(pairKey(...pair), pair);
    }
    for (const key of reached.keys()) same.add(key);
    return true;
  };

  /** Where the references in them lead; undefined where the words differ. */
  function inSameWords(one: Place, other: Place): (readonly [Place, Place])[] | undefined {
    if (!equal(one.schema, other.schema)) return undefined;
    const pairs: (readonly [Place, Place])[] = [];
    let isSure = true;
    visit(one.schema);
    return isSure ? pairs : undefined;

    function visit(value: unknown): void {
      if (Array.isArray(value)) for (const item of value) visit(item);
      else if (isObject(value)) for (const [key, inner] of Object.entries(value)) look(key, inner);
    }

    function look(key: string, inner: unknown): void {
      if (typeof inner !== 'string' || !REFERENCES.has(key)) {
        visit(inner);
        return;
      }
      // What a reference is relative to may be told further in, by an $id: then only the whole comparison knows.
      if (!inner.startsWith('#/') || key !== '$ref' || one.base !== other.base) isSure = false;
      const [target, counterpart] = [base.resolve(one, inner), head.resolve(other, inner)];
      if (target && counterpart) pairs.push([target, counterpart]);
      else if (target || counterpart) isSure = false;
    }
  }
}

const REFERENCES: ReadonlySet<string> = new Set(['$ref', '$dynamicRef', '$recursiveRef']);

function pairKey(one: Place, other: Place): string {
  return `${keyOf(one)}\n${keyOf(other)}`;
}
