/** What records have at one place: how many something, of which types, and what stands beside it. */
import { compileRead, toPointer } from '../../document/pointer.ts';

export interface SeenPlace {
  found: number;
  readonly types: Set<string>;
  /** The place's own name, the names above it, and those that the first record without it has there. */
  readonly beside: { readonly name: string; readonly above: readonly string[]; names: readonly string[] };
  see(record: unknown): void;
}

export function seePlaces(path: readonly string[]): SeenPlace {
  const read = compileRead(toPointer(path));
  const above = path.slice(0, -1);
  const readAbove = compileRead(toPointer(above));
  let isKnown = false;
  const place: SeenPlace = {
    found: 0,
    types: new Set(),
    beside: { name: path.at(-1) ?? '', above, names: [] },
    see(record) {
      const value = read(record);
      if (value !== undefined && value !== null) {
        place.found += 1;
        place.types.add(typeOf(value));
      } else if (!isKnown) {
        isKnown = true;
        const parent = readAbove(record);
        if (typeOf(parent) === 'a map') place.beside.names = Object.keys(parent as object).slice(0, MOST_BESIDE);
      }
    },
  };
  return place;
}

const MOST_BESIDE = 200;

/** As sentences call it. */
export function typeOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return 'a number';
    case 'string':
      return 'text';
    case 'boolean':
      return 'true or false';
    default:
      return 'a map';
  }
}
