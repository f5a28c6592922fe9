/** What the two engines that evaluate JSONLogic understand differently; the rest of this folder serves them both. */
export interface Dialect {
  /** Engine id, for messages. */
  readonly id: string;
  readonly operators: ReadonlySet<string>;
  /** Operators that the library has and Weir refuses, each with the reason. */
  readonly refused: ReadonlyMap<string, string>;
  /** Operators that read the data by path, with the positions of the paths among their arguments. */
  readonly paths: ReadonlyMap<string, (position: number) => boolean>;
  /** Operators whose argument is data and not a rule. */
  readonly literals: ReadonlySet<string>;
  /** Operators whose argument is a mapping of names to rules. */
  readonly mappings: ReadonlySet<string>;
  /** An object with several keys, the first of them an operator, is an error and not data. */
  readonly ambiguousLiterals: boolean;
}

/** Sets of positions for `paths`. */
export const everywhere = (): boolean => true;
export const first = (position: number): boolean => position === 0;
export const second = (position: number): boolean => position === 1;
