/** How a language reads the mappings and lists of its files: what `mergeTrees` has to know to tell which parts belong together. */

/**
 * `alike`: items that share most. `equal`: only equal items, for sets. `in-turn`: equal items, then the first of the
 * others with the first. `position`: the first with the first, equal or not.
 */
export type Pairing = 'alike' | 'equal' | 'in-turn' | 'position';

export interface Grammar {
  /** A mapping with one key is an operation: its key may change while its arguments stay. */
  readonly operations?: boolean;
  /** How many items of the list under this key belong together and come and go as one; 1 by default. */
  readonly group?: (key: string) => number;
  /** Which items of the lists under this key belong together; by default those that are alike. */
  readonly pairing?: (key: string) => Pairing;
  /** Members never keep what they hold under another key; by default they may. */
  readonly fixedKeys?: boolean;
  /** Under this key an empty mapping or list says the same as none at all, so that its members come and go one by one. */
  readonly emptyIsAbsent?: (key: string) => boolean;
}
