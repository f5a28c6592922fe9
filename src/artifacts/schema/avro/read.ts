/** Reads the files of an Avro schema: every name resolved, every mistake on its line. Generates no code. */
import { isObject } from '../../../document/is-object.ts';
import { parseSource, type Source } from '../../../document/source.ts';
import { ArtifactError, type Problem } from '../../../errors.ts';
import { nearest } from '../../../nearest.ts';
import type { Artifact } from '../../artifact.ts';
import { textIn } from '../../content.ts';
import { checkRecord } from './check-record.ts';
import { definitionsIn, type Json, nameOf, namespaceOf, qualify } from './definitions.ts';
import { isSize, logicalOf } from './logical.ts';
import {
  type Field,
  isNamed,
  type NamedSchema,
  type Place,
  PRIMITIVES,
  type PrimitiveName,
  type RecordSchema,
  type Schema,
} from './model.ts';
import { brief, Notes } from './notes.ts';
import { NAME, readSymbols, texts } from './symbols.ts';

export interface Opened {
  readonly root: Schema;
  /** In the order in which they are met. What is wrong is read as if it said nothing. */
  readonly mistakes: readonly Problem[];
  /** What only some readers refuse. */
  readonly doubts: readonly Problem[];
  /** Full names that no file of the artifact defines. */
  readonly unknown: readonly string[];
}

/** Throws ArtifactError where a file does not parse. */
export function openAvro(artifact: Artifact): Opened {
  return new SchemaReader(artifact).open();
}

/** The schema. Throws ArtifactError with every mistake. */
export function readAvro(artifact: Artifact): Schema {
  const { root, mistakes } = openAvro(artifact);
  if (mistakes.length > 0) throw new ArtifactError(mistakes);
  return root;
}

const FULL_NAME = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/;
const COMPLEX: readonly string[] = ['record', 'error', 'enum', 'fixed', 'array', 'map'];

class SchemaReader {
  readonly #artifact: Artifact;
  readonly #types = new Map<string, NamedSchema>();
  readonly #notes = new Notes();
  readonly #unknown = new Set<string>();
  /** Files other than its own, not yet read, by the names that they define. */
  readonly #elsewhere = new Map<string, Source>();

  constructor(artifact: Artifact) {
    this.#artifact = artifact;
  }

  open(): Opened {
    const [own = this.#artifact.path, ...others] = this.#artifact.files.keys();
    for (const file of others) {
      const source = this.#parse(file);
      for (const name of definitionsIn(source.value)) this.#elsewhere.set(name, source);
    }
    const source = this.#parse(own);
    const root = this.#schema(source.value, { source, pointer: '' }, '');
    for (const type of this.#types.values()) if (type.kind === 'record') checkRecord(type, this.#notes);
    const { mistakes, doubts } = this.#notes;
    return { root, mistakes, doubts, unknown: [...this.#unknown] };
  }

  /** Of a key that stands twice the last counts; whether that is an error is asked elsewhere. */
  #parse(file: string): Source {
    return parseSource(textIn(this.#artifact, file), file, ArtifactError, 'last-counts');
  }

  #schema(value: unknown, at: Place, namespace: string): Schema {
    if (typeof value === 'string') return this.#named(value, at, namespace);
    if (Array.isArray(value)) return this.#union(value, at, namespace);
    if (!isObject(value))
      return this.#wrong(at, 'no Avro schema', brief(value), 'a type, an object or a list of types');
    const { type } = value;
    const of: Place = { ...at, pointer: `${at.pointer}/type` };
    if (type === undefined) return this.#wrong(at, 'a schema without a type');
    // { "type": { "type": … } }, which all readers let pass.
    if (typeof type !== 'string') return this.#schema(type, of, namespace);
    if (isPrimitive(type)) return { kind: type, ...at, ...logicalOf(value, type) };
    switch (type) {
      case 'record':
      case 'error':
      case 'enum':
      case 'fixed':
        return this.#definition(type, value, at, namespace);
      case 'array':
        return { kind: 'array', ...at, items: this.#member(value, 'items', at, namespace) };
      case 'map':
        return { kind: 'map', ...at, values: this.#member(value, 'values', at, namespace) };
      default:
        return this.#named(type, of, namespace);
    }
  }

  #member(value: Json, key: string, at: Place, namespace: string): Schema {
    if (value[key] === undefined) return this.#wrong(at, `${value.type} without ${key}`);
    return this.#schema(value[key], { ...at, pointer: `${at.pointer}/${key}` }, namespace);
  }

  #named(name: string, at: Place, namespace: string): Schema {
    if (isPrimitive(name)) return { kind: name, ...at };
    const full = qualify(name, namespace);
    const known = this.#types.get(full) ?? this.#fromElsewhere(full);
    if (known) return known;
    this.#unknown.add(full);
    const names = [...PRIMITIVES, ...COMPLEX, ...this.#types.keys()];
    this.#notes.mistake(at, `unknown type ${full}`, { nearest: nearest(name, names) });
    return nothing(at);
  }

  #fromElsewhere(full: string): NamedSchema | undefined {
    const source = this.#elsewhere.get(full);
    if (!source) return undefined;
    for (const [name, other] of this.#elsewhere) if (other === source) this.#elsewhere.delete(name);
    this.#schema(source.value, { source, pointer: '' }, '');
    return this.#types.get(full);
  }

  #union(values: readonly unknown[], at: Place, namespace: string): Schema {
    const branches = values.map((value, index) => {
      const place = { ...at, pointer: `${at.pointer}/${index}` };
      const branch = this.#schema(value, place, namespace);
      if (branch.kind === 'union') this.#notes.mistake(place, 'a union directly in a union');
      return branch;
    });
    if (branches.length === 0) this.#notes.mistake(at, 'a union of no types');
    const seen = new Set<string>();
    for (const [index, branch] of branches.entries()) {
      const id = isNamed(branch) ? branch.name.full : branch.kind;
      if (seen.has(id))
        this.#notes.mistake({ ...at, pointer: `${at.pointer}/${index}` }, `a union that holds ${id} twice`);
      seen.add(id);
    }
    return { kind: 'union', ...at, branches };
  }

  #definition(type: 'record' | 'error' | 'enum' | 'fixed', value: Json, at: Place, outer: string): Schema {
    const name = nameOf(value, outer);
    if (name === undefined || !FULL_NAME.test(name.full)) {
      const found = value.name === undefined ? 'none' : brief(value.name);
      this.#notes.mistake({ ...at, pointer: `${at.pointer}/name` }, `a ${type} without a valid name`, { found });
      return nothing(at);
    }
    if (this.#types.has(name.full)) this.#notes.mistake(at, `${name.full} is defined twice`);
    const namespace = namespaceOf(name);
    const aliases = texts(value.aliases).map((alias) => qualify(alias, namespace));
    const common = { name, aliases, ...at };
    if (type === 'enum') return this.#register({ kind: 'enum', ...common, ...readSymbols(value, at, this.#notes) });
    if (type === 'fixed') {
      const { size } = value;
      if (isSize(size)) return this.#register({ kind: 'fixed', ...common, size, ...logicalOf(value, 'fixed') });
      this.#notes.mistake({ ...at, pointer: `${at.pointer}/size` }, 'fixed without a size', {
        found: brief(size),
        expected: 'a number of bytes',
      });
      return this.#register({ kind: 'fixed', ...common, size: 0 });
    }
    const record: RecordSchema = { kind: 'record', ...common, fields: new Map() };
    this.#register(record);
    this.#fields(record, value.fields, namespace);
    return record;
  }

  #register<T extends NamedSchema>(type: T): T {
    this.#types.set(type.name.full, type);
    return type;
  }

  #fields(record: RecordSchema, value: unknown, namespace: string): void {
    const at = { source: record.source, pointer: `${record.pointer}/fields` };
    if (!Array.isArray(value)) {
      this.#notes.mistake(at, `record ${record.name.short} without fields`, {
        found: brief(value),
        expected: 'a list',
      });
      return;
    }
    for (const [index, item] of value.entries()) {
      const place = { ...at, pointer: `${at.pointer}/${index}` };
      const field = this.#field(item, place, namespace);
      if (!field) continue;
      if (record.fields.has(field.name)) {
        this.#notes.mistake(place, `field ${field.name} stands twice`);
        continue;
      }
      record.fields.set(field.name, field);
    }
  }

  #field(value: unknown, at: Place, namespace: string): Field | undefined {
    if (!isObject(value) || typeof value.name !== 'string' || !NAME.test(value.name)) {
      this.#notes.mistake(at, 'a field without a valid name', { found: brief(isObject(value) ? value.name : value) });
      return undefined;
    }
    const { name, type } = value;
    if (type === undefined) {
      this.#notes.mistake(at, `field ${name} without a type`);
      return undefined;
    }
    return {
      name,
      aliases: texts(value.aliases),
      type: this.#schema(type, { ...at, pointer: `${at.pointer}/type` }, namespace),
      ...at,
      ...(Object.hasOwn(value, 'default') && { fallback: { value: value.default } }),
    };
  }

  #wrong(at: Place, message: string, found?: string, expected?: string): Schema {
    this.#notes.mistake(at, message, { found, expected });
    return nothing(at);
  }
}

/** In place of what is wrong, so that reading goes on. */
function nothing(at: Place): Schema {
  return { kind: 'null', ...at };
}

function isPrimitive(name: string): name is PrimitiveName {
  return (PRIMITIVES as readonly string[]).includes(name);
}
