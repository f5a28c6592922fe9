/** A schema and where it stands in a file. */
import { toPointer } from '../../../document/pointer.ts';
import type { Source } from '../../../document/source.ts';
import type { Problem } from '../../../errors.ts';
import { isObject, type JsonObject, own, subschemas } from './keywords.ts';
import { resolveUri, withoutFragment } from './uri.ts';

export interface Place {
  readonly source: Source;
  readonly pointer: string;
  /** As its draft reads it; the file itself may say it in other words. */
  readonly schema: unknown;
  /** The URI that references inside are relative to, without a fragment. */
  readonly base: string;
}

/** The place of a subschema, along the tokens of a JSON Pointer; `undefined` where there is nothing. */
export function descend(place: Place, tokens: readonly string[]): Place | undefined {
  let { schema, base } = place;
  for (const token of tokens) {
    const inner = memberOf(schema, token);
    if (inner === undefined) return undefined;
    schema = inner;
    base = baseOf(schema, base);
  }
  return { source: place.source, pointer: place.pointer + toPointer(tokens), schema, base };
}

/** The places of the subschemas directly below. */
export function innerPlaces(place: Place, schema: JsonObject): Place[] {
  return subschemas(schema).flatMap((tokens) => descend(place, tokens) ?? []);
}

export function memberOf(value: unknown, token: string): unknown {
  if (Array.isArray(value)) return value[Number(token)];
  return isObject(value) ? own(value, token) : undefined;
}

/** The place itself, under the `$id` that its own schema gives it. */
export function enter(place: Place): Place {
  return { ...place, base: baseOf(place.schema, place.base) };
}

/** Names a place among all files of an artifact. */
export function keyOf(place: Place): string {
  return `${place.source.file}#${place.pointer}`;
}

export function problemAt(place: Place, message: string, expected?: string, pointer = ''): Problem {
  const { line, column } = place.source.range(place.pointer + pointer);
  return { file: place.source.file, line, column, message, expected };
}

function baseOf(schema: unknown, base: string): string {
  const id = isObject(schema) ? (schema as JsonObject).$id : undefined;
  if (typeof id !== 'string' || id.startsWith('#')) return base;
  return withoutFragment(resolveUri(id, base) ?? base);
}
