/** Joins what shards left behind into one table of codes, in which no value that few records have is told apart. */
import { cellText as shownText } from '../../impact/cell.ts';
import { FEWEST_RECORDS } from '../../impact/fewest-records.ts';
import type { Grain, SliceField, SliceOutput, SliceTable } from '../../impact/slices.ts';
import { coarseBin } from '../evidence/bins.ts';
import { type ColumnParts, MOST_VALUES } from './column.ts';
import { digitsBin } from './digits.ts';
import type { SlicesParts, SlicesPass } from './pass.ts';

/** More numbers than this are shown in bins. */
const MOST_NUMBERS = 50;

/** `outputs`: the names of the pipeline's outputs. Which part came first makes no difference to what is counted. */
export function toTable(pass: SlicesPass, outputs: readonly string[], parts: readonly SlicesParts[]): SliceTable {
  const records = parts.reduce((sum, part) => sum + part.records, 0);
  const pointers = [...pass.declared, ...pass.found];
  return {
    records,
    fields: pointers.flatMap((pointer, index) => {
      const columns = parts.filter((part) => part.records > 0).flatMap((part) => part.columns[index] ?? []);
      return toField(pointer, columns, records) ?? [];
    }),
    outputs: outputs.map(
      (name, index): SliceOutput => ({
        name,
        codes: joined(
          new Uint8Array(records),
          parts.flatMap((part) => part.outputs[index] ?? []),
        ),
        transitions: pass.transitions[index] ?? [],
      }),
    ),
  };
}

/** Undefined where the field has too many values, or just one. */
function toField(pointer: string, columns: readonly ColumnParts[], records: number): SliceField | undefined {
  if (columns.some(({ keys }) => keys.length === 0)) return undefined;
  const values = new Set(columns.flatMap(({ keys }) => keys));
  const numbers = [...values].filter((key) => typeof key === 'number').length;
  const binned = columns.some((column) => column.binned) || numbers > MOST_NUMBERS || values.size > MOST_VALUES;
  const keyed = columns.map(({ keys, codes }) => ({ keys: binned ? keys.map(binOf) : keys, codes }));
  const counts = countKeys(keyed);
  if (counts.size > MOST_VALUES || counts.size < 2) return undefined;
  const { grains, grainOf } = toGrains(counts, binned);
  const codes = joined(
    new Uint16Array(records),
    keyed.map((column) => {
      const translated = column.keys.map((key) => grainOf.get(key) ?? 0);
      return column.codes.map((code) => translated[code] ?? 0);
    }),
  );
  return { pointer, codes, grains, ...toSlices(grains) };
}

type Key = number | string;

function binOf(key: Key): Key {
  return typeof key === 'number' ? digitsBin(key) : key;
}

function countKeys(columns: readonly Pick<ColumnParts, 'keys' | 'codes'>[]): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const { keys, codes } of columns) {
    const own = new Uint32Array(keys.length);
    for (const code of codes) own[code] = (own[code] ?? 0) + 1;
    for (const [code, key] of keys.entries()) counts.set(key, (counts.get(key) ?? 0) + (own[code] ?? 0));
  }
  return counts;
}

/** Values of few records are one grain without a name, numbers among them. */
function toGrains(
  counts: ReadonlyMap<Key, number>,
  binned: boolean,
): { readonly grains: Grain[]; readonly grainOf: ReadonlyMap<Key, number> } {
  const isKept = (key: Key): boolean => (binned && typeof key === 'number') || (counts.get(key) ?? 0) >= FEWEST_RECORDS;
  const kept = [...counts.keys()].filter(isKept);
  const numbers = kept.filter((key) => typeof key === 'number').sort((a, b) => a - b);
  const others = kept.filter((key) => typeof key === 'string').sort();
  const grains: Grain[] = [
    ...numbers.map((low, index) => ({
      // Bins without records belong to the one below, so that ranges have no gaps.
      low,
      high: numbers[index + 1] ?? Number.POSITIVE_INFINITY,
      ...(!binned && { text: String(low) }),
    })),
    ...others.map((text) => ({ text: shownText(text) })),
    {},
  ];
  const grainOf = new Map<Key, number>([...numbers, ...others].map((key, index) => [key, index]));
  for (const key of counts.keys()) if (!grainOf.has(key)) grainOf.set(key, grains.length - 1);
  return { grains, grainOf };
}

/** Bins of two digits are joined to those of 1, 2, 5; a grain without a name belongs to no slice. */
function toSlices(grains: readonly Grain[]): Pick<SliceField, 'slices' | 'sliceOf'> {
  const slices: Grain[] = [];
  const places = new Map<string, number>();
  const sliceOf = grains.map(({ text, low }) => {
    if (text === undefined && low === undefined) return -1;
    const name = text === undefined && low !== undefined ? coarseBin(low, 'number') : `= ${text}`;
    const known = places.get(name);
    if (known !== undefined) return known;
    slices.push(text === undefined ? toBin(name) : { text });
    places.set(name, slices.length - 1);
    return slices.length - 1;
  });
  return { slices, sliceOf };
}

/** `[20,50)` or `0`, as `coarseBin` names them. */
function toBin(name: string): Grain {
  const [low, high] = name.slice(1, -1).split(',').map(Number);
  return low === undefined || high === undefined ? { text: name } : { low, high };
}

function joined<Codes extends Uint8Array | Uint16Array>(whole: Codes, parts: readonly Codes[]): Codes {
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
