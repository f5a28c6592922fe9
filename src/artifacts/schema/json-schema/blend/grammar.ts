/** How the values of schema files are compared where edits are to be applied one by one. */
import type { Grammar, Pairing } from '../../../diff/grammar.ts';

/** A property that got another name is one that went and one that came, unless the schema itself says otherwise. */
export const grammar: Grammar = {
  fixedKeys: true,
  pairing: (key) => PAIRINGS.get(key) ?? 'alike',
  emptyIsAbsent: (key) => ABSENT_WHERE_EMPTY.has(key),
};

const PAIRINGS: ReadonlyMap<string, Pairing> = new Map([
  ['allOf', 'in-turn'],
  ['anyOf', 'in-turn'],
  ['enum', 'equal'],
  ['required', 'equal'],
  ['type', 'equal'],
  ['items', 'position'],
  ['oneOf', 'in-turn'],
  ['prefixItems', 'position'],
]);

const ABSENT_WHERE_EMPTY: ReadonlySet<string> = new Set([
  '$defs',
  'definitions',
  'dependentRequired',
  'dependentSchemas',
  'patternProperties',
  'properties',
  'required',
]);
