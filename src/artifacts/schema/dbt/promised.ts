/** What a constraint or a test promises, in the words of tables. */
import type { Accepted, Key, Limit, LimitName, Relationship, Rule, Spot } from '../table/model.ts';

export interface Promises {
  /** By the names of columns. */
  readonly required: ReadonlyMap<string, Spot>;
  readonly accepted: Iterable<readonly [column: string, Accepted]>;
  readonly limits: readonly (readonly [column: string, name: LimitName, limit: Limit])[];
  readonly primaryKeys: readonly Key[];
  readonly uniques: readonly Key[];
  readonly relationships: readonly Relationship[];
  readonly rules: readonly Rule[];
}

export const EMPTY: Promises = {
  required: new Map(),
  accepted: [],
  limits: [],
  primaryKeys: [],
  uniques: [],
  relationships: [],
  rules: [],
};
