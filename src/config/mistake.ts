/** One mistake in weir.yml as the checks of this folder find it: by pointer. `load.ts` turns it into a line. */
import type { Problem } from '../errors.ts';
import { either } from '../format/listed.ts';

export interface Mistake extends Pick<Problem, 'message' | 'found' | 'expected' | 'nearest'> {
  /** JSON Pointer into weir.yml. */
  readonly pointer: string;
  /** What to point at: the key that the pointer ends in, or the value that stands there. */
  readonly at: 'key' | 'value';
}

const longest = 60;

/** A value as an error message quotes it: scalars as they are, cut when long; the rest by its type. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value !== 'string') return String(value);
  const characters = [...value];
  return JSON.stringify(characters.length > longest ? `${characters.slice(0, longest).join('')}…` : value);
}

/** `a`, `one of a or b`, `one of a, b or c`. */
export function oneOf(names: readonly string[]): string {
  return (names.length > 1 ? 'one of ' : '') + either(names);
}
