/**
 * Reads a weir.yml that may still be wrong: what is not there or of another type is empty. So that the rules that
 * JSON Schema can't say are checked in one go with those it can.
 */

/** The members of a map, in the order of the file. */
export function members(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

export function member(value: unknown, key: string): unknown {
  return members(value).find(([name]) => name === key)?.[1];
}

export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
