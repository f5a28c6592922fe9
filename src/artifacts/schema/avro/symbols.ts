/** Reads the symbols of an enum, and its default. */
import type { Json } from './definitions.ts';
import type { Place } from './model.ts';
import { brief, type Notes } from './notes.ts';

/** Of symbols and fields. https://avro.apache.org/docs/1.12.0/specification/#names */
export const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

export function readSymbols(
  value: Json,
  at: Place,
  notes: Notes,
): { readonly symbols: ReadonlySet<string>; readonly fallback?: string } {
  const place = { ...at, pointer: `${at.pointer}/symbols` };
  const named = texts(value.symbols);
  if (!Array.isArray(value.symbols) || named.length !== value.symbols.length) {
    notes.mistake(place, 'an enum without symbols', { found: brief(value.symbols), expected: 'a list of names' });
  }
  const symbols = new Set<string>();
  for (const [index, symbol] of named.entries()) {
    const here = { ...place, pointer: `${place.pointer}/${index}` };
    if (!NAME.test(symbol)) notes.mistake(here, 'no valid name of a symbol', { found: brief(symbol) });
    if (symbols.has(symbol)) notes.mistake(here, `symbol ${symbol} stands twice`);
    symbols.add(symbol);
  }
  const { default: fallback } = value;
  if (fallback === undefined) return { symbols };
  if (typeof fallback === 'string' && symbols.has(fallback)) return { symbols, fallback };
  const expected = `one of ${named.join(', ')}`;
  notes.mistake({ ...at, pointer: `${at.pointer}/default` }, 'a default that is no symbol', {
    found: brief(fallback),
    expected,
  });
  return { symbols };
}

export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
