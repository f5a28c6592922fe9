/** Which patterns of a schema are no regular expressions, or none as the specification wants them. */
import { toPointer } from '../../../document/pointer.ts';
import type { Problem } from '../../../errors.ts';
import { isObject, own } from './keywords.ts';
import { type Library, type Place, problemAt, reachablePlaces } from './library.ts';
import { patternMistake } from './pattern.ts';

/** Those that no validator can read. */
export function brokenPatterns(place: Place): Problem[] {
  return patternsOf(place).flatMap(([pattern, pointer]) => {
    const message = patternMistake(pattern, '') && patternMistake(pattern);
    return message === undefined ? [] : [problemAt(place, message, undefined, pointer)];
  });
}

/** Patterns that are regular expressions only without the flag `u`, which the specification asks for. */
export function lenientPatterns(library: Library): Problem[] {
  return reachablePlaces(library).flatMap((place) =>
    patternsOf(place).flatMap(([pattern, pointer]) => {
      const message = patternMistake(pattern);
      if (message === undefined || patternMistake(pattern, '')) return [];
      return [problemAt(place, `${message}; read without the flag u, as older validators do`, undefined, pointer)];
    }),
  );
}

function patternsOf({ schema }: Place): [pattern: string, pointer: string][] {
  if (!isObject(schema)) return [];
  const pattern = own(schema, 'pattern');
  const named = own(schema, 'patternProperties');
  return [
    ...(typeof pattern === 'string' ? [[pattern, '/pattern'] as [string, string]] : []),
    ...Object.keys(isObject(named) ? named : {}).map((name): [string, string] => [
      name,
      toPointer(['patternProperties', name]),
    ]),
  ];
}
