/**
 * A schema as its draft reads it, in the words of the later drafts: what the draft does not evaluate is gone, and what
 * it says in another way is said in theirs. Pointers stay as they are in the file.
 */
import { extname } from 'node:path';
import { toPointer } from '../../../document/pointer.ts';
import type { Source } from '../../../document/source.ts';
import { type Dialect, isEvaluated, type Reading, refersAlone } from './dialect.ts';
import { draft03, draft04 } from './early-drafts.ts';
import { CONSTRAINTS, DATA, isObject, type JsonObject, MAPS } from './keywords.ts';

export interface Adapted {
  readonly value: unknown;
  /** Pointers of keywords that would judge values and are ignored because they stand beside a `$ref`. */
  readonly ignored: readonly string[];
  /** Pointers of OpenAPI's `nullable: true`, which is no keyword of JSON Schema. */
  readonly nullable: readonly string[];
  /** Keywords that judge values in another draft and say nothing in this one, each with the pointers where it stands. */
  readonly foreign: ReadonlyMap<string, readonly string[]>;
}

/** A document that is no schema and holds schemas, as OpenAPI's. */
export interface Holder {
  readonly dialect: Dialect;
  /** Keywords of the document whose members go by names. */
  readonly maps: readonly string[];
  /** The part of the document that is looked at, at its place in it; all of it where nothing is said. */
  readonly looked?: unknown;
  /** Said of each schema in the words of its dialect. */
  reword(schema: JsonObject, written: JsonObject): JsonObject;
}

/** What says the same in the later drafts is the file's own value, so most of a big schema is not copied. */
export function adapt(source: Source, dialect: Dialect, reading: Reading, holder?: Holder): Adapted {
  const path: string[] = [];
  const ignored: string[] = [];
  const nullable: string[] = [];
  const foreign = new Map<string, string[]>();
  const isSilencing = refersAlone(dialect, reading);
  const keywords = new Map<string, { readonly isEvaluated: boolean; readonly role: Role }>();
  // In YAML one value may stand at several places, and no two places may have one object for their schema.
  const mayShare = extname(source.file) === '.json';
  return { value: grow(holder?.looked ?? source.value, 'schema'), ignored, nullable, foreign };

  function grow(value: unknown, role: Role): unknown {
    if (typeof value === 'number') return exact(value);
    if (Array.isArray(value)) return growList(value, role);
    return isObject(value) ? growObject(value, role) : value;
  }

  function growList(list: readonly unknown[], role: Role): readonly unknown[] {
    let isSame = mayShare;
    const grown = list.map((item, index) => {
      const one = growAt(String(index), item, role);
      isSame &&= one === item;
      return one;
    });
    return isSame ? list : grown;
  }

  function growObject(value: JsonObject, role: Role): JsonObject {
    const keys = Object.keys(value);
    let copied: [string, unknown][] | undefined = mayShare ? undefined : [];
    for (const [index, key] of keys.entries()) {
      const inner = value[key];
      const isKept = role !== 'schema' || counts(value, key);
      const grown = isKept ? growAt(key, inner, roleBelow(role, key)) : undefined;
      if (isKept && grown === inner && !copied) continue;
      copied ??= keys.slice(0, index).map((before) => [before, value[before]]);
      if (isKept) copied.push([key, grown]);
    }
    // Assigning to `__proto__` would change the copy's prototype.
    const grown = copied ? Object.fromEntries(copied) : value;
    return role === 'schema' ? reworded(grown, value) : grown;
  }

  function growAt(token: string, value: unknown, role: Role): unknown {
    if (typeof value !== 'number' && (typeof value !== 'object' || value === null)) return value;
    path.push(token);
    const grown = grow(value, role);
    path.pop();
    return grown;
  }

  function roleBelow(role: Role, key: string): Role {
    if (role === 'schema') return keywordOf(key).role;
    return role === 'map' ? 'schema' : 'data';
  }

  function keywordOf(keyword: string) {
    const known = keywords.get(keyword);
    if (known) return known;
    const role = holder?.maps.includes(keyword) ? 'map' : roleOf(keyword);
    const found = { isEvaluated: isEvaluated(keyword, dialect, reading), role } as const;
    keywords.set(keyword, found);
    return found;
  }

  function counts(schema: JsonObject, keyword: string): boolean {
    if (!keywordOf(keyword).isEvaluated) {
      const pointer = toPointer([...path, keyword]);
      if (keyword === 'nullable') nullable.push(...(schema.nullable === true ? [pointer] : []));
      else if (CONSTRAINTS.has(keyword)) {
        const known = foreign.get(keyword);
        if (known) known.push(pointer);
        else foreign.set(keyword, [pointer]);
      }
      return false;
    }
    if (!isSilencing || typeof schema.$ref !== 'string' || keyword === '$ref') return true;
    if (keyword === 'default' || keyword === '$id' || keyword === 'id') return false;
    if (!CONSTRAINTS.has(keyword)) return true;
    ignored.push(toPointer([...path, keyword]));
    return false;
  }

  function reworded(schema: JsonObject, written: JsonObject): JsonObject {
    if (holder) return holder.reword(dialect === 'draft-04' ? draft04(schema) : schema, written);
    if (dialect === 'draft-04') return draft04(schema);
    return dialect === 'draft-03' ? draft03(schema, written) : schema;
  }

  /** Beyond 2^53 two different integers of the file may be one number in memory, so those stay whole as a bigint. */
  function exact(value: number): number | bigint {
    if (Number.isSafeInteger(value) || !(Number.isInteger(value) || Math.abs(value) === Number.POSITIVE_INFINITY))
      return value;
    const digits = source.text(toPointer(path));
    if (!/^-?\d+$/.test(digits)) return value;
    const integer = BigInt(digits);
    // JavaScript writes 1152921504606847000 for 2^60, which is another number.
    return digits === String(value) && BigInt(value) === integer ? value : integer;
  }
}

type Role = 'schema' | 'map' | 'data';

function roleOf(keyword: string): Role {
  if (DATA.includes(keyword)) return 'data';
  return MAPS.includes(keyword) ? 'map' : 'schema';
}
