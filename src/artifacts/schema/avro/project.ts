/**
 * Checks a document against a schema and makes of it what a producer that follows the schema would send:
 * aliases are followed, fields that head no longer has dropped, defaults filled in. Generates no code.
 */
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
import {
  branchesOf,
  describe,
  type EnumSchema,
  type Field,
  isNamed,
  type RecordSchema,
  type Schema,
  type UnionSchema,
} from './model.ts';
import { counterpart, writtenFor } from './resolution.ts';
import { testFor } from './values.ts';

/** @param recordedUnder the schema of the recorded traffic, on the head side */
export function compileProjection(schema: Schema, recordedUnder?: Schema): (document: unknown) => Projected {
  const stepFor = stepsFor<Schema, Run>(makeStep);
  return projecting(stepFor(schema, recordedUnder), () => ({ trouble: undefined, isStrict: false }));

  function makeStep(type: Schema, from: Schema | undefined): Step {
    const origin = from && counterpart(type, from);
    switch (type.kind) {
      case 'record':
        return recordStep(type, origin?.kind === 'record' ? origin : undefined);
      case 'union':
        return unionStep(type, from);
      case 'array':
        return listStep(stepFor(type.items, origin?.kind === 'array' ? origin.items : undefined));
      case 'map':
        return mapStep(stepFor(type.values, origin?.kind === 'map' ? origin.values : undefined));
      case 'enum':
        return enumStep(type);
      default: {
        const trouble: Trouble = { path: [], why: { message: `must be ${describe(type)}` } };
        const isOne = testFor(type);
        const sent = type.kind === 'float' && wasDouble(from) ? rounded : undefined;
        return (value, run) => {
          if (!isOne(value)) run.trouble = trouble;
          return sent ? sent(value) : value;
        };
      }
    }
  }

  function recordStep(record: RecordSchema, origin: RecordSchema | undefined): Step {
    const parts = [...record.fields.values()].map((field) => partFor(field, origin));
    const names = record.fields;
    const dropped = [...(origin?.fields.keys() ?? [])].filter((name) => !names.has(name));
    const noRecord: Trouble = { path: [], why: { message: `must be a record ${record.name.short}` } };
    return (value, run) => {
      if (!isObject(value)) {
        run.trouble = noRecord;
        return value;
      }
      let copy: Record<string, unknown> | undefined;
      for (let index = 0; index < parts.length; index += 1) {
        const { name, isInherited, aliases, step, filler, absent } = parts[index]!;
        let inner = isInherited ? undefined : value[name];
        // Asking whether it is there is dear, and of what is there seldom needed.
        const from =
          inner !== undefined || Object.hasOwn(value, name)
            ? name
            : aliases.find((alias) => Object.hasOwn(value, alias));
        if (from === undefined) {
          if (!filler) {
            run.trouble = absent;
            return value;
          }
          copy ??= { ...value };
          copy[name] = filler.value;
          continue;
        }
        inner ??= value[from];
        const next = step(inner, run);
        if (run.trouble) {
          run.trouble = within(name, run.trouble);
          return value;
        }
        if (next === inner && from === name) continue;
        copy ??= { ...value };
        copy[name] = next;
        if (from !== name && !names.has(from)) delete copy[from];
      }
      for (const name of dropped) {
        if (!Object.hasOwn(copy ?? value, name)) continue;
        copy ??= { ...value };
        delete copy[name];
      }
      return copy ?? value;
    };
  }

  function partFor(field: Field, origin: RecordSchema | undefined): Part {
    const written = origin && writtenFor(field, origin);
    // What was recorded without it had base's default.
    const fallback = field.fallback ?? written?.fallback;
    const step = stepFor(field.type, written?.type);
    const why = origin && !written ? ({ absent: true } as const) : { message: 'is missing and has no default' };
    return {
      name: field.name,
      isInherited: field.name in Object.prototype,
      aliases: field.aliases,
      step,
      filler: fallback && { value: filled(field.type, fallback.value) },
      absent: { path: [field.name], why },
    };
  }

  function unionStep(union: UnionSchema, from: Schema | undefined): Step {
    const branches = union.branches.map((branch) => ({ names: namesOf(branch), step: stepFor(branch, from) }));
    const values = union.branches.filter(({ kind }) => kind !== 'null');
    const trouble: Trouble = { path: [], why: { message: `must be one of ${describe(union)}` } };
    return (value, run) => {
      let first: Trouble | undefined;
      const { isStrict } = run;
      // Another branch may know what an enum would only take for its default.
      for (let turn = isStrict ? 1 : 0; turn < 2; turn += 1) {
        run.isStrict = isStrict || turn === 0;
        for (let index = 0; index < branches.length; index += 1) {
          const next = branches[index]!.step(value, run);
          if (!run.trouble) {
            run.isStrict = isStrict;
            return next;
          }
          if (isInside(run.trouble)) first ??= run.trouble;
          run.trouble = undefined;
        }
      }
      run.isStrict = isStrict;
      const [name, another] = isObject(value) ? Object.keys(value) : [];
      const named =
        name === undefined || another !== undefined ? undefined : branches.find(({ names }) => names.includes(name));
      if (named && name !== undefined && isObject(value)) return projectNamed(value, name, named.step, run);
      // Of a value that may be missing only what it is otherwise is of interest.
      run.trouble = (value === null || values.length > 1 ? undefined : first) ?? trouble;
      return value;
    };
  }
}

type Step = Projecting<Run>;

/** Whole numbers are left to readers, some of which keep them exact. */
function wasDouble(from: Schema | undefined): boolean {
  const kinds = from ? branchesOf(from).map(({ kind }) => kind) : [];
  return kinds.includes('double') && !kinds.includes('float');
}

/** The nearest number of 32 bits. */
function rounded(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'bigint' ? Math.fround(Number(value)) : value;
}

interface Run extends Projection {
  /** A symbol that an enum does not know is none of its values, even where it has a default. */
  isStrict: boolean;
}

interface Part {
  readonly name: string;
  /** Every object has something of that name, such as `constructor`. */
  readonly isInherited: boolean;
  readonly aliases: readonly string[];
  readonly step: Step;
  readonly filler: { readonly value: unknown } | undefined;
  readonly absent: Trouble;
}

/** A value of a union in Avro's JSON encoding: `{ "string": "JFK" }`. */
function projectNamed(value: Readonly<Record<string, unknown>>, name: string, step: Step, run: Run): unknown {
  const next = step(value[name], run);
  return run.trouble || next === value[name] ? value : { [name]: next };
}

/** What a union calls a branch in Avro's JSON encoding. */
function namesOf(branch: Schema): readonly string[] {
  return isNamed(branch) ? [branch.name.full, branch.name.short] : [branch.kind];
}

function isInside({ path, why }: Trouble): boolean {
  return path.length > 0 || 'absent' in why;
}

function listStep(step: Step): Step {
  const noList: Trouble = { path: [], why: { message: 'must be an array' } };
  return (value, run) => {
    if (!Array.isArray(value)) {
      run.trouble = noList;
      return value;
    }
    return projectItems(value, step, run);
  };
}

function mapStep(step: Step): Step {
  const noMap: Trouble = { path: [], why: { message: 'must be a map' } };
  return (value, run) => {
    if (!isObject(value)) {
      run.trouble = noMap;
      return value;
    }
    let copy: Record<string, unknown> | undefined;
    for (const key of Object.keys(value)) {
      const next = step(value[key], run);
      if (run.trouble) {
        run.trouble = within('*', run.trouble);
        return value;
      }
      if (next === value[key]) continue;
      copy ??= { ...value };
      copy[key] = next;
    }
    return copy ?? value;
  };
}

function enumStep({ name, symbols, fallback }: EnumSchema): Step {
  const known: ReadonlySet<unknown> = symbols;
  const trouble: Trouble = { path: [], why: { message: `must be a symbol of ${name.short}` } };
  return (value, run) => {
    if (known.has(value)) return value;
    if (typeof value === 'string' && fallback !== undefined && !run.isStrict) return fallback;
    run.trouble = trouble;
    return value;
  };
}

/** A default with the defaults that lie within it. */
function filled(type: Schema, value: unknown): unknown {
  for (const branch of branchesOf(type)) {
    if (branch.kind === 'record' && isObject(value)) {
      const lacking = [...branch.fields.values()].filter(
        ({ name, fallback }) => fallback && !Object.hasOwn(value, name),
      );
      const inner = Object.entries(value).map(([name, member]): [string, unknown] => {
        const field = branch.fields.get(name);
        return [name, field ? filled(field.type, member) : member];
      });
      const more = lacking.map((field): [string, unknown] => [field.name, filled(field.type, field.fallback?.value)]);
      return Object.fromEntries([...inner, ...more]);
    }
    if (branch.kind === 'array' && Array.isArray(value)) return value.map((item) => filled(branch.items, item));
    if (branch.kind === 'map' && isObject(value)) {
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, filled(branch.values, member)]));
    }
  }
  return value;
}
