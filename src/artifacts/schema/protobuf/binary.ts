/**
 * Messages in their binary form, decoded by protobufjs: whatever a decoder passes over without a word (fields that it does
 * not know, fields of another wire type) is told here.
 */
import type { Reader, Type } from 'protobufjs';
import type { Projected, Trouble } from '../projected.ts';
import { protobuf } from './library.ts';
import { requiredPlaces } from './required.ts';
import { compileWriting } from './write.ts';

/**
 * @param recordedUnder the message of the recorded traffic, on the head side: what it alone has is dropped
 * @param ignoresUnknown fields that neither version declares are dropped, too
 */
export function compileDecoding(
  type: Type,
  recordedUnder: Type | undefined,
  ignoresUnknown: boolean,
): (payload: Uint8Array) => Projected {
  const { Reader } = protobuf();
  const write = compileWriting(type, recordedUnder, ignoresUnknown);
  return (payload) => {
    try {
      const reader = Reader.create(payload) as Reader & { discardUnknown: boolean };
      reader.discardUnknown = false;
      return write(type.decode(reader));
    } catch (error) {
      return { trouble: lacking(error) ?? { path: [], why: { message: reasonOf(error) } } };
    }
  };

  function lacking(error: unknown): Trouble | undefined {
    const [, name] = /^missing required '(\w+)'/.exec(error instanceof Error ? error.message : '') ?? [];
    if (name === undefined) return undefined;
    const places = requiredPlaces(type, recordedUnder, name);
    const [first, another] = places;
    if (first && places.every(({ isNew }) => isNew)) return { path: first.path, why: { absent: true } };
    return first && !another ? { path: first.path, why: { message: 'is required' } } : undefined;
  }
}

/** The library's own message may quote the record. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const row = REASONS.find(([pattern]) => pattern.test(message));
  if (!row) return 'is no message that can be decoded';
  const [, name] = /'(\w+)'/.exec(message) ?? [];
  return row[1].replace('$', name ?? 'a field');
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/index out of range/, 'is cut short'],
  [/^missing required/, 'lacks the required field $'],
  [/max depth exceeded/, 'nests more than 100 messages in each other'],
  [/invalid wire type|invalid end group|end group|invalid tag|illegal tag/i, 'holds what is no field'],
  [/utf-?8/i, 'holds a string that is no UTF-8'],
  [/varint/, 'holds a number of more than ten bytes'],
];
