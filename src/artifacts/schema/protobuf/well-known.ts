/** Messages of Google's that JSON has another form for, each as the library reads it. */
import type { Type } from 'protobufjs';
import { protoJson } from './library.ts';
import { fullName } from './open.ts';

const FORMS: Readonly<Record<string, string>> = {
  Any: 'an object with @type',
  BoolValue: 'true or false',
  BytesValue: 'text in Base64',
  DoubleValue: 'a number',
  Duration: 'a duration such as 1.5s',
  Empty: 'an empty object',
  FieldMask: 'a list of paths in a text',
  FloatValue: 'a number',
  Int32Value: 'an int32',
  Int64Value: 'an int64',
  ListValue: 'an array',
  StringValue: 'a string',
  Struct: 'an object',
  Timestamp: 'a time such as 2026-01-31T12:00:00Z',
  UInt32Value: 'a uint32',
  UInt64Value: 'a uint64',
  Value: 'any JSON',
};

/** Whether JSON has another form for it. */
export function hasOwnForm(type: Type): boolean {
  return formOf(type) !== undefined;
}

function formOf(type: Type): string | undefined {
  const name = fullName(type);
  return name.startsWith('google.protobuf.') ? FORMS[name.slice('google.protobuf.'.length)] : undefined;
}

type Check = (value: unknown, run: { trouble: unknown; depth: number }) => unknown;

/** Leaves a value as it is; undefined for a message that is written member by member. */
export function wellKnown(type: Type): Check | undefined {
  const form = formOf(type);
  if (form === undefined) return undefined;
  const { fromJson } = protoJson();
  const trouble = { path: [], why: { message: `must be ${form}` } };
  const isAny = fullName(type) === 'google.protobuf.Any';
  return (value, run) => {
    if (isAny ? !isAnyOf(value) : !reads(() => fromJson(type, value))) run.trouble = trouble;
    return value;
  };
}

/** What it holds may be a message of some other file. */
function isAnyOf(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const [first] = Object.keys(value);
  return first === undefined || typeof Reflect.get(value, '@type') === 'string';
}

/** The library throws what it does not read. */
function reads(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
