/**
 * Messages in their binary form, decoded by protobufjs: whatever a decoder passes over without a word (fields that it does
 * not know, fields of another wire type) is told here. Makes JSON of them as the mapping has it.
 */
import type { Field, Message, Reader, Type } from 'protobufjs';
import { protobuf, protoJson } from './library.ts';
import { fullName } from './open.ts';
import type { Projected, Trouble } from './project.ts';

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
  const { toJson } = protoJson();
  const nested = new Map<Type, readonly Field[]>();
  return (payload) => {
    try {
      const reader = Reader.create(payload) as Reader & { discardUnknown: boolean };
      reader.discardUnknown = false;
      const message = type.decode(reader);
      const trouble = troubleIn(type, recordedUnder, message);
      return trouble ? { trouble } : { value: toJson(type, message) };
    } catch (error) {
      return { trouble: lacking(error) ?? { path: [], why: { message: reasonOf(error) } } };
    }
  };

  /** The library names what is required and not there, and not where. */
  function lacking(error: unknown): Trouble | undefined {
    const [, name] = /^missing required '(\w+)'/.exec(error instanceof Error ? error.message : '') ?? [];
    if (name === undefined) return undefined;
    const places = requiredPlaces(type, recordedUnder, name);
    const [first, another] = places;
    if (first && places.every(({ isNew }) => isNew)) return { path: first.path, why: { absent: true } };
    return first && !another ? { path: first.path, why: { message: 'is required' } } : undefined;
  }

  function troubleIn(head: Type, base: Type | undefined, message: object): Trouble | undefined {
    for (const raw of unknownsOf(message)) {
      const trouble = passedOver(raw, head, base);
      if (trouble) return trouble;
    }
    for (const field of messagesIn(head)) {
      const value: unknown = Reflect.get(message, field.name);
      if (value === undefined || value === null || !Object.hasOwn(message, field.name)) continue;
      const { Type } = protobuf();
      const inner = field.resolvedType as Type;
      const origin = base?.fieldsById[field.id]?.resolvedType;
      const from = origin instanceof Type ? origin : undefined;
      const all = field.repeated ? (value as object[]) : field.map ? Object.values(value) : [value];
      for (const one of all) {
        const trouble = troubleIn(inner, from, one as object);
        const path = field.repeated || field.map ? [nameOf(field), '*'] : [nameOf(field)];
        if (trouble) return { path: [...path, ...trouble.path], why: trouble.why };
      }
    }
    return undefined;
  }

  function messagesIn(of: Type): readonly Field[] {
    const known = nested.get(of);
    if (known) return known;
    const { Type } = protobuf();
    const fields = of.fieldsArray.filter(({ resolvedType }) => resolvedType instanceof Type);
    nested.set(of, fields);
    return fields;
  }

  function passedOver(raw: Uint8Array, head: Type, base: Type | undefined): Trouble | undefined {
    const tag = Reader.create(raw).uint32();
    const [number, wireType] = [tag >>> 3, tag & 7];
    const field = head.fieldsById[number];
    if (field) {
      // Of an enum that is closed, values that it does not have are passed over as well.
      const { Enum } = protobuf();
      const isValue = field.resolvedType instanceof Enum && (wireType === 0 || wireType === 2);
      const message = isValue
        ? `must be a value of ${fullName(field.resolvedType as InstanceType<typeof Enum>)}`
        : `is written with wire type ${wireType}, which no ${field.map ? 'map' : field.type} has`;
      return { path: [nameOf(field)], why: { message } };
    }
    if (ignoresUnknown || base?.fieldsById[number]) return undefined;
    return { path: [], why: { message: `holds field number ${number}, which ${fullName(head)} does not have` } };
  }
}

interface RequiredPlace {
  readonly path: readonly string[];
  /** Base has no such field. */
  readonly isNew: boolean;
}

/** Where a required field of that name stands, in messages of each kind once. */
function requiredPlaces(head: Type, base: Type | undefined, name: string): readonly RequiredPlace[] {
  const { Type } = protobuf();
  const pending: { readonly of: Type; readonly from: Type | undefined; readonly path: readonly string[] }[] = [
    { of: head, from: base, path: [] },
  ];
  const seen = new Set<Type>([head]);
  const found: RequiredPlace[] = [];
  // The list grows while it is walked.
  for (const { of, from, path } of pending) {
    for (const field of of.fieldsArray) {
      const origin = from?.fieldsById[field.id];
      const here = [...path, nameOf(field), ...(field.repeated || field.map ? ['*'] : [])];
      if (field.required && field.name === name) found.push({ path: here, isNew: from !== undefined && !origin });
      const { resolvedType } = field;
      if (!(resolvedType instanceof Type) || seen.has(resolvedType)) continue;
      seen.add(resolvedType);
      const inner = origin?.resolvedType;
      pending.push({ of: resolvedType, from: inner instanceof Type ? inner : undefined, path: here });
    }
  }
  return found;
}

/** Where the library keeps what it passed over. */
function unknownsOf(message: Message | object): readonly Uint8Array[] {
  const kept: unknown = Reflect.get(message, '$unknowns');
  return Array.isArray(kept) ? (kept as Uint8Array[]) : [];
}

function nameOf(field: Field): string {
  return field.declaringField ? `[${fullName(field.declaringField)}]` : (field.jsonName ?? field.name);
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
