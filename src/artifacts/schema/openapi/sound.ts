/** What is wrong with the schemas of a document's operations, each schema looked at once. */
import type { Problem } from '../../../errors.ts';
import { keyOf, type Place } from '../json-schema/library.ts';
import { findMistakes } from '../json-schema/mistakes.ts';
import type { Direction, Document } from './document.ts';
import type { Content, Operation } from './operations.ts';

/** @param unchanged what the meta-schema says of schemas that did not change is nobody's business here */
export function mistakesIn({ libraries }: Document, operations: readonly Operation[], unchanged = false): Problem[] {
  const done = new Set<string>();
  const problems = operations.flatMap((operation) =>
    slotsOf(operation).flatMap(([direction, place]) => {
      const key = `${direction} ${keyOf(place)}`;
      if (done.has(key)) return [];
      done.add(key);
      // A parameter of 2.0 is its own schema, with keywords that are none of a schema's.
      const isParameter = operation.parameters.some((one) => keyOf(one.place) === keyOf(place));
      return findMistakes({ ...libraries[direction], root: place }, unchanged || isParameter);
    }),
  );
  return [...new Map(problems.map((one) => [`${one.file}:${one.line}:${one.message}`, one])).values()];
}

function slotsOf({ parameters, body, responses }: Operation): (readonly [Direction, Place])[] {
  const inside = (direction: Direction, content: Content = new Map()) =>
    [...content.values()].flatMap(({ schema }) => (schema ? [[direction, schema] as const] : []));
  return [
    ...parameters.flatMap(({ schema }) => (schema ? [['request', schema] as const] : [])),
    ...inside('request', body?.content),
    ...[...responses.values()].flatMap(({ content, headers }) => [
      ...[...headers.values()].flatMap(({ schema }) => (schema ? [['response', schema] as const] : [])),
      ...inside('response', content),
    ]),
  ];
}
