/** Why a document is rejected, in words that hold nothing of the document but declared names and positions in lists. */
import type { ErrorObject } from 'ajv';
import { pointerTokens, toPointer } from '../../../document/pointer.ts';
import { isObject, own } from './keywords.ts';
import { type Library, reachablePlaces } from './library.ts';

/** Phrases ajv's errors: `/delay must be integer`. */
export type Explain = (errors: readonly ErrorObject[], document: unknown) => string;

/** Keys of a record that the schema does not name may be data (a map by customer); they read as `*`. */
export function compileExplain(library: Library): Explain {
  const names = declaredNames(library);
  return (errors, document) => {
    // The last error is the outermost; the one of `if` only repeats that its branch failed.
    const error = errors.findLast(({ keyword }) => keyword !== 'if') ?? errors.at(-1);
    if (error === undefined) return 'the schema rejects it';
    const pointer = mask(error.instancePath, document, names);
    // ajv puts the positions of the duplicates in the text, which would make a reason of its own for each pair.
    const message = error.keyword === 'uniqueItems' ? 'must NOT have duplicate items' : error.message;
    return [pointer, message].filter(Boolean).join(' ');
  };
}

function mask(pointer: string, document: unknown, names: ReadonlySet<string>): string {
  let value = document;
  const tokens = pointerTokens(pointer).map((token) => {
    const inList = Array.isArray(value);
    value = inList ? (value as unknown[])[Number(token)] : isObject(value) ? own(value, token) : undefined;
    return inList || names.has(token) ? token : '*';
  });
  return toPointer(tokens);
}

function declaredNames(library: Library): ReadonlySet<string> {
  const names = reachablePlaces(library).flatMap(({ schema }) =>
    isObject(schema) && isObject(schema.properties) ? Object.keys(schema.properties) : [],
  );
  return new Set(names);
}
