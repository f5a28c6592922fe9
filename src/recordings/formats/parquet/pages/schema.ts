/** A Parquet schema as a tree of what values are made of; only what this reader takes on, exactly as DuckDB takes it. */
import type { Element } from './metadata.ts';
import { NotUnderstood } from './not-understood.ts';

export type Node = Leaf | Struct | List | Dictionary;

/** Definition levels say how much of a path is there: `def` is the level from which on the node itself is. */
interface Named {
  readonly name: string;
  readonly def: number;
}

export interface Leaf extends Named {
  readonly kind: 'leaf';
  /** Its place among the leaves. */
  readonly index: number;
  readonly path: readonly string[];
  /** The level of the innermost list that it is in; 0: in none. */
  readonly rep: number;
  /** The path of that list. */
  readonly list: string;
  readonly physical: number;
  /** Of FIXED_LEN_BYTE_ARRAY. */
  readonly length: number;
  readonly as: Meaning;
}

export interface Struct extends Named {
  readonly kind: 'struct';
  readonly members: readonly Node[];
}

export interface List extends Named {
  readonly kind: 'list';
  readonly rep: number;
  /** From which definition level on it has an item. */
  readonly itemDef: number;
  readonly item: Node;
}

export interface Dictionary extends Named {
  readonly kind: 'map';
  readonly rep: number;
  readonly itemDef: number;
  readonly key: Leaf;
  readonly value: Node;
}

/** What bytes mean; `unknown`: only DuckDB knows. */
export type Meaning =
  | { readonly as: 'unknown' }
  | { readonly as: 'boolean' | 'float' | 'double' | 'text' | 'json' | 'blob' | 'date' | 'uuid' }
  | { readonly as: 'integer'; readonly least: number; readonly most: number; readonly isUnsigned: boolean }
  | { readonly as: 'long'; readonly isUnsigned: boolean }
  | { readonly as: 'decimal'; readonly scale: number; readonly precision: number }
  | { readonly as: 'timestamp'; readonly perSecond: number }
  /** Nanoseconds of a day, then the day by the Julian count. */
  | { readonly as: 'julian' };

export const [BOOLEAN, INT32, INT64, INT96, FLOAT, DOUBLE, BYTE_ARRAY, FIXED] = [0, 1, 2, 3, 4, 5, 6, 7];
const [REQUIRED, OPTIONAL, REPEATED] = [0, 1, 2];
/** `ConvertedType`. */
const [UTF8, MAP, LIST, ENUM, DECIMAL, DATE, JSON_TEXT] = [0, 1, 3, 4, 5, 6, 19];
type Width = readonly [bits: number, isUnsigned: boolean];
const INTEGERS: ReadonlyMap<number | undefined, Width> = new Map(
  [8, 16, 32, 64].flatMap((bits, at): [number, Width][] => [
    [11 + at, [bits, true]],
    [15 + at, [bits, false]],
  ]),
);
/** Of times by their unit, 1 to 3. */
const PER_SECOND = [0, 1e3, 1e6, 1e9];
const TIMESTAMPS: ReadonlyMap<number, number> = new Map([
  [9, 1],
  [10, 2],
]);
/** Kinds of `LogicalType`, each with the `ConvertedType` that has to say the same. */
const [STRING, LOGICAL_MAP, LOGICAL_LIST, LOGICAL_ENUM, LOGICAL_DECIMAL, LOGICAL_DATE] = [1, 2, 3, 4, 5, 6];
const [TIMESTAMP, INTEGER, LOGICAL_JSON, UUID] = [8, 10, 12, 14];
const UUID_BYTES = 16;
const MOST_DECIMAL_BYTES = 16;
const MOST_PRECISION = 38;

interface Place {
  readonly path: readonly string[];
  readonly def: number;
  readonly rep: number;
  readonly list: string;
}

/** The columns. Throws NotUnderstood. */
export function schemaTree(elements: readonly Element[]): { columns: readonly Node[]; leaves: readonly Leaf[] } {
  const leaves: Leaf[] = [];
  let at = 0;
  const root = next();
  const columns = members(root, { path: [], def: 0, rep: 0, list: '' });
  if (at !== elements.length) throw new NotUnderstood('a schema with more than its root');
  return { columns, leaves };

  function next(): Element {
    const element = elements[at];
    at += 1;
    if (!element) throw new NotUnderstood('a schema that is cut short');
    return element;
  }

  function members({ children }: Element, above: Place): Node[] {
    if (!(children > 0 && children <= elements.length)) throw new NotUnderstood('a group without members');
    const found = Array.from({ length: children }, () => node(next(), above));
    const names = new Set(found.map(({ name }) => name.toLowerCase()));
    // DuckDB gives other names to some of these.
    if (names.size < found.length || ['', '__proto__', 'file_row_number'].some((name) => names.has(name)))
      throw new NotUnderstood('names that are not told apart');
    return found;
  }

  function node(element: Element, above: Place): Node {
    const { name, repetition, children, converted } = element;
    if (repetition !== REQUIRED && repetition !== OPTIONAL) throw new NotUnderstood('a list without a name');
    const place = { ...above, path: [...above.path, name], def: above.def + repetition };
    if (children === 0) return leaf(element, place);
    if (converted === LIST && isKind(element, LOGICAL_LIST)) return list(name, place);
    if (converted === MAP && isKind(element, LOGICAL_MAP)) return map(name, place);
    if (converted !== undefined || element.logical) throw new NotUnderstood('a group of another kind');
    return { kind: 'struct', name, def: place.def, members: members(element, place) };
  }

  /** Items in the form that is usual now; older ones are parted otherwise. */
  function list(name: string, { path, def, rep }: Place): List {
    const inner = repeated('list', 1, { path, def, rep });
    const item = node(next(), inner);
    if (item.name !== 'element' && item.name !== 'item') throw new NotUnderstood('a list of an older kind');
    return { kind: 'list', name, def, itemDef: inner.def, rep: inner.rep, item };
  }

  function map(name: string, { path, def, rep }: Place): Dictionary {
    const inner = repeated('key_value', 2, { path, def, rep });
    const key = node(next(), inner);
    const value = node(next(), inner);
    if (key.kind !== 'leaf' || key.name !== 'key' || value.name !== 'value' || key.as.as === 'json')
      throw new NotUnderstood('a map of another kind');
    return { kind: 'map', name, def, itemDef: inner.def, rep: inner.rep, key, value };
  }

  function repeated(name: string, children: number, { path, def, rep }: Omit<Place, 'list'>): Place {
    const middle = next();
    if (middle.repetition !== REPEATED || middle.name !== name || middle.children !== children)
      throw new NotUnderstood('a list of an older kind');
    const inner = [...path, name];
    return { path: inner, def: def + 1, rep: rep + 1, list: inner.join('\0') };
  }

  function leaf(element: Element, place: Place): Leaf {
    const { name, type = -1, typeLength = 0 } = element;
    let as = meaning(element);
    // Deeper ones are texts or values by what else is read.
    if (as.as === 'json' && place.path.length > 1) as = UNKNOWN;
    const made: Leaf = { ...place, kind: 'leaf', index: leaves.length, name, physical: type, length: typeLength, as };
    leaves.push(made);
    return made;
  }
}

const UNKNOWN: Meaning = { as: 'unknown' };

function meaning(element: Element): Meaning {
  const { type, typeLength = 0, converted, logical, scale = 0, precision = 0 } = element;
  const isBare = converted === undefined && !logical;
  if (type === BOOLEAN && isBare) return { as: 'boolean' };
  if (type === INT96 && isBare) return { as: 'julian' };
  if (type === FLOAT && isBare) return { as: 'float' };
  if (type === DOUBLE && isBare) return { as: 'double' };
  if (type === BYTE_ARRAY) {
    if (isBare) return { as: 'blob' };
    if (converted === UTF8 && isKind(element, STRING)) return { as: 'text' };
    if (converted === ENUM && isKind(element, LOGICAL_ENUM)) return { as: 'text' };
    if (converted === JSON_TEXT && isKind(element, LOGICAL_JSON)) return { as: 'json' };
  }
  if (type === INT32 && converted === DATE && isKind(element, LOGICAL_DATE)) return { as: 'date' };
  if (type === FIXED && logical?.kind === UUID && converted === undefined && typeLength === UUID_BYTES)
    return { as: 'uuid' };
  if (converted === DECIMAL && isKind(element, LOGICAL_DECIMAL)) {
    const isFixed = type === FIXED && typeLength > 0 && typeLength <= MOST_DECIMAL_BYTES;
    if (
      (type === INT32 || type === INT64 || isFixed) &&
      scale >= 0 &&
      scale <= precision &&
      precision <= MOST_PRECISION
    )
      return { as: 'decimal', scale, precision };
  }
  if (type === INT64) {
    const unit = timeUnit(element);
    if (unit !== undefined) return { as: 'timestamp', perSecond: PER_SECOND[unit] ?? 0 };
  }
  const [bits, isUnsigned] = isBare ? [type === INT32 ? 32 : 64, false] : (INTEGERS.get(converted) ?? [0, false]);
  if (!isKind(element, INTEGER)) return UNKNOWN;
  if (type === INT64 && bits === 64) return { as: 'long', isUnsigned };
  if (type === INT32 && bits > 0 && bits <= 32) {
    const range = 2 ** bits;
    return isUnsigned
      ? { as: 'integer', least: 0, most: range - 1, isUnsigned }
      : { as: 'integer', least: -range / 2, most: range / 2 - 1, isUnsigned };
  }
  return UNKNOWN;
}

/** Whether its logical type says nothing else. */
function isKind({ logical }: Element, kind: number): boolean {
  return !logical || logical.kind === kind;
}

function timeUnit({ converted, logical }: Element): number | undefined {
  if (!logical) return converted === undefined ? undefined : TIMESTAMPS.get(converted);
  if (logical.kind !== TIMESTAMP) return undefined;
  const { unit = 0, isUtc } = logical;
  // DuckDB cuts nanoseconds in UTC to microseconds.
  if (unit === 3) return isUtc === false && converted === undefined ? unit : undefined;
  if (unit !== 1 && unit !== 2) return undefined;
  return converted === undefined || TIMESTAMPS.get(converted) === unit ? unit : undefined;
}
