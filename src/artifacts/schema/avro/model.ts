/** An Avro schema as the specification has it, each part with its place. Names of types are resolved, so it may hold itself. */
import type { Source } from '../../../document/source.ts';

export const PRIMITIVES = ['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string'] as const;

export type PrimitiveName = (typeof PRIMITIVES)[number];

/** Where a part stands in which file. */
export interface Place {
  readonly source: Source;
  readonly pointer: string;
}

/** What a type's values mean beside what they are; `decimal` alone has digits. */
export interface Logical {
  readonly name: string;
  readonly precision?: number;
  readonly scale?: number;
}

export interface Name {
  /** With its namespace: `com.acme.Flight`. */
  readonly full: string;
  /** `Flight` */
  readonly short: string;
}

export interface Primitive extends Place {
  readonly kind: PrimitiveName;
  readonly logical?: Logical;
}

interface Named extends Place {
  readonly name: Name;
  /** With their namespaces. */
  readonly aliases: readonly string[];
}

export interface RecordSchema extends Named {
  readonly kind: 'record';
  /** Filled in after the type is known by name, since a field may lead back to it. */
  readonly fields: Map<string, Field>;
}

export interface EnumSchema extends Named {
  readonly kind: 'enum';
  readonly symbols: ReadonlySet<string>;
  /** What readers take for a symbol that they do not know. */
  readonly fallback?: string;
}

export interface FixedSchema extends Named {
  readonly kind: 'fixed';
  /** Bytes. */
  readonly size: number;
  readonly logical?: Logical;
}

export interface ArraySchema extends Place {
  readonly kind: 'array';
  readonly items: Schema;
}

export interface MapSchema extends Place {
  readonly kind: 'map';
  readonly values: Schema;
}

export interface UnionSchema extends Place {
  readonly kind: 'union';
  readonly branches: readonly Schema[];
}

export type NamedSchema = RecordSchema | EnumSchema | FixedSchema;
export type Schema = Primitive | NamedSchema | ArraySchema | MapSchema | UnionSchema;

export interface Field extends Place {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly type: Schema;
  /** JSON as the schema has it: of a union without the name of its branch. */
  readonly fallback?: { readonly value: unknown };
}

export function isNamed(schema: Schema): schema is NamedSchema {
  return schema.kind === 'record' || schema.kind === 'enum' || schema.kind === 'fixed';
}

/** A union's branches; of anything else itself. */
export function branchesOf(schema: Schema): readonly Schema[] {
  return schema.kind === 'union' ? schema.branches : [schema];
}

/** As messages call it: `int`, `Flight`, `array of string`, `[null, string]`. */
export function describe(schema: Schema): string {
  if (isNamed(schema)) return schema.name.short;
  switch (schema.kind) {
    case 'array':
      return `array of ${describe(schema.items)}`;
    case 'map':
      return `map of ${describe(schema.values)}`;
    case 'union':
      return `[${schema.branches.map(describe).join(', ')}]`;
    default:
      return schema.logical ? `${schema.kind} (${describeLogical(schema.logical)})` : schema.kind;
  }
}

/** `timestamp-millis`, `decimal(9, 2)` */
export function describeLogical({ name, precision, scale = 0 }: Logical): string {
  return precision === undefined ? name : `${name}(${precision}, ${scale})`;
}
