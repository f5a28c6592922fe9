/** Of many slices that overlap, the few that together say what there is to say. `findHotspots` calls this. */
import { SAME, type SliceTable } from './slices.ts';

export interface Place {
  /** Index of a field of the table. */
  readonly field: number;
  /** Index of one of its slices. */
  readonly slice: number;
}

/** A slice that was assessed for one output. */
export interface Candidate {
  /** Index of an output of the table. */
  readonly output: number;
  readonly places: readonly Place[];
  readonly records: number;
  readonly changed: number;
  readonly rest: number;
  readonly excess: number;
  readonly logE: number;
}

const LISTED = 10;
/** Slices that are compared record by record, those with most excess. */
const COMPARED = 200;
/** A slice whose changed records are to such a share those of a better one says the same again. */
const SAME_RECORDS = 0.8;

/** At most ten, most excess first. */
export function pickHotspots(table: SliceTable, candidates: readonly Candidate[]): Candidate[] {
  const ranked = candidates
    .filter((one) => !candidates.some((other) => explains(other, one)))
    .sort((a, b) => b.excess - a.excess || a.places.length - b.places.length || comparePlaces(a, b))
    .slice(0, COMPARED);
  const picked: Candidate[] = [];
  /** For each record a bit for each picked slice whose changed records it is among. */
  const seen = new Uint16Array(table.records);
  const changed = table.outputs.map(({ codes }) => changedRows(codes));
  for (const candidate of ranked) {
    if (picked.length === LISTED) break;
    const rows = rowsWithin(table, candidate, changed[candidate.output] ?? new Uint32Array());
    const repeats = picked.some(
      (better, bit) => !isInside(candidate, better) && shared(rows, seen, bit) >= SAME_RECORDS * rows.length,
    );
    if (repeats) continue;
    for (const row of rows) seen[row] = (seen[row] ?? 0) | (1 << picked.length);
    picked.push(candidate);
  }
  return picked;
}

/**
 * True where `pair` is a slice of `single` without which that is hardly a hotspot any more. A pair is a candidate only
 * if it changes clearly more often than each of its conditions alone.
 */
function explains(pair: Candidate, single: Candidate): boolean {
  if (!isInside(pair, single)) return false;
  const without = single.changed - pair.changed - (single.records - pair.records) * single.rest;
  return without <= (1 - SAME_RECORDS) * (single.changed - single.records * single.rest);
}

function isInside(pair: Candidate, single: Candidate): boolean {
  const [place] = single.places;
  if (pair.places.length !== 2 || single.places.length !== 1 || pair.output !== single.output) return false;
  return pair.places.some(({ field, slice }) => field === place?.field && slice === place.slice);
}

function changedRows(codes: Uint8Array): Uint32Array {
  const rows = new Uint32Array(codes.length);
  let count = 0;
  for (let row = 0; row < codes.length; row += 1) {
    if (codes[row] === SAME) continue;
    rows[count] = row;
    count += 1;
  }
  return rows.subarray(0, count);
}

/** Those of the rows that lie in the slice. */
function rowsWithin({ fields }: SliceTable, { places }: Candidate, rows: Uint32Array): Uint32Array {
  return places.reduce((left, { field: index, slice }) => {
    const field = fields[index];
    if (!field) return left;
    const within = field.sliceOf.map((one) => one === slice);
    return left.filter((row) => within[field.codes[row] ?? 0]);
  }, rows);
}

function shared(rows: Uint32Array, seen: Uint16Array, bit: number): number {
  return rows.reduce((count, row) => count + (((seen[row] ?? 0) >> bit) & 1), 0);
}

function comparePlaces(a: Candidate, b: Candidate): number {
  const key = ({ output, places }: Candidate): number[] => [
    output,
    ...places.flatMap(({ field, slice }) => [field, slice]),
  ];
  const [one, two] = [key(a), key(b)];
  return one.map((part, index) => part - (two[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
