/**
 * What tells the records of one transition from all others: the fewest conditions that cover them and hardly anything
 * else, found by the harmonic mean of coverage and precision (F1).
 */
import { bestChoice, type Choice, f1Of, type Group, takesAll } from './contrasts-choice.ts';
import { FEWEST_RECORDS } from './fewest-records.ts';
import { type Condition, OTHERWISE, SAME, type SliceField, type SliceTable } from './slices.ts';

export interface Contrast {
  readonly output: string;
  readonly base: string;
  readonly head: string;
  readonly conditions: readonly Condition[];
  /** Records with the transition. */
  readonly records: number;
  /** Share of them that meet the conditions. */
  readonly covered: number;
  /** Share of the records that meet the conditions which have the transition. */
  readonly precision: number;
}

/** Below such an F1 the conditions explain too little to be worth reading. */
const WORTH_READING = 0.5;
/** What a second condition must add to F1. */
const WORTH_A_SECOND = 0.05;
/** Fields whose pairs are searched. */
const PAIRED_FIELDS = 5;
/** Turns in which two conditions are fitted to each other; they hardly ever need more than two. */
const TURNS = 5;

/** One entry at most for each transition that the table tells apart, in the order of outputs and transitions. */
export function findContrasts(table: SliceTable): Contrast[] {
  const fields = table.fields.map(joinRareGrains);
  return table.outputs.flatMap((output) => {
    const singles = fields.map((field) => countByCode(field, output.codes));
    return output.transitions.flatMap((transition, index): Contrast[] => {
      const code = index + 1;
      const records = output.codes.reduce((sum, one) => sum + (one === code ? 1 : 0), 0);
      if (code >= OTHERWISE || records < FEWEST_RECORDS) return [];
      const found = explain(fields, singles, output.codes, code, records);
      return found ? [{ output: output.name, ...transition, records, ...found }] : [];
    });
  });
}

/** A field whose bins are joined with their neighbours until none is rare. */
interface Joined {
  readonly pointer: string;
  readonly codes: Uint16Array;
  /** For each grain the index of its part. */
  readonly partOf: readonly number[];
  readonly parts: readonly Part[];
}

interface Part {
  readonly records: number;
  readonly text?: string;
  readonly low?: number;
  readonly high?: number;
}

function joinRareGrains({ pointer, codes, grains }: SliceField): Joined {
  const records = new Uint32Array(grains.length);
  for (const code of codes) records[code] = (records[code] ?? 0) + 1;
  const parts: Part[] = [];
  const partOf: number[] = [];
  for (const [index, grain] of grains.entries()) {
    const own = { ...grain, records: records[index] ?? 0 };
    const before = parts.at(-1);
    // The last numbers may be rare as well and then belong to those before them.
    const isBin = own.low !== undefined && own.text === undefined;
    const next = grains[index + 1]?.low !== undefined;
    if (
      isBin &&
      before?.low !== undefined &&
      (before.records < FEWEST_RECORDS || (!next && own.records < FEWEST_RECORDS))
    )
      parts[parts.length - 1] = { low: before.low, high: own.high, records: before.records + own.records };
    else parts.push(own);
    partOf.push(parts.length - 1);
  }
  return { pointer, codes, partOf, parts };
}

/** Records of each part: how many there are with each code of an output. */
type Counted = readonly Uint32Array[];

function countByCode({ codes, partOf, parts }: Joined, outcomes: Uint8Array): Counted {
  const width = OTHERWISE + 1;
  const counts = new Uint32Array(parts.length * width);
  for (let row = 0; row < outcomes.length; row += 1) {
    const cell = (partOf[codes[row] ?? 0] ?? 0) * width + (outcomes[row] ?? SAME);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return parts.map((_part, index) => counts.subarray(index * width, (index + 1) * width));
}

type Explanation = Pick<Contrast, 'conditions' | 'covered' | 'precision'>;

function explain(
  fields: readonly Joined[],
  singles: readonly Counted[],
  outcomes: Uint8Array,
  code: number,
  wanted: number,
): Explanation | undefined {
  const ones = fields
    .map((field, index) => {
      const groups = groupsOf(field, (part) => singles[index]?.[part]?.[code] ?? 0);
      return { field, choice: bestChoice(groups, wanted) };
    })
    .sort((a, b) => f1Of(b.choice, wanted) - f1Of(a.choice, wanted));
  const [one] = ones;
  if (!one) return undefined;
  const twos = combinations(ones.slice(0, PAIRED_FIELDS)).map(([a, b]) => fitPair(a, b, outcomes, code, wanted));
  const two = twos.reduce<Two | undefined>(
    (best, next) => (best && f1Of(best.choice, wanted) >= f1Of(next.choice, wanted) ? best : next),
    undefined,
  );
  const better = two && f1Of(two.choice, wanted) >= f1Of(one.choice, wanted) + WORTH_A_SECOND ? two : undefined;
  const { choice } = better ?? one;
  const conditions = better ? better.conditions : conditionsOf(one.field, one.choice);
  if (f1Of(choice, wanted) < WORTH_READING || conditions.length === 0 || choice.records < FEWEST_RECORDS)
    return undefined;
  return { conditions, covered: choice.hits / wanted, precision: choice.hits / choice.records };
}

function groupsOf({ parts }: Joined, hitsOf: (part: number) => number, recordsOf?: (part: number) => number): Group[] {
  return parts.map((part, index) => ({
    isNumber: part.low !== undefined,
    isNamed: part.text !== undefined,
    hits: hitsOf(index),
    records: recordsOf ? recordsOf(index) : part.records,
  }));
}

interface One {
  readonly field: Joined;
  readonly choice: Choice;
}

interface Two {
  readonly conditions: readonly Condition[];
  readonly choice: Choice;
}

/** Two conditions, each fitted to what the other leaves over, from either side. */
function fitPair(a: One, b: One, outcomes: Uint8Array, code: number, wanted: number): Two {
  const table = countPair(a.field, b.field, outcomes, code);
  const fits = [fitted(a, b, table, wanted), fitted(b, a, flipped(table), wanted)];
  return fits.reduce((best, next) => (f1Of(next.choice, wanted) > f1Of(best.choice, wanted) ? next : best));
}

function fitted(first: One, second: One, table: PairCounts, wanted: number): Two {
  let one = first.choice;
  let two: Choice = { ...first.choice, groups: second.field.parts.map((_part, index) => index) };
  for (let turn = 0; turn < TURNS; turn += 1) {
    const before = f1Of(two, wanted);
    two = bestChoice(within(second.field, table, one), wanted);
    one = bestChoice(within(first.field, flipped(table), two), wanted);
    if (f1Of(one, wanted) <= before) break;
  }
  return { conditions: [...conditionsOf(first.field, one), ...conditionsOf(second.field, two)], choice: one };
}

interface PairCounts {
  readonly records: (a: number, b: number) => number;
  readonly hits: (a: number, b: number) => number;
}

function countPair(a: Joined, b: Joined, outcomes: Uint8Array, code: number): PairCounts {
  const width = b.parts.length;
  const records = new Uint32Array(a.parts.length * width);
  const hits = new Uint32Array(records.length);
  for (let row = 0; row < outcomes.length; row += 1) {
    const cell = (a.partOf[a.codes[row] ?? 0] ?? 0) * width + (b.partOf[b.codes[row] ?? 0] ?? 0);
    records[cell] = (records[cell] ?? 0) + 1;
    if (outcomes[row] === code) hits[cell] = (hits[cell] ?? 0) + 1;
  }
  return { records: (i, j) => records[i * width + j] ?? 0, hits: (i, j) => hits[i * width + j] ?? 0 };
}

function flipped({ records, hits }: PairCounts): PairCounts {
  return { records: (a, b) => records(b, a), hits: (a, b) => hits(b, a) };
}

/** Groups of a field among the records that another field's choice takes. */
function within(field: Joined, { records, hits }: PairCounts, { groups }: Choice): Group[] {
  const sum = (count: PairCounts['hits'], part: number): number =>
    groups.reduce((total, other) => total + count(other, part), 0);
  return groupsOf(
    field,
    (part) => sum(hits, part),
    (part) => sum(records, part),
  );
}

/** None where the choice takes everything: that tells nothing apart. */
function conditionsOf({ pointer, parts }: Joined, choice: Choice): Condition[] {
  if (takesAll(choice, parts.length)) return [];
  const chosen = choice.groups.flatMap((index) => parts[index] ?? []);
  const [first, last] = [chosen[0], chosen.at(-1)];
  if (!choice.isRange || (chosen.length === 1 && first?.text !== undefined))
    return [{ pointer, values: chosen.flatMap(({ text }) => text ?? []) }];
  const numbers = parts.filter(({ low }) => low !== undefined);
  // Beyond the outermost numbers there is nothing, so no end has to be named, unless none would be.
  const open = { low: first === numbers[0], high: last === numbers.at(-1) };
  return [
    {
      pointer,
      ...((!open.low || open.high) && { low: first?.low }),
      ...(!open.high && { high: last?.high }),
    },
  ];
}

function combinations<T>(items: readonly T[]): (readonly [T, T])[] {
  return items.flatMap((a, index) => items.slice(index + 1).map((b) => [a, b] as const));
}
