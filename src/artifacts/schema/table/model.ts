/**
 * A table as contracts have it, whatever language it is written in: one room that judges rows and compares versions, and a
 * reader for each language.
 */
import type { Range } from '../../../document/source.ts';
import type { Problem } from '../../../errors.ts';
import type { Type } from './types.ts';

/** Where something stands in which file. */
export interface Spot {
  readonly file: string;
  /** JSON Pointer, where the language has pointers. */
  readonly pointer?: string;
  /** In the language's own words, where it has none: `column orders.amount`. */
  readonly selector?: string;
  /** Lines are counted where somebody asks for them. */
  range(): Range;
}

/** What holds of a value, by the name that edits use. */
export type LimitName =
  | 'minimum'
  | 'maximum'
  | 'exclusive-minimum'
  | 'exclusive-maximum'
  | 'min-length'
  | 'max-length'
  | 'min-items'
  | 'max-items'
  | 'multiple-of'
  | 'pattern';

export interface Limit {
  /** A number; a text for a pattern, and for a bound of dates. */
  readonly value: number | string;
  readonly spot: Spot;
}

export type Scalar = string | number | bigint | boolean;

export interface Accepted {
  readonly values: readonly { readonly value: Scalar; readonly spot: Spot }[];
  readonly spot: Spot;
}

export interface Column {
  /** As records have it. */
  readonly name: string;
  /** Other names under which records may hold it: what the contract calls it where the table calls it otherwise. */
  readonly aliases: readonly string[];
  /** What it was called before, as the contract itself says. */
  readonly formerly: readonly string[];
  /** In any case, since databases take names without quotes so. */
  readonly folds: boolean;
  /** Stays where the name changes. */
  readonly id?: string;
  readonly spot: Spot;
  /** Undefined where none is declared. */
  readonly type?: { readonly type: Type; readonly spot: Spot };
  /** May be neither absent nor null. */
  readonly required?: Spot;
  /** What stands for it where it is absent: a value, or one that only the database knows. */
  readonly fallback?: { readonly value?: unknown; readonly text: string; readonly spot: Spot };
  readonly accepted?: Accepted;
  readonly limits: ReadonlyMap<LimitName, Limit>;
  /** Of an object, by their names. */
  readonly members?: ReadonlyMap<string, Column>;
  /** Of a list, what each of its items is. */
  readonly items?: Column;
}

export interface Key {
  readonly columns: readonly string[];
  readonly spot: Spot;
}

export interface Relationship extends Key {
  /** `customers(id)` */
  readonly to: string;
}

/** What is declared and no replay checks: a condition in SQL, a test of a package. */
export interface Rule {
  /** Equal where two say the same: `check (amount > tax)`. */
  readonly text: string;
  readonly spot: Spot;
}

export interface Table {
  readonly name: string;
  /** As messages call it: `orders` of `public.orders`. */
  readonly label: string;
  readonly spot: Spot;
  readonly columns: ReadonlyMap<string, Column>;
  readonly primaryKey?: Key;
  readonly uniques: readonly Key[];
  readonly relationships: readonly Relationship[];
  readonly rules: readonly Rule[];
}

export interface Opened {
  readonly tables: readonly Table[];
  /** What is wrong; it is read as if it said nothing. */
  readonly mistakes: readonly Problem[];
  /** What is read all the same, though not all readers do, or not as its author may think. */
  readonly doubts: readonly Problem[];
}

export function problemAt(spot: Spot): Required<Pick<Problem, 'file' | 'line' | 'column'>> {
  const { line, column } = spot.range();
  return { file: spot.file, line, column };
}

/** Equal for keys of the same columns, in whatever order. */
export function keyText({ columns }: Pick<Key, 'columns'>): string {
  return columns.toSorted().join(', ');
}
