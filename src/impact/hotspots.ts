/**
 * Where to look: the slices of the traffic, by one or two conditions, that change more often than the rest of it. They
 * explain and never decide.
 */
import { eBenjaminiHochberg } from './e-benjamini-hochberg.ts';
import { logEProcess } from './e-process.ts';
import { type Candidate, type Place, pickHotspots } from './hotspots-pick.ts';
import { type Condition, conditionOn, SAME, type SliceField, type SliceTable } from './slices.ts';

export interface Hotspot {
  readonly conditions: readonly Condition[];
  readonly output: string;
  readonly records: number;
  readonly changed: number;
  /** Changed share within. */
  readonly share: number;
  /** Changed share of all other records. */
  readonly rest: number;
  /** (changed − records × rest) / all changed. */
  readonly excess: number;
}

export interface HotspotSearch {
  /** Most excess first. */
  readonly hotspots: readonly Hotspot[];
  /** Slices that were compared with the whole. */
  readonly assessed: number;
  /** Slices of one condition with too few records. */
  readonly unassessed: number;
}

/** Share of the listed slices that may be there by chance. */
const FALSE_DISCOVERIES = 0.01;
/** Fewer records say nothing about a slice. */
const FEWEST_RECORDS = 200;
/** Fields whose pairs are searched. */
const PAIRED_FIELDS = 12;
/** A slice is worth a look from so much of all changes beyond the rest's share on. */
const LEAST_EXCESS = 0.01;
/** Odds of change inside over those outside: what is worth a look, and what a second condition must add to the first. */
const WORTH_A_LOOK = 1.25;
const CLEARLY_HIGHER = 2;

export function findHotspots(table: SliceTable): HotspotSearch {
  const fields = table.fields.map((field, index) => assessable(field, index));
  const searches = table.outputs.map((_output, index) => searchOutput(table, fields, index));
  const candidates = searches.flatMap(({ tested }) => tested);
  // Pairs that were not looked at count as tested too, for which were left out depends on the same records.
  const tests = searches.reduce((sum, { tests }) => sum + tests, 0);
  const logE = candidates.map((candidate) => candidate.logE);
  const believed = eBenjaminiHochberg(logE, FALSE_DISCOVERIES, tests).flatMap((index) => candidates[index] ?? []);
  return {
    hotspots: pickHotspots(table, believed).map((candidate) => toHotspot(table, candidate)),
    assessed: candidates.length,
    unassessed: fields.reduce((sum, field) => sum + field.small, 0),
  };
}

/** The slices of a field that hold enough records to be assessed. */
interface Assessable {
  /** Index of the field in the table. */
  readonly index: number;
  /** For each grain 1 + the index of its slice, among those that are large enough; 0 for the others. */
  readonly classOf: Uint16Array;
  /** For each class its slice. */
  readonly slices: readonly number[];
  readonly codes: Uint16Array;
  /** Slices with records, but too few. */
  readonly small: number;
}

function assessable({ codes, slices, sliceOf }: SliceField, index: number): Assessable {
  const records = new Uint32Array(slices.length);
  for (const code of codes) {
    const slice = sliceOf[code] ?? -1;
    if (slice >= 0) records[slice] = (records[slice] ?? 0) + 1;
  }
  const large = [...slices.keys()].filter((slice) => (records[slice] ?? 0) >= FEWEST_RECORDS);
  const small = records.reduce((count, n) => count + (n > 0 && n < FEWEST_RECORDS ? 1 : 0), 0);
  const classOf = Uint16Array.from(sliceOf, (slice) => large.indexOf(slice) + 1);
  return { index, classOf, slices: [-1, ...large], codes, small };
}

/** Counts of one output in each class of a field. */
interface Counted {
  readonly field: Assessable;
  readonly records: Uint32Array;
  readonly changed: Uint32Array;
  readonly best: number;
  readonly tested: readonly Candidate[];
}

function searchOutput(
  table: SliceTable,
  fields: readonly Assessable[],
  output: number,
): { readonly tested: readonly Candidate[]; readonly tests: number } {
  const codes = table.outputs[output]?.codes ?? new Uint8Array();
  const whole = { records: codes.length, changed: codes.reduce((sum, code) => sum + (code === SAME ? 0 : 1), 0) };
  if (whole.changed === 0) return { tested: [], tests: 0 };
  const singles = fields.map((field) => countSingles(field, codes, output, whole));
  const order = [...singles].sort((a, b) => b.best - a.best || a.field.index - b.field.index);
  const [paired, left] = [order.slice(0, PAIRED_FIELDS), order.slice(PAIRED_FIELDS)];
  const pairs = combinations(paired).flatMap(([a, b]) => countPairs(a, b, codes, output, whole));
  const tested = [...singles.flatMap((single) => single.tested), ...pairs];
  return { tested, tests: tested.length + leftOut(paired, left, whole.records) };
}

interface Total {
  readonly records: number;
  readonly changed: number;
}

function countSingles(field: Assessable, codes: Uint8Array, output: number, whole: Total): Counted {
  const records = new Uint32Array(field.slices.length);
  const changed = new Uint32Array(field.slices.length);
  for (let row = 0; row < codes.length; row += 1) {
    const found = field.classOf[field.codes[row] ?? 0] ?? 0;
    records[found] = (records[found] ?? 0) + 1;
    if (codes[row] !== SAME) changed[found] = (changed[found] ?? 0) + 1;
  }
  const tested = field.slices.flatMap((slice, index): Candidate[] => {
    const part = { records: records[index] ?? 0, changed: changed[index] ?? 0 };
    if (slice === -1 || part.records === whole.records) return [];
    return [candidateOf(output, [{ field: field.index, slice }], part, whole)];
  });
  return { field, records, changed, tested, best: Math.max(0, ...tested.map(({ logE }) => logE)) };
}

function countPairs(a: Counted, b: Counted, codes: Uint8Array, output: number, whole: Total): Candidate[] {
  const width = b.records.length;
  const records = new Uint32Array(a.records.length * width);
  const changed = new Uint32Array(records.length);
  const [classA, codesA, classB, codesB] = [a.field.classOf, a.field.codes, b.field.classOf, b.field.codes];
  for (let row = 0; row < codes.length; row += 1) {
    const cell = (classA[codesA[row] ?? 0] ?? 0) * width + (classB[codesB[row] ?? 0] ?? 0);
    records[cell] = (records[cell] ?? 0) + 1;
    if (codes[row] !== SAME) changed[cell] = (changed[cell] ?? 0) + 1;
  }
  const tested: Candidate[] = [];
  for (let i = 1; i < a.records.length; i += 1) {
    for (let j = 1; j < width; j += 1) {
      const part = { records: records[i * width + j] ?? 0, changed: changed[i * width + j] ?? 0 };
      if (part.records < FEWEST_RECORDS || part.records === whole.records) continue;
      const places = [
        { field: a.field.index, slice: a.field.slices[i] ?? 0 },
        { field: b.field.index, slice: b.field.slices[j] ?? 0 },
      ];
      const parents = [a, b].map((one, side) => {
        const index = side === 0 ? i : j;
        return { records: one.records[index] ?? 0, changed: one.changed[index] ?? 0 };
      });
      const pair = candidateOf(output, places, part, whole);
      tested.push({ ...pair, logE: Math.min(pair.logE, ...parents.map((parent) => added(part, parent))) });
    }
  }
  return tested;
}

/**
 * What is no slice to look at counts as no evidence, however sure it is: a smaller e-value is an e-value still, so the
 * rate of false discoveries holds for what is listed.
 */
function candidateOf(output: number, places: readonly Place[], part: Total, whole: Total): Candidate {
  const outside = { records: whole.records - part.records, changed: whole.changed - part.changed };
  const rest = outside.changed / outside.records;
  const excess = (part.changed - part.records * rest) / whole.changed;
  const isSmall = excess < LEAST_EXCESS || oddsRatio(part, outside) < WORTH_A_LOOK;
  const logE = isSmall
    ? Number.NEGATIVE_INFINITY
    : logEProcess(part.changed, part.records, whole.changed / whole.records);
  return { output, places, ...part, rest, excess, logE };
}

/** What a second condition adds to the slice that the first alone describes. */
function added(part: Total, parent: Total): number {
  const outside = { records: parent.records - part.records, changed: parent.changed - part.changed };
  if (outside.records === 0 || oddsRatio(part, outside) < CLEARLY_HIGHER) return Number.NEGATIVE_INFINITY;
  return logEProcess(part.changed, part.records, parent.changed / parent.records);
}

function oddsRatio(part: Total, outside: Total): number {
  const above = part.changed * (outside.records - outside.changed);
  const below = outside.changed * (part.records - part.changed);
  return above === 0 ? 0 : above / below;
}

/** How many pairs of slices can be large enough among the pairs of fields that were not searched. */
function leftOut(paired: readonly Counted[], left: readonly Counted[], records: number): number {
  const most = Math.floor(records / FEWEST_RECORDS);
  const pairs = [...combinations(left), ...left.flatMap((a) => paired.map((b) => [a, b] as const))];
  return pairs.reduce((sum, [a, b]) => sum + Math.min((a.records.length - 1) * (b.records.length - 1), most), 0);
}

function combinations<T>(items: readonly T[]): (readonly [T, T])[] {
  return items.flatMap((a, index) => items.slice(index + 1).map((b) => [a, b] as const));
}

function toHotspot({ fields, outputs }: SliceTable, candidate: Candidate): Hotspot {
  const { output, places, records, changed, rest, excess } = candidate;
  const conditions = places.flatMap(({ field: index, slice }) => {
    const field = fields[index];
    const grain = field?.slices[slice];
    return field && grain ? [conditionOn(field.pointer, grain)] : [];
  });
  return { conditions, output: outputs[output]?.name ?? '', records, changed, share: changed / records, rest, excess };
}
