/**
 * Selects what is wanted of nested columns, leaf by leaf, and puts the values together again: DuckDB skips the rest of the
 * file, and a struct costs an object of ours in place of three of its own.
 */
import type { DuckDBType } from '@duckdb/node-api';
import type { Wanted } from '../../screen/wanted.ts';
import { identifier } from './duckdb.ts';

/** A column of the file. */
export interface Column {
  readonly name: string;
  readonly type: DuckDBType;
}

/** How a value is made of the cells that are selected. */
export type Part = Cell | Struct | Sample;

export interface Cell {
  /** Its place among them. */
  readonly at: number;
  readonly type: DuckDBType;
  readonly members?: undefined;
}

export interface Struct {
  /** The cell that tells whether it is NULL; undefined where it never is. */
  readonly at?: number;
  readonly members: readonly (readonly [name: string, part: Part])[];
}

/** Any value of the type, where no more than the type is seen of it. */
export interface Sample {
  /** As of a struct. */
  readonly at?: number;
  readonly sample: string | number | boolean;
  readonly members?: undefined;
}

export interface Selection {
  /** SQL, one for each cell of a row. */
  readonly expressions: readonly string[];
  /** By column. */
  readonly parts: readonly (readonly [name: string, part: Part])[];
}

/** What is wanted below a place. */
export interface Tree {
  isWhole: boolean;
  isTyped: boolean;
  readonly inner: Map<string, Tree>;
}

/**
 * @param wanted places of a record; undefined: all
 * @param isNeverMissing whether a leaf in no list has a value in every row: then something always stands above it, too
 */
export function selectLeaves(
  columns: readonly Column[],
  wanted: readonly Wanted[] | undefined,
  isNeverMissing: (path: readonly string[]) => boolean,
): Selection {
  const expressions: string[] = [];
  const tree = treeOf(wanted);
  const parts = columns.flatMap(({ name, type }): [string, Part][] => {
    const inner = tree.isWhole ? WHOLE : tree.inner.get(name);
    return inner ? [[name, partOf(identifier(name), type, inner, [name])]] : [];
  });
  return { expressions, parts };

  function partOf(
    expression: string,
    type: DuckDBType,
    { isWhole, isTyped, inner }: Tree,
    path: readonly string[],
  ): Part {
    const members = isWhole ? undefined : membersOf(type);
    const sample = isTyped ? sampleOf(type) : undefined;
    if (!members && sample === undefined) return { at: cell(expression), type };
    const nullness = leavesBelow(type, path).some(isNeverMissing) ? {} : { at: cell(`${expression} IS NULL`) };
    if (!members) return { ...nullness, sample: sample ?? '' };
    return {
      ...nullness,
      members: members.flatMap(([name, own]): [string, Part][] => {
        const below = inner.get(name);
        const place = `struct_extract(${expression}, '${name.replaceAll("'", "''")}')`;
        return below ? [[name, partOf(place, own, below, [...path, name])]] : [];
      }),
    };
  }

  function cell(expression: string): number {
    return expressions.push(expression) - 1;
  }
}

/** Its place among the cells; undefined where there is none at that path. */
export function cellAt({ parts }: Selection, path: readonly string[]): Cell | undefined {
  const [name, ...below] = path;
  const [, part] = parts.find(([own]) => own === name) ?? [];
  if (part === undefined) return undefined;
  if (below.length === 0) return 'type' in part ? part : undefined;
  return part.members ? cellAt({ expressions: [], parts: part.members }, below) : undefined;
}

/** All cells that hold values. */
export function cellsOf(parts: Selection['parts']): Cell[] {
  return parts.flatMap(([, part]) => ('type' in part ? [part] : part.members ? cellsOf(part.members) : []));
}

/** At a place and below it, without those in lists: of these, writers do not count as missing what is missing with all of the list. */
function leavesBelow(type: DuckDBType, path: readonly string[]): (readonly string[])[] {
  const members = membersOf(type);
  if (members) return members.flatMap(([name, own]) => leavesBelow(own, [...path, name]));
  return /\]$|^MAP/.test(String(type)) ? [] : [path];
}

/** Of a struct; undefined for others, and where a name is none that can be assigned. */
function membersOf(type: DuckDBType): [string, DuckDBType][] | undefined {
  if (!('entryNames' in type && 'entryTypes' in type) || String(type).startsWith('UNION')) return undefined;
  const { entryNames, entryTypes } = type;
  if (entryNames.includes('__proto__')) return undefined;
  return entryNames.flatMap((name, at): [string, DuckDBType][] => {
    const own = entryTypes[at];
    return own ? [[name, own]] : [];
  });
}

/** Of types whose values are all of one type in JSON, and whole if they are numbers. */
function sampleOf(type: DuckDBType): Sample['sample'] | undefined {
  if (type.alias !== undefined) return undefined;
  const name = String(type);
  if (name === 'VARCHAR') return '';
  if (name === 'BOOLEAN') return false;
  return /^U?(?:TINY|SMALL|BIG)?INT(?:EGER)?$/.test(name) ? 0 : undefined;
}

export const WHOLE: Tree = { isWhole: true, isTyped: false, inner: new Map() };

export function treeOf(wanted: readonly Wanted[] | undefined): Tree {
  if (!wanted) return WHOLE;
  const root = emptyTree();
  for (const { path, sees } of wanted) {
    let tree = root;
    for (const name of path) {
      const inner = tree.inner.get(name) ?? emptyTree();
      tree.inner.set(name, inner);
      tree = inner;
    }
    // The names of a struct are all of it.
    if (sees !== 'type') tree.isWhole = true;
  }
  typed(root);
  return root;
}

function emptyTree(): Tree {
  return { isWhole: false, isTyped: false, inner: new Map() };
}

/** What nobody looks into is there for its type. */
function typed(tree: Tree): void {
  tree.isTyped = !tree.isWhole && tree.inner.size === 0;
  for (const inner of tree.inner.values()) typed(inner);
}
