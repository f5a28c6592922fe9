/** What an artifact is about, as far as that can be told without running it: enough to find the traffic that it is made for. */

export interface Outline {
  /** Of a schema. */
  readonly describes?: Described;
  /** Paths into the document, each as its parts; absent where that cannot be told. */
  readonly reads?: readonly (readonly string[])[];
  /** Paths into the params. */
  readonly params?: readonly (readonly string[])[];
  /** Results that it can end with. */
  readonly answers?: readonly unknown[];
}

export interface Described {
  /** Of whole HTTP calls, request and response: what its schemas are of lies deeper. */
  readonly isOfCalls?: true;
  /** What the schema calls it, where that is the name of a table. */
  readonly name?: string;
  /** Names of an object's members. */
  readonly properties: readonly string[];
  readonly required: readonly string[];
  /** What a column of a CSV would hold for it, of members that are numbers, booleans or texts. */
  readonly types: ReadonlyMap<string, ColumnType>;
  /** Whether it asks for rows of another table that is called so. */
  readonly leadsTo?: (table: string) => boolean;
}

export type ColumnType = 'number' | 'boolean' | 'text';
