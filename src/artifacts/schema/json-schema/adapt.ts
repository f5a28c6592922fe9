/**
 * A schema as its draft reads it, in the words of the later drafts: what the draft does not evaluate is gone, and what
 * it says in another way is said in theirs. Pointers stay as they are in the file.
 */
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
  /** Said of each schema in the words of its dialect. */
  reword(schema: JsonObject, written: JsonObject): JsonObject;
}

export function adapt(source: Source, dialect: Dialect, reading: Reading, holder?: Holder): Adapted {
  const path: string[] = [];
  const ignored: string[] = [];
  const nullable: string[] = [];
  const foreign = new Map<string, string[]>();
  return { value: grow(source.value, 'schema'), ignored, nullable, foreign };

  function grow(value: unknown, role: Role): unknown {
    if (typeof value === 'number') return exact(value);
    if (Array.isArray(value)) return value.map((item, index) => growAt(String(index), item, role));
    if (!isObject(value)) return value;
    if (role !== 'schema') {
      const inside = role === 'map' ? 'schema' : 'data';
      return record(Object.entries(value).map(([key, inner]) => [key, growAt(key, inner, inside)]));
    }
    const kept = Object.entries(value).filter(([key]) => counts(value, key));
    return reworded(record(kept.map(([key, inner]) => [key, growAt(key, inner, roleIn(key))])), value);
  }

  function growAt(token: string, value: unknown, role: Role): unknown {
    path.push(token);
    const grown = grow(value, role);
    path.pop();
    return grown;
  }

  function roleIn(keyword: string): Role {
    return holder?.maps.includes(keyword) ? 'map' : roleOf(keyword);
  }

  function counts(schema: JsonObject, keyword: string): boolean {
    if (!isEvaluated(keyword, dialect, reading)) {
      const pointer = toPointer([...path, keyword]);
      if (keyword === 'nullable') nullable.push(...(schema.nullable === true ? [pointer] : []));
      else if (CONSTRAINTS.has(keyword)) {
        const known = foreign.get(keyword);
        if (known) known.push(pointer);
        else foreign.set(keyword, [pointer]);
      }
      return false;
    }
    const alone = refersAlone(dialect, reading);
    if (!alone || typeof schema.$ref !== 'string' || keyword === '$ref') return true;
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

/** Assigning to `__proto__` would change the copy's prototype. */
function record(entries: readonly (readonly [string, unknown])[]): JsonObject {
  return Object.fromEntries(entries);
}
