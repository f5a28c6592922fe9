/** Avro's schema resolution: whether who reads with one schema understands what was written with another. */
import {
  branchesOf,
  type EnumSchema,
  type Field,
  isNamed,
  type NamedSchema,
  type PrimitiveName,
  type RecordSchema,
  type Schema,
} from './model.ts';

/** What a reader of a primitive type reads beside its own, https://avro.apache.org/docs/1.12.0/specification/#schema-resolution */
const PROMOTED: Readonly<Partial<Record<string, readonly PrimitiveName[]>>> = {
  long: ['int'],
  float: ['int', 'long'],
  double: ['int', 'long', 'float'],
  string: ['bytes'],
  bytes: ['string'],
};

/** Answers are kept, so one serves for a pair of schemas. */
export class Resolution {
  readonly #known = new Map<Schema, Map<Schema, boolean>>();

  /** Whether every value of the writer's can be read. */
  reads(reader: Schema, writer: Schema): boolean {
    const known = this.#known.get(reader) ?? new Map<Schema, boolean>();
    this.#known.set(reader, known);
    const answer = known.get(writer);
    if (answer !== undefined) return answer;
    // What leads back to here is as readable as the rest of it.
    known.set(writer, true);
    const found = this.#resolve(reader, writer);
    known.set(writer, found);
    return found;
  }

  #resolve(reader: Schema, writer: Schema): boolean {
    if (writer.kind === 'union') return writer.branches.every((branch) => this.reads(reader, branch));
    if (reader.kind === 'union') return reader.branches.some((branch) => this.reads(branch, writer));
    if (isNamed(reader) || isNamed(writer)) {
      return isNamed(reader) && isNamed(writer) && isCalled(reader, writer) && this.#readsNamed(reader, writer);
    }
    if (reader.kind === 'array') return writer.kind === 'array' && this.reads(reader.items, writer.items);
    if (reader.kind === 'map') return writer.kind === 'map' && this.reads(reader.values, writer.values);
    return reader.kind === writer.kind || (PROMOTED[reader.kind]?.some((kind) => kind === writer.kind) ?? false);
  }

  #readsNamed(reader: NamedSchema, writer: NamedSchema): boolean {
    if (reader.kind === 'enum') return writer.kind === 'enum' && !hasUnknownSymbol(reader, writer);
    if (reader.kind === 'fixed') return writer.kind === 'fixed' && reader.size === writer.size;
    if (writer.kind !== 'record') return false;
    return [...reader.fields.values()].every((field) => {
      const written = writtenFor(field, writer);
      return written ? this.reads(field.type, written.type) : field.fallback !== undefined;
    });
  }
}

/** Whether the writer has a symbol that the reader does not know and has no default for. */
export function hasUnknownSymbol(reader: EnumSchema, writer: EnumSchema): boolean {
  return reader.fallback === undefined && !writer.symbols.isSubsetOf(reader.symbols);
}

/** The writer's field that a reader's takes its values from. */
export function writtenFor({ name, aliases }: Field, { fields }: RecordSchema): Field | undefined {
  return fields.get(name) ?? aliases.map((alias) => fields.get(alias)).find((found) => found !== undefined);
}

/** By the name without its namespace, or by an alias of the reader's. */
export function isCalled(reader: NamedSchema, writer: NamedSchema): boolean {
  return reader.name.short === writer.name.short || reader.aliases.includes(writer.name.full);
}

/** The branch that a type belongs to: of the same kind, and of named ones that of its name. */
export function counterpart(type: Schema, of: Schema): Schema | undefined {
  const branches = branchesOf(of);
  if (!isNamed(type)) return branches.find(({ kind }) => kind === type.kind);
  const named = branches.filter(isNamed).filter(({ kind }) => kind === type.kind);
  return (
    named.find(({ name }) => name.full === type.name.full) ??
    named.find((other) => isCalled(type, other) || isCalled(other, type))
  );
}
