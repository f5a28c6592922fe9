/**
 * Objects of a record that a library would take for values of its own, by a member that it marks these with. What it would read
 * of one is more than its stage says, so that such a record is not replayed: production's values are none of the library's.
 */
import { isObject } from '../../document/is-object.ts';
import { compileRead, toPointer } from '../../document/pointer.ts';
import type { Document, Outcome } from '../engine.ts';

/**
 * @param places of objects in a document
 * @param name of the member, which the stage reads
 * @returns what becomes of a document that holds one there
 */
export function compileMarks(
  places: readonly (readonly string[])[],
  name: string,
  isMark: (value: unknown) => boolean,
): (document: Document) => Outcome | undefined {
  const reads = places.map((place) => compileRead(toPointer(place)));
  const reason = `an object has a member \`${name}\` as only the library's own have it`;
  const outcome: Outcome = { outcome: 'unreplayable', reason };
  return (document) => {
    const isMarked = reads.some((read) => {
      const value = read(document);
      return isObject(value) && Object.hasOwn(value, name) && isMark(value[name]);
    });
    return isMarked ? outcome : undefined;
  };
}
