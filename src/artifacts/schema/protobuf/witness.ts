/** Small messages, as JSON or else in binary, of which one may be accepted by one version of a schema and refused by another. */
import type { Enum, Field, Type } from 'protobufjs';
import { ArtifactError } from '../../../errors.ts';
import type { Artifact } from '../../artifact.ts';
import { smallestFirst } from '../smallest-first.ts';
import { protobuf } from './library.ts';
import { messageOf } from './message.ts';
import { keyTypeOf } from './model.ts';
import { jsonNameOf } from './names.ts';
import { fullName, openProtobuf } from './open.ts';

/** Deeper than this a message is not small. */
const DEEPEST = 8;

type Json = Readonly<Record<string, unknown>>;

/** None where a file does not tell which of its messages is meant. Throws ArtifactError. */
export function messageCandidates(base: Artifact, head: Artifact): readonly unknown[] {
  const [before, after] = [openProtobuf(base), openProtobuf(head)];
  try {
    const [was, is] = [messageOf(before, base.options), messageOf(after, head.options, before)];
    const messages = smallestFirst(messagesOf(was, is, 0));
    return [...messages, ...smallestFirst(messages.slice(0, MOST_BINARY).flatMap((one) => inBinary([was, is], one)))];
  } catch (error) {
    if (error instanceof ArtifactError) return [];
    throw error;
  }
}

/** Of numbers of fields JSON tells nothing. */
const MOST_BINARY = 100;

/** In Base64, as recordings hold bytes; none where the library takes the message for another. */
function inBinary(types: readonly Type[], message: Json): string[] {
  return types.flatMap((type) => {
    try {
      return [Buffer.from(type.encode(type.fromObject(message)).finish()).toString('base64')];
    } catch {
      return [];
    }
  });
}

/** The smallest message of each version, and each with one field that differs. */
function messagesOf(base: Type | undefined, head: Type | undefined, depth: number): Json[] {
  if (depth > DEEPEST) return [];
  const types = [base, head].filter((type) => type !== undefined);
  const [was, is] = [base, head].map((type) => new Map(type?.fieldsArray.map((field) => [jsonNameOf(field), field])));
  const names = [...new Set(types.flatMap((type) => type.fieldsArray.map(jsonNameOf)))];
  const differing = names.filter((name) => !isSame(was?.get(name), is?.get(name), new Map()));
  return types.flatMap((type) => {
    const small = smallest(type, depth);
    return [
      small,
      ...differing.flatMap((name) => {
        const others = Object.fromEntries(Object.entries(small).filter(([key]) => key !== name));
        const values = valuesOf(was?.get(name), is?.get(name), depth);
        const beside = oneofsWith([was?.get(name), is?.get(name)]);
        return [
          others,
          ...values.map((value) => ({ ...others, [name]: value })),
          // What may not stand together, or may from now on.
          ...beside.map((field) => ({
            ...others,
            [name]: firstOf(was?.get(name) ?? is?.get(name), depth),
            [jsonNameOf(field)]: firstOf(field, depth),
          })),
        ];
      }),
    ];
  });
}

/** The other fields of the oneofs that a field is of, in either version. */
function oneofsWith(fields: readonly (Field | undefined)[]): Field[] {
  return fields.flatMap((field) => field?.partOf?.fieldsArray.filter((other) => other !== field).slice(0, 1) ?? []);
}

function smallest(type: Type, depth: number): Json {
  const required = type.fieldsArray.filter((field) => field.required);
  return Object.fromEntries(required.map((field) => [jsonNameOf(field), firstOf(field, depth)]));
}

function firstOf(field: Field | undefined, depth: number): unknown {
  if (!field) return null;
  const { resolvedType, type } = field;
  const { Type, Enum } = protobuf();
  const value =
    resolvedType instanceof Type
      ? depth > DEEPEST
        ? null
        : (WELL_KNOWN[fullName(resolvedType)] ?? smallest(resolvedType, depth + 1))
      : resolvedType instanceof Enum
        ? namesOf(resolvedType)[0]
        : type === 'bool'
          ? true
          : type === 'string' || type === 'bytes'
            ? ''
            : 0;
  return around(field, value);
}

/** As JSON has them, https://protobuf.dev/programming-guides/json. */
const WELL_KNOWN: Readonly<Record<string, unknown>> = {
  'google.protobuf.Timestamp': '2000-01-01T00:00:00Z',
  'google.protobuf.Duration': '1s',
  'google.protobuf.FieldMask': '',
  'google.protobuf.ListValue': [],
  'google.protobuf.StringValue': '',
  'google.protobuf.BytesValue': '',
  'google.protobuf.BoolValue': true,
  ...Object.fromEntries(
    ['Double', 'Float', 'Int32', 'Int64', 'UInt32', 'UInt64'].map((name) => [`google.protobuf.${name}Value`, 0]),
  ),
};

function around(field: Field, value: unknown): unknown {
  const key = keyTypeOf(field);
  if (key !== undefined) return { [key === 'string' ? '' : key === 'bool' ? 'true' : '1']: value };
  return field.repeated ? [value] : value;
}

const PLAIN: readonly unknown[] = [
  ...[null, true, 0, -1, 0.5, 2 ** 31, 2 ** 32, '9223372036854775808', '-2147483649', 1e300, '', 'a', 'YQ', [], {}],
];

/** Of every type one, and the edges of what both versions say. */
function valuesOf(base: Field | undefined, head: Field | undefined, depth: number): unknown[] {
  const fields = [base, head].filter((field) => field !== undefined);
  const { Type, Enum } = protobuf();
  const [was, is] = [base, head].map((field) => (field?.resolvedType instanceof Type ? field.resolvedType : undefined));
  const enums = fields.flatMap(({ resolvedType }) => (resolvedType instanceof Enum ? namesOf(resolvedType) : []));
  const numbers = fields.flatMap(({ resolvedType }) => (resolvedType instanceof Enum ? numbersOf(resolvedType) : []));
  const inner = was || is ? messagesOf(was, is, depth + 1) : [];
  const single = [...PLAIN, ...enums, ...numbers, ...inner];
  const keyed = fields
    .filter((field) => field.map)
    .flatMap(() => KEYS.map((key) => ({ [key]: firstSingle(fields, depth) })));
  return [
    ...fields.map((field) => firstOf(field, depth)),
    ...single,
    ...keyed,
    ...fields.flatMap((field) => single.map((one) => around(field, one))),
  ];
}

const KEYS: readonly string[] = ['', 'a', '1', '-1', 'true'];

function firstSingle([field]: readonly Field[], depth: number): unknown {
  const first = firstOf(field, depth);
  return field && keyTypeOf(field) !== undefined ? Object.values(first as Json)[0] : first;
}

const MOST = 200;

function namesOf({ values }: Enum): string[] {
  return Object.keys(values).slice(0, MOST);
}

function numbersOf({ values }: Enum): number[] {
  return Object.values(values).slice(0, MOST);
}

/** @param taken pairs that are the same, unless something else in them is not */
function isSame(base: Field | undefined, head: Field | undefined, taken: Map<Type, Set<Type>>): boolean {
  if (!base || !head) return false;
  const outline = (field: Field) =>
    [field.id, field.type, field.repeated, field.required, field.map, keyTypeOf(field), field.partOf?.name].join(' ');
  if (outline(base) !== outline(head)) return false;
  const { Type, Enum } = protobuf();
  const [was, is] = [base.resolvedType, head.resolvedType];
  if (was instanceof Enum && is instanceof Enum) return JSON.stringify(was.values) === JSON.stringify(is.values);
  if (!(was instanceof Type) || !(is instanceof Type)) return was === is;
  const known = taken.get(was) ?? new Set();
  if (known.has(is)) return true;
  taken.set(was, known.add(is));
  const names = (type: Type) => type.fieldsArray.map(jsonNameOf).join();
  return (
    names(was) === names(is) &&
    was.fieldsArray.every((field) =>
      isSame(
        field,
        is.fieldsArray.find((one) => jsonNameOf(one) === jsonNameOf(field)),
        taken,
      ),
    )
  );
}
