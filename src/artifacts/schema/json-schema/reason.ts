/** Why a document is rejected, in words that hold nothing of the document but declared names and positions in lists. */
import { toPointer } from '../../../document/pointer.ts';
import { isObject } from './keywords.ts';
import { type Library, reachablePlaces } from './library.ts';

/** Phrases a failure at a place of the document, given as names and positions: `/delay must be integer`. */
export type Explain = (path: readonly (string | number)[], message: string) => string;

/** Keys of a record that the schema does not name may be data (a map by customer); they read as `*`. */
export function compileExplain(library: Library): Explain {
  let names: ReadonlySet<string> | undefined;
  let last: Phrased | undefined;
  return (path, message) => {
    // Most of what is rejected is so for the same reason as what was before.
    if (last && isOf(last, path, message)) return last.text;
    names ??= declaredNames(library);
    const known = names;
    const pointer = toPointer(path.map((token) => (typeof token === 'number' || known.has(token) ? token : '*')));
    last = { path, message, text: [pointer, message].filter(Boolean).join(' ') };
    return last.text;
  };
}

interface Phrased {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly text: string;
}

function isOf(phrased: Phrased, path: readonly (string | number)[], message: string): boolean {
  if (phrased.message !== message || phrased.path.length !== path.length) return false;
  for (let index = 0; index < path.length; index += 1) if (phrased.path[index] !== path[index]) return false;
  return true;
}

function declaredNames(library: Library): ReadonlySet<string> {
  const names = reachablePlaces(library).flatMap(({ schema }) =>
    isObject(schema) && isObject(schema.properties) ? Object.keys(schema.properties) : [],
  );
  return new Set(names);
}
