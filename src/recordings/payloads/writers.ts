/** The schemas that messages were written with, by their id in a registry and by their fingerprint. */
import { isObject } from '../../document/is-object.ts';
import { type Decoder, decoderOf } from '../formats/avro/values.ts';
import { fingerprintOf } from './fingerprint.ts';
import { type Walk, walkOf } from './walk.ts';

type Avsc = typeof import('avsc');

/** A schema as a file or a registry has it. */
export interface Written {
  /** In the registry, where it has one. */
  readonly id?: number;
  readonly schema: string;
  /** Schemas of the registry that define types which it refers to. */
  readonly uses?: readonly Written[];
}

export interface Writer {
  readonly decoder: Decoder;
  readonly walk: Walk;
}

export interface Writers {
  readonly byId: ReadonlyMap<number, Writer>;
  readonly byFingerprint: ReadonlyMap<bigint, Writer>;
}

/** Throws what the library throws for a schema that is none, with `schema`. */
export function compileWriters(avsc: Avsc, written: readonly Written[]): Writers {
  const made = written.map((one) => ({ id: one.id, ...compile(avsc, one) }));
  return {
    byId: new Map(made.flatMap(({ id, writer }) => (id === undefined ? [] : [[id, writer] as const]))),
    byFingerprint: new Map(made.map(({ fingerprint, writer }) => [fingerprint, writer])),
  };
}

function compile(avsc: Avsc, written: Written): { readonly fingerprint: bigint; readonly writer: Writer } {
  const schema = wholeOf(written);
  const type = avsc.Type.forSchema(schema as Parameters<Avsc['Type']['forSchema']>[0], { wrapUnions: true });
  const fingerprint = fingerprintOf(JSON.stringify(type.schema()));
  return { fingerprint, writer: { decoder: decoderOf(avsc, schema), walk: walkOf(avsc, type) } };
}

/** With what it refers to written out where that is first named. */
function wholeOf({ schema, uses = [] }: Written): unknown {
  const value = parsed(schema);
  const known = new Map(uses.map((one) => [fullName(parsed(one.schema)), wholeOf(one)]));
  return known.size === 0 ? value : resolve(value);

  function resolve(part: unknown): unknown {
    if (typeof part === 'string') return define(part);
    if (Array.isArray(part)) return part.map(resolve);
    if (!isObject(part)) return part;
    const inner = Object.entries(part).map(([key, own]): [string, unknown] => {
      if (key === 'type' || key === 'items' || key === 'values') return [key, resolve(own)];
      const fields = key === 'fields' && Array.isArray(own) ? own.map(resolve) : own;
      return [key, fields];
    });
    return Object.fromEntries(inner);
  }

  function define(name: string): unknown {
    const found = known.get(name);
    known.delete(name);
    return found ?? name;
  }
}

/** A registry has the name of a primitive without quotes. */
function parsed(schema: string): unknown {
  return /^\s*[a-z]+\s*$/.test(schema) ? schema.trim() : JSON.parse(schema);
}

function fullName(schema: unknown): string | undefined {
  if (!isObject(schema) || typeof schema.name !== 'string') return undefined;
  const { name, namespace } = schema;
  return name.includes('.') || typeof namespace !== 'string' || namespace === '' ? name : `${namespace}.${name}`;
}
