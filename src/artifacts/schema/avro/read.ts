/** Reads the files of an Avro schema: every name resolved, every mistake on its line. Generates no code. */
import { isObject } from '../../../document/is-object.ts';
import { parseSource, type Source } from '../../../document/source.ts';
import { ArtifactError, type Problem } from '../../../errors.ts';
import { nearest } from '../../../nearest.ts';
import type { Artifact } from '../../artifact.ts';
import { textIn } from '../../content.ts';
import { definitionsIn, type Json, nameOf, namespaceOf, qualify } from './definitions.ts';
import { misfit } from './fits.ts';
import {
  describe,
  type Field,
  isNamed,
  type Logical,
  type NamedSchema,
  type Place,
  PRIMITIVES,
  type PrimitiveName,
  type RecordSchema,
  type Schema,
} from './model.ts';

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

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const FULL_NAME = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/;
const COMPLEX: readonly string[] = ['record', 'error', 'enum', 'fixed', 'array', 'map'];

class SchemaReader {
  readonly #artifact: Artifact;
  readonly #types = new Map<string, NamedSchema>();
  readonly #mistakes: Problem[] = [];
  readonly #doubts: Problem[] = [];
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
    for (const type of this.#types.values()) this.#checkType(type);
    return { root, mistakes: this.#mistakes, doubts: this.#doubts, unknown: [...this.#unknown] };
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
    this.#note(at, `unknown type ${full}`, { nearest: nearest(name, names) });
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
      if (branch.kind === 'union') this.#note(place, 'a union directly in a union');
      return branch;
    });
    if (branches.length === 0) this.#note(at, 'a union of no types');
    const seen = new Set<string>();
    for (const [index, branch] of branches.entries()) {
      const id = isNamed(branch) ? branch.name.full : branch.kind;
      if (seen.has(id)) this.#note({ ...at, pointer: `${at.pointer}/${index}` }, `a union that holds ${id} twice`);
      seen.add(id);
    }
    return { kind: 'union', ...at, branches };
  }

  #definition(type: 'record' | 'error' | 'enum' | 'fixed', value: Json, at: Place, outer: string): Schema {
    const name = nameOf(value, outer);
    if (name === undefined || !FULL_NAME.test(name.full)) {
      const found = value.name === undefined ? 'none' : brief(value.name);
      this.#note({ ...at, pointer: `${at.pointer}/name` }, `a ${type} without a valid name`, { found });
      return nothing(at);
    }
    if (this.#types.has(name.full)) this.#note(at, `${name.full} is defined twice`);
    const namespace = namespaceOf(name);
    const aliases = texts(value.aliases).map((alias) => qualify(alias, namespace));
    const common = { name, aliases, ...at };
    if (type === 'enum') return this.#register({ kind: 'enum', ...common, ...this.#symbols(value, at) });
    if (type === 'fixed') {
      const { size } = value;
      if (isSize(size)) return this.#register({ kind: 'fixed', ...common, size, ...logicalOf(value, 'fixed') });
      this.#note({ ...at, pointer: `${at.pointer}/size` }, 'fixed without a size', {
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

  #symbols(value: Json, at: Place): { readonly symbols: ReadonlySet<string>; readonly fallback?: string } {
    const place = { ...at, pointer: `${at.pointer}/symbols` };
    const named = texts(value.symbols);
    if (!Array.isArray(value.symbols) || named.length !== value.symbols.length) {
      this.#note(place, 'an enum without symbols', { found: brief(value.symbols), expected: 'a list of names' });
    }
    const symbols = new Set<string>();
    for (const [index, symbol] of named.entries()) {
      const here = { ...place, pointer: `${place.pointer}/${index}` };
      if (!NAME.test(symbol)) this.#note(here, 'no valid name of a symbol', { found: brief(symbol) });
      if (symbols.has(symbol)) this.#note(here, `symbol ${symbol} stands twice`);
      symbols.add(symbol);
    }
    const { default: fallback } = value;
    if (fallback === undefined) return { symbols };
    if (typeof fallback === 'string' && symbols.has(fallback)) return { symbols, fallback };
    const expected = `one of ${named.join(', ')}`;
    this.#note({ ...at, pointer: `${at.pointer}/default` }, 'a default that is no symbol', {
      found: brief(fallback),
      expected,
    });
    return { symbols };
  }

  #fields(record: RecordSchema, value: unknown, namespace: string): void {
    const at = { source: record.source, pointer: `${record.pointer}/fields` };
    if (!Array.isArray(value)) {
      this.#note(at, `record ${record.name.short} without fields`, { found: brief(value), expected: 'a list' });
      return;
    }
    for (const [index, item] of value.entries()) {
      const place = { ...at, pointer: `${at.pointer}/${index}` };
      const field = this.#field(item, place, namespace);
      if (!field) continue;
      if (record.fields.has(field.name)) {
        this.#note(place, `field ${field.name} stands twice`);
        continue;
      }
      record.fields.set(field.name, field);
    }
  }

  #field(value: unknown, at: Place, namespace: string): Field | undefined {
    if (!isObject(value) || typeof value.name !== 'string' || !NAME.test(value.name)) {
      this.#note(at, 'a field without a valid name', { found: brief(isObject(value) ? value.name : value) });
      return undefined;
    }
    const { name, type } = value;
    if (type === undefined) {
      this.#note(at, `field ${name} without a type`);
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

  /** What can be told once all names are known. */
  #checkType(type: NamedSchema): void {
    if (type.kind !== 'record') return;
    if (holdsItself(type)) this.#note(type, `record ${type.name.short} holds itself, so no value of it ever ends`);
    for (const field of type.fields.values()) {
      if (!field.fallback) continue;
      const { value } = field.fallback;
      const place = { ...field, pointer: `${field.pointer}/default` };
      const wrong = misfit(field.type, value);
      if (wrong !== undefined) {
        this.#note(place, `a default that is no ${describe(field.type)}`, { found: brief(value), expected: wrong });
      } else if (field.type.kind === 'union' && field.type.branches.findIndex((one) => !misfit(one, value)) > 0) {
        this.#doubts.push({
          ...problemAt(place),
          message: `the default of ${field.name} is not of its first type, which readers before Avro 1.12 refuse`,
        });
      }
    }
  }

  #wrong(at: Place, message: string, found?: string, expected?: string): Schema {
    this.#note(at, message, { found, expected });
    return nothing(at);
  }

  #note(at: Place, message: string, more: Partial<Problem> = {}): void {
    this.#mistakes.push({ ...problemAt(at), message, ...more });
  }
}

function problemAt({ source, pointer }: Place): Pick<Problem, 'file' | 'line' | 'column'> {
  const { line, column } = source.range(pointer);
  return { file: source.file, line, column };
}

/** In place of what is wrong, so that reading goes on. */
function nothing(at: Place): Schema {
  return { kind: 'null', ...at };
}

function isPrimitive(name: string): name is PrimitiveName {
  return (PRIMITIVES as readonly string[]).includes(name);
}

function isSize(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** Only types that the specification has it for; what is no valid logical type says nothing. */
function logicalOf(value: Json, of: PrimitiveName | 'fixed'): { readonly logical?: Logical } {
  const { logicalType: name, precision, scale = 0 } = value;
  if (typeof name !== 'string') return {};
  if (name !== 'decimal') return { logical: { name } };
  if (of !== 'bytes' && of !== 'fixed') return {};
  if (!isSize(precision) || !isSize(scale) || precision === 0 || scale > precision) return {};
  return { logical: { name, precision, scale } };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function brief(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

/** Whether it leads back to itself by fields that every value has. */
function holdsItself(record: RecordSchema): boolean {
  const pending: RecordSchema[] = [record];
  const seen = new Set<Schema>();
  // The list grows while it is walked.
  for (const { fields } of pending) {
    for (const { type } of fields.values()) {
      if (type === record) return true;
      if (type.kind !== 'record' || seen.has(type)) continue;
      seen.add(type);
      pending.push(type);
    }
  }
  return false;
}
