/**
 * Checks the JSON of a message against a schema and makes of it what a producer that follows the schema would send:
 * what is renamed is followed by its number, what head no longer has is dropped. As the mapping has it:
 * https://protobuf.dev/programming-guides/json. Generates no code.
 */
import type { Enum, Field, Type } from 'protobufjs';
import { isObject } from '../../../document/is-object.ts';
import {
  type Projected,
  type Step as Projecting,
  type Run as Projection,
  projectItems,
  projecting,
  stepsFor,
  type Trouble,
  within,
} from '../projected.ts';
import { protobuf } from './library.ts';
import { keyTypeOf } from './model.ts';
import { jsonNameOf } from './names.ts';
import { featureOf, fullName } from './open.ts';
import { isScalar, whatIs } from './values.ts';
import { wellKnown } from './well-known.ts';

type Step = Projecting<Run>;

interface Run extends Projection {
  depth: number;
}

/** As deep as readers of Protobuf go. */
const DEEPEST = 100;

/**
 * @param recordedUnder the message of the recorded traffic, on the head side
 * @param ignoresUnknown members that neither version declares stay
 */
export function compileProjection(
  type: Type,
  recordedUnder: Type | undefined,
  ignoresUnknown: boolean,
): (document: unknown) => Projected {
  const messageStep = stepsFor<Type, Run>((head, base) => wellKnown(head) ?? membersStep(head, base));
  return projecting(messageStep(type, recordedUnder), () => ({ trouble: undefined, depth: 0 }));

  function membersStep(head: Type, base: Type | undefined): Step {
    const parts = new Map<string, Part>();
    for (const field of head.fieldsArray) for (const name of namesOf(field)) parts.set(name, partOf(field, base));
    const former = new Map<string, Part | 'dropped'>();
    for (const field of base?.fieldsArray ?? []) {
      const now = head.fieldsById[field.id];
      for (const name of namesOf(field)) {
        if (parts.has(name)) continue;
        const to = now && (name === field.jsonName ? now.jsonName : now.name);
        former.set(name, now ? { ...partOf(now, base), to: to ?? now.name } : 'dropped');
      }
    }
    const required = head.fieldsArray.filter(({ required }) => required).map((field) => requiredPart(field, base));
    const noMessage = problem(`must be a message ${fullName(head)}`);
    return (value, run) => {
      if (!isObject(value)) return fail(run, noMessage, value);
      if (run.depth >= DEEPEST) return fail(run, TOO_DEEP, value);
      run.depth++;
      const result = members(value, run);
      run.depth--;
      return result;
    };

    function members(value: Readonly<Record<string, unknown>>, run: Run): unknown {
      let copy: Record<string, unknown> | undefined;
      const keys = Object.keys(value);
      const seen = new Set<string>();
      for (const key of keys) {
        const part = parts.get(key) ?? former.get(key);
        if (part === undefined) {
          if (ignoresUnknown) continue;
          return fail(run, problem(`holds a field that ${fullName(head)} does not have`), value);
        }
        const inner = value[key];
        if (part === 'dropped') {
          copy ??= { ...value };
          delete copy[key];
          continue;
        }
        // Null says that nothing is there, but where it is a value.
        if (inner === null && !part.takesNull) continue;
        if (seen.has(part.name)) return fail(run, within(part.name, problem('stands twice')), value);
        seen.add(part.name);
        if (part.oneof !== undefined) {
          if (seen.has(part.oneof)) return fail(run, problem(`holds several of oneof ${part.oneof.slice(1)}`), value);
          seen.add(part.oneof);
        }
        const next = part.step(inner, run);
        if (run.trouble) return fail(run, within(part.name, run.trouble), value);
        if (next === inner && part.to === undefined) continue;
        copy ??= { ...value };
        if (part.to !== undefined && part.to !== key) delete copy[key];
        define(copy, part.to ?? key, next);
      }
      const lacking = required.find(({ name }) => !seen.has(name));
      return lacking ? fail(run, lacking.trouble, value) : (copy ?? value);
    }
  }

  function partOf(field: Field, base: Type | undefined): Part {
    const origin = base && originOf(field, base);
    const { resolvedType } = field;
    const oneof = field.partOf && !field.partOf.isProto3Optional ? `\0${field.partOf.name}` : undefined;
    return {
      name: jsonNameOf(field),
      step: fieldStep(field, origin),
      takesNull: resolvedType !== null && TAKES_NULL.has(fullName(resolvedType)) && !field.repeated && !field.map,
      ...(oneof !== undefined && { oneof }),
    };
  }

  function requiredPart(field: Field, base: Type | undefined): { readonly name: string; readonly trouble: Trouble } {
    const why = base && !originOf(field, base) ? ({ absent: true } as const) : { message: 'is required' };
    return { name: jsonNameOf(field), trouble: { path: [jsonNameOf(field)], why } };
  }

  function fieldStep(field: Field, origin: Field | undefined): Step {
    const single = valueStep(field, origin);
    const key = keyTypeOf(field);
    if (key !== undefined) return mapStep(single, key);
    return field.repeated
      ? listStep(single, field.resolvedType !== null && TAKES_NULL.has(fullName(field.resolvedType)))
      : single;
  }

  function valueStep(field: Field, origin: Field | undefined): Step {
    const { Type, Enum } = protobuf();
    const { resolvedType, type: scalar } = field;
    const from = origin?.resolvedType;
    if (resolvedType instanceof Type) return messageStep(resolvedType, from instanceof Type ? from : undefined);
    if (resolvedType instanceof Enum) return enumStep(resolvedType, from instanceof Enum ? from : undefined);
    const trouble = problem(`must be ${whatIs(scalar)}`);
    return (value, run) => (isScalar(scalar, value) ? value : fail(run, trouble, value));
  }
}

interface Part {
  /** As JSON has it, for paths. */
  readonly name: string;
  readonly step: Step;
  readonly takesNull: boolean;
  /** Set apart from names of fields. */
  readonly oneof?: string;
  /** What it is called at head, where that is another name. */
  readonly to?: string;
}

const TAKES_NULL: ReadonlySet<string> = new Set(['google.protobuf.Value', 'google.protobuf.NullValue']);

/** Both that the mapping takes: the one that JSON has, and the one of the file. */
function namesOf(field: Field): readonly string[] {
  return field.declaringField ? [jsonNameOf(field)] : [jsonNameOf(field), field.name];
}

/** Base's field of the same name in JSON, else of the same number. */
function originOf(field: Field, base: Type): Field | undefined {
  return base.fieldsArray.find((one) => jsonNameOf(one) === jsonNameOf(field)) ?? base.fieldsById[field.id];
}

function enumStep(type: Enum, from: Enum | undefined): Step {
  const { values, valuesById } = type;
  const isClosed = featureOf(type, 'enum_type') === 'CLOSED';
  const isNull = fullName(type) === 'google.protobuf.NullValue';
  const trouble = problem(`must be a value of ${fullName(type)}`);
  return (value, run) => {
    if (typeof value === 'string') {
      if (Object.hasOwn(values, value)) return value;
      // What base calls the same number.
      const number = from && Object.hasOwn(from.values, value) ? from.values[value] : undefined;
      const now = number === undefined ? undefined : valuesById[number];
      return now ?? fail(run, trouble, value);
    }
    if (value === null && isNull) return value;
    if (typeof value !== 'number' || (value | 0) !== value) return fail(run, trouble, value);
    return isClosed && valuesById[value] === undefined ? fail(run, trouble, value) : value;
  };
}

function listStep(step: Step, takesNull: boolean): Step {
  const noList = problem('must be an array');
  const noNull = problem('must not be null');
  const each: Step = takesNull ? step : (item, run) => (item === null ? fail(run, noNull, item) : step(item, run));
  return (value, run) => (Array.isArray(value) ? projectItems(value, each, run) : fail(run, noList, value));
}

function mapStep(step: Step, key: string): Step {
  const noMap = problem('must be an object');
  const noKey = problem(`must have ${whatIs(key)} for each name`);
  const isKey = (name: string): boolean =>
    key === 'string' || (key === 'bool' ? name === 'true' || name === 'false' : isScalar(key, name));
  return (value, run) => {
    if (!isObject(value)) return fail(run, noMap, value);
    let copy: Record<string, unknown> | undefined;
    for (const name of Object.keys(value)) {
      if (!isKey(name)) return fail(run, noKey, value);
      const inner = value[name];
      const next = step(inner, run);
      if (run.trouble) return fail(run, within('*', run.trouble), value);
      if (next === inner) continue;
      copy ??= { ...value };
      define(copy, name, next);
    }
    return copy ?? value;
  };
}

/** As an own member, whatever it is called. */
function define(object: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

function problem(message: string): Trouble {
  return { path: [], why: { message } };
}

const TOO_DEEP = problem(`nests more than ${DEEPEST} messages in each other`);

function fail(run: Run, trouble: Trouble, value: unknown): unknown {
  run.trouble = trouble;
  return value;
}
