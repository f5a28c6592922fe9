/** Why a document is rejected, in words that hold nothing of the document but declared names and positions in lists. */
import { toPointer } from '../../../document/pointer.ts';
import { isObject } from './keywords.ts';
import { type Library, reachablePlaces } from './library.ts';

/** Phrases a failure at a place of the document, given as names and positions: `/delay must be integer`. */
export type Explain = (path: readonly (string | number)[], message: string) => string;

/** Keys of a record that the schema does not name may be data (a map by customer); they read as `*`. */
export function compileExplain(library: Library): Explain {
  let names: ReadonlySet<string> | undefined;
  return (path, message) => {
    names ??= declaredNames(library);
    const known = names;
    const pointer = toPointer(path.map((token) => (typeof token === 'number' || known.has(token) ? token : '*')));
    return [pointer, message].filter(Boolean).join(' ');
  };
}

function declaredNames(library: Library): ReadonlySet<string> {
  const names = reachablePlaces(library).flatMap(({ schema }) =>
    isObject(schema) && isObject(schema.properties) ? Object.keys(schema.properties) : [],
  );
  return new Set(names);
}
