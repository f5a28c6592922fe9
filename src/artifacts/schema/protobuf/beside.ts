/** What head's repository holds of a schema beside the files that the schema is made of. */

export interface Beside {
  /** Files of base that head has no longer. */
  readonly gone: ReadonlySet<string>;
  /** Packages of other files, of those that head's own files may have lost. */
  readonly packages: ReadonlySet<string>;
  /** Full names of what these files declare. */
  readonly names: ReadonlySet<string>;
}

export const NOTHING_BESIDE: Beside = { gone: new Set(), packages: new Set(), names: new Set() };
