/** Small calls of which one may be described by one version of a document and not by another, made from the documents alone. */
import type { Artifact, Edit } from '../../engine.ts';
import type { Library, Place } from '../json-schema/library.ts';
import { documentsAround } from '../json-schema/witness/candidates.ts';
import { smallest } from '../json-schema/witness/smallest.ts';
import { smallestFirst } from '../smallest-first.ts';
import { type Direction, type Document, openDocument } from './document.ts';
import { type Content, type Operation, operationsOf } from './operations.ts';
import {
  type Call,
  callOf,
  pathOf,
  smallestOf,
  withAnswer,
  withAnswerHeader,
  withBody,
  withParameter,
} from './small-call.ts';

/** Schemas of requests and answers that are looked into for an edit of a component. */
const MOST_SLOTS = 200;
/** Operations that something else they share makes a call of. */
const MOST_OPERATIONS = 5;

interface Side {
  readonly document: Document;
  readonly operation: Operation;
}

/** Throws ArtifactError. */
export function callCandidates(base: Artifact, head: Artifact, edit: Edit): readonly unknown[] {
  const documents = [base, head].map((artifact) => openDocument(artifact, true));
  const known = new Map<string, Side[]>();
  for (const document of documents) {
    for (const operation of operationsOf(document)) {
      const key = `${operation.method} ${operation.path}`;
      known.set(key, [...(known.get(key) ?? []), { document, operation }]);
    }
  }
  const all = [...known.values()];
  const about = all
    .filter((sides) => sides.some(({ operation }) => concerns(operation, edit)))
    .slice(0, MOST_OPERATIONS);
  return smallestFirst(
    about.length > 0 ? about.flatMap((sides) => [...plainCalls(sides), ...around(sides, edit)]) : reaching(all, edit),
  );
}

/** The first operation that leads to what was edited. */
function reaching(all: readonly (readonly Side[])[], edit: Edit): unknown[] {
  let slots = 0;
  for (const sides of all) {
    const calls = around(sides, edit);
    if (calls.length > 0) return calls;
    slots += slotsOf(sides).length;
    if (slots > MOST_SLOTS) return [];
  }
  return [];
}

/** It is of the operation itself, or of a part that the operation refers to. */
function concerns({ place, parameters, body, responses }: Operation, { pointer }: Edit): boolean {
  const parts = [place, ...parameters, ...(body ? [body] : []), ...responses.values()];
  return parts.some((part) => isWithin('place' in part ? part.place : part, pointer ?? ''));
}

function isWithin({ pointer }: Place, inner: string): boolean {
  return inner === pointer || inner.startsWith(`${pointer}/`);
}

/** The smallest call of each version, and what may differ of it but for what its values are. */
function plainCalls(sides: readonly Side[]): Call[] {
  const parameters = sides.flatMap(({ document, operation }) =>
    operation.parameters.map((parameter) => ({ parameter, value: smallestOf(document, parameter) })),
  );
  return sides.flatMap(({ document, operation }) => {
    const call = callOf(document, operation);
    return [
      call,
      ...parameters.flatMap(({ parameter, value }) => [
        withParameter(call, parameter, undefined),
        withParameter(call, parameter, value),
      ]),
      withBody(call, undefined),
      ...sides.flatMap(({ document: other, operation: own }) => [
        ...contents('request', other, own.body?.content).map(([media, body]) => withBody(call, body, media)),
        ...[...own.responses].flatMap(([status, { content, headers }]) => [
          withAnswer(call, status),
          ...[...headers.values()].flatMap((header) => [
            withAnswerHeader(call, status, header.name, undefined),
            withAnswerHeader(call, status, header.name, smallestOf(other, header, 'response')),
          ]),
          ...contents('response', other, content).map(([media, body]) => withAnswer(call, status, body, media)),
        ]),
      ]),
    ];
  });
}

function contents(direction: Direction, { libraries }: Document, content: Content = new Map()): [string, unknown][] {
  return [...content].map(([media, { schema }]) => [media, (schema && smallest(libraries[direction], schema)) ?? 'a']);
}

/** Where a schema judges, in whichever versions have it there, and the call around a value. */
interface Slot {
  readonly libraries: readonly Library[];
  readonly put: (call: Call, value: unknown) => Call;
}

function around(sides: readonly Side[], edit: Edit): Call[] {
  const calls = sides.map(({ document, operation }) => callOf(document, operation));
  return slotsOf(sides).flatMap(({ libraries, put }) =>
    documentsAround(libraries, edit).flatMap((value) => calls.map((call) => put(call, value))),
  );
}

function slotsOf(sides: readonly Side[]): Slot[] {
  const found = new Map<string, Slot>();
  for (const { document, operation } of sides) {
    const enter = (name: string, direction: Direction, schema: Place | undefined, put: Slot['put']): void => {
      if (!schema) return;
      const library = { ...document.libraries[direction], root: schema };
      found.set(name, { libraries: [...(found.get(name)?.libraries ?? []), library], put });
    };
    for (const parameter of operation.parameters) {
      const { in: where, name, schema } = parameter;
      enter(`${where} ${name}`, 'request', schema, (call, value) =>
        where === 'path'
          ? { ...call, path: pathOf(document, operation, { [name]: value }) }
          : withParameter(call, parameter, value),
      );
    }
    for (const [media, { schema }] of operation.body?.content ?? [])
      enter(`body ${media}`, 'request', schema, (call, value) => withBody(call, value, media));
    for (const [status, { content, headers }] of operation.responses) {
      for (const [name, { schema }] of headers)
        enter(`${status} header ${name}`, 'response', schema, (call, value) =>
          withAnswerHeader(call, status, name, value),
        );
      for (const [media, { schema }] of content)
        enter(`${status} ${media}`, 'response', schema, (call, value) => withAnswer(call, status, value, media));
    }
  }
  return [...found.values()];
}
