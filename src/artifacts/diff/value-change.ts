/** One atomic change between two YAML or JSON values, as `mergeTrees` finds it. */
export interface ValueChange {
  readonly change: 'changed' | 'added' | 'removed' | 'moved' | 'renamed';
  /** Into the head value; for what was removed, into the base value. */
  readonly pointer: string;
  /** The same place in the base value; none for what was added. */
  readonly basePointer?: string;
  /** The same place in the head value; none for what was removed. */
  readonly headPointer?: string;
  /** In the head file; for what was removed, those of what held it. */
  readonly lines: readonly [number, number];
  /** What stood there, as short text: a value, of a renamed member its key, of a moved item its pointer. */
  readonly base?: string;
  /** What stands there now. */
  readonly head?: string;
  /** Of something renamed: it was the only key of its mapping and so, where the language has any, an operation. */
  readonly operation?: boolean;
  /** Of items that came or went: the key that holds the list (`if`, `enum`), and how many they are. */
  readonly list?: string;
  readonly items?: number;
}
