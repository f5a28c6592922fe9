/** A decision table, whatever file it was written in: rows of cells, in the order of the file. */
import type { CellTest } from './cell.ts';

/** How the rows that match make the result. */
export type HitPolicy =
  | 'unique'
  | 'any'
  | 'first'
  | 'priority'
  | 'rule order'
  | 'collect'
  | 'collect sum'
  | 'collect min'
  | 'collect max'
  | 'collect count';

export interface Table {
  readonly file: string;
  readonly hit: HitPolicy;
  readonly inputs: readonly Input[];
  readonly outputs: readonly Output[];
  readonly rows: readonly Row[];
  /** What no row gives, by output; undefined where the table does not say. */
  readonly otherwise: readonly unknown[] | undefined;
  /** Where it says what; `table` for what it does not say. */
  readonly settingLines: Readonly<Partial<Record<'hit' | 'outputs' | 'default', Lines>>> & { readonly table: Lines };
}

type Lines = readonly [first: number, last: number];

export interface Input {
  /** As the table writes it: `customer.tier`. */
  readonly name: string;
  /** Its place in the document. */
  readonly path: readonly string[];
  /** The values that it can have, where the table lists them. */
  readonly values: readonly unknown[] | undefined;
}

export interface Output {
  readonly name: string;
  /** From the one that wins to the one that loses, for the hit policy `priority`. */
  readonly values: readonly unknown[] | undefined;
}

export interface Row {
  /** From 1. */
  readonly number: number;
  /** `row 3`, or what the table calls it: `row "gold customers"`. */
  readonly name: string;
  /** What the table calls it. */
  readonly label?: string;
  readonly lines: Lines;
  /** JSON Pointer, in YAML and JSON. */
  readonly pointer?: string;
  /** For each input. */
  readonly tests: readonly CellTest[];
  /** For each output. */
  readonly results: readonly unknown[];
}
