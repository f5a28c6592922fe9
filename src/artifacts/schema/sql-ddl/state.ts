/** What the statements of a dump make, one after the other: tables as they are at its end. */
import type { DdlColumn } from './column.ts';
import type { Token } from './tokens.ts';

/** A constraint of several columns, or one that a statement of its own adds. */
export type Constraint =
  | { readonly kind: 'primary' | 'unique'; readonly columns: readonly string[]; readonly tokens: readonly Token[] }
  | {
      readonly kind: 'foreign';
      readonly columns: readonly string[];
      readonly to: string;
      readonly tokens: readonly Token[];
    }
  | { readonly kind: 'check'; readonly check: readonly Token[]; readonly tokens: readonly Token[] }
  /** Of which nothing more is known: a partial index, EXCLUDE. */
  | { readonly kind: 'other'; readonly tokens: readonly Token[] };

export interface DdlTable {
  readonly name: string;
  readonly at: Token;
  columns: DdlColumn[];
  constraints: readonly Constraint[];
  /** What a column was called before. */
  readonly formerly: Map<string, readonly string[]>;
  /** Of columns of which a statement of their own says so. */
  readonly required: Map<string, Token | undefined>;
  readonly fallbacks: Map<string, DdlColumn['fallback']>;
}

export interface Mistake {
  readonly message: string;
  readonly token: Token;
  readonly expected?: string;
}

export interface Database {
  readonly tables: Map<string, DdlTable>;
  /** Labels of enums, by the names of their types. */
  readonly enums: Map<string, readonly Token[]>;
  /** Types that domains stand for. */
  readonly domains: Map<string, readonly Token[]>;
  readonly mistakes: Mistake[];
  readonly doubts: Mistake[];
}

export function emptyDatabase(): Database {
  return { tables: new Map(), enums: new Map(), domains: new Map(), mistakes: [], doubts: [] };
}

/** By its whole name, or by the end of it where one side leaves the schema out. */
export function find<T>(among: ReadonlyMap<string, T>, name: string): T | undefined {
  const wanted = name.toLowerCase();
  const exact = among.get(wanted);
  if (exact !== undefined) return exact;
  const [found] = [...among].filter(([own]) => own.endsWith(`.${wanted}`) || wanted.endsWith(`.${own}`));
  return found?.[1];
}
