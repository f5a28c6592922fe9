/** Makes JSON of decoded messages, as the mapping has it, and tells what the decoder passed over. Generates no code. */
import type { Enum, Field, Type } from 'protobufjs';
import { type Projected, projecting, type Run, type Step, stepsFor, type Trouble } from '../projected.ts';
import { protobuf, protoJson } from './library.ts';
import { keyTypeOf } from './model.ts';
import { jsonNameOf } from './names.ts';
import { fullName } from './open.ts';
import { hasOwnForm } from './well-known.ts';

type Decoded = Readonly<Record<string, unknown>>;
type Writer = Step;

/** As `compileDecoding`; the message is one that the library has decoded. */
export function compileWriting(
  type: Type,
  recordedUnder: Type | undefined,
  ignoresUnknown: boolean,
): (message: object) => Projected {
  const messageWriter = stepsFor<Type, Run>((head, base) =>
    hasOwnForm(head) ? formWriter(head, base) : membersWriter(head, base),
  );
  return projecting(messageWriter(type, recordedUnder), () => ({ trouble: undefined }));

  function membersWriter(head: Type, base: Type | undefined): Writer {
    const fields = new Map(head.fieldsArray.map((field) => [field.name, fieldWriter(field, base)]));
    return (value, run) => {
      const message = value as Decoded;
      const passed = passedOver(message.$unknowns, head, base);
      const json: Record<string, unknown> = {};
      if (passed) return fail(run, passed);
      // The decoder sets what is there, and leaves defaults to the prototype.
      for (const name of Object.keys(message)) {
        const field = fields.get(name);
        const inner = message[name];
        if (!field || inner === undefined || inner === null) continue;
        const written = field.write(inner, run);
        const { trouble } = run;
        if (trouble) return fail(run, { path: [...field.path, ...trouble.path], why: trouble.why });
        if (written !== undefined) put(json, field.key, written);
      }
      return json;
    };
  }

  /** Of Google's messages that have a form of their own, as the library writes it. */
  function formWriter(head: Type, base: Type | undefined): Writer {
    const { toJson } = protoJson();
    const trouble: Trouble = { path: [], why: { message: `is no valid ${fullName(head)}` } };
    return (value, run) => {
      const passed = passedOver((value as Decoded).$unknowns, head, base);
      if (passed) return fail(run, passed);
      try {
        return toJson(head, value as object);
      } catch {
        return fail(run, trouble);
      }
    };
  }

  function fieldWriter(field: Field, base: Type | undefined): { key: string; path: readonly string[]; write: Writer } {
    const key = jsonNameOf(field);
    const single = valueWriter(field, base?.fieldsById[field.id]);
    const keys = keyTypeOf(field);
    if (keys !== undefined) return { key, path: [key, '*'], write: mapWriter(single, keys) };
    return field.repeated ? { key, path: [key, '*'], write: listWriter(single) } : { key, path: [key], write: single };
  }

  function valueWriter({ resolvedType, type: scalar }: Field, origin: Field | undefined): Writer {
    const { Type, Enum } = protobuf();
    const from = origin?.resolvedType;
    if (resolvedType instanceof Type) return messageWriter(resolvedType, from instanceof Type ? from : undefined);
    return resolvedType instanceof Enum ? enumWriter(resolvedType) : scalarWriter(scalar);
  }

  /** @param unknowns fields as they were written, each with its tag */
  function passedOver(unknowns: unknown, head: Type, base: Type | undefined): Trouble | undefined {
    if (!Array.isArray(unknowns)) return undefined;
    for (const raw of unknowns as readonly Uint8Array[]) {
      const tag = protobuf().Reader.create(raw).uint32();
      const [number, wireType] = [tag >>> 3, tag & 7];
      const field = head.fieldsById[number];
      if (field) return { path: [jsonNameOf(field)], why: { message: misread(field, wireType) } };
      if (ignoresUnknown || base?.fieldsById[number]) continue;
      return { path: [], why: { message: `holds field number ${number}, which ${fullName(head)} does not have` } };
    }
    return undefined;
  }
}

function fail(run: Run, trouble: Trouble): undefined {
  run.trouble = trouble;
}

/** As an own member, whatever it is called. */
function put(json: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(json, key, { value, enumerable: true, configurable: true, writable: true });
  else json[key] = value;
}

/** Of an enum that is closed, values that it does not have are passed over as well. */
function misread(field: Field, wireType: number): string {
  const { resolvedType } = field;
  if (resolvedType instanceof protobuf().Enum && (wireType === 0 || wireType === 2)) {
    return `must be a value of ${fullName(resolvedType)}`;
  }
  return `is written with wire type ${wireType}, which no ${field.map ? 'map' : field.type} has`;
}

function enumWriter(type: Enum): Writer {
  if (fullName(type) === 'google.protobuf.NullValue') return () => null;
  return (value) => type.valuesById[value as number] ?? value;
}

function scalarWriter(type: string): Writer {
  switch (type) {
    case 'int64':
    case 'sint64':
    case 'sfixed64':
    case 'uint64':
    case 'fixed64':
      return (value) => String(value);
    case 'float':
    case 'double':
      return (value) => (Number.isFinite(value) ? value : String(value));
    case 'bytes':
      return (value) => Buffer.from(value as Uint8Array).toString('base64');
    default:
      return (value) => value;
  }
}

/** Undefined for none. */
function listWriter(write: Writer): Writer {
  return (value, run) => {
    const list = value as readonly unknown[];
    if (list.length === 0) return undefined;
    const json: unknown[] = [];
    for (const item of list) {
      json.push(write(item, run));
      if (run.trouble) return undefined;
    }
    return json;
  };
}

function mapWriter(write: Writer, keyType: string): Writer {
  const { util } = protobuf();
  const isUnsigned = keyType === 'uint64' || keyType === 'fixed64';
  // The library hashes them.
  const nameOf = /64$/.test(keyType)
    ? (key: string) => String(util.longFromKey(key, isUnsigned))
    : (key: string) => key;
  return (value, run) => {
    const entries = Object.entries(value as Decoded);
    if (entries.length === 0) return undefined;
    const json: [string, unknown][] = [];
    for (const [key, inner] of entries) {
      json.push([nameOf(key), write(inner, run)]);
      if (run.trouble) return undefined;
    }
    return Object.fromEntries(json);
  };
}
