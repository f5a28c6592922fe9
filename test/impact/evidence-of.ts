/** Small evidence for tests, built from what base and head answered on each record. */
import type { Evidence, Histogram, OutputEvidence, OutputKind, Row, Sums, Tally } from '../../src/impact/evidence.ts';
import type { Aim, Sampling } from '../../src/impact/sampling.ts';

export type Pair = readonly [base: string, head: string, records?: number];

export function tally(records: number, weight = records, value = 0): Tally {
  return { records, weight, value };
}

export function table(pairs: readonly Pair[]): Row[] {
  return pairs.map(([base, head, records = 1]) => ({ base, head, records, weight: records, value: 0 }));
}

function sumsOf(quantities: Readonly<Record<string, readonly number[]>>): Sums {
  const records = Object.values(quantities)[0]?.length ?? 0;
  const sums = (power: number): Record<string, number> =>
    Object.fromEntries(Object.entries(quantities).map(([name, xs]) => [name, xs.reduce((s, x) => s + x ** power, 0)]));
  return { records, weight: records, sum: sums(1), square: sums(2) };
}

export function histogram(numbers: readonly number[]): Histogram {
  const counts = new Map<number, number>();
  for (const x of numbers) counts.set(x, (counts.get(x) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => a[0] - b[0]);
  return { exact: true, bins: sorted.map(([x, count]) => ({ low: x, high: x, records: count, weight: count })) };
}

/** A category, ranking or text from cells. */
export function categoryEvidence(pairs: readonly Pair[], extra: Partial<OutputEvidence> = {}): OutputEvidence {
  const rows = table(pairs);
  const count = (of: readonly Row[]): number => of.reduce((sum, row) => sum + row.records, 0);
  return {
    name: 'tier',
    kind: 'category',
    total: tally(count(rows)),
    changed: tally(count(rows.filter((row) => row.base !== row.head))),
    table: rows,
    folded: false,
    ...extra,
  };
}

/** A number from pairs; `null` and the words of cells are what is no number. */
export function numberEvidence(
  pairs: readonly (readonly [number | string, number | string])[],
  extra: Partial<OutputEvidence> = {},
): OutputEvidence {
  const usable = pairs.filter((pair): pair is readonly [number, number] => pair.every((x) => typeof x === 'number'));
  const numbers = (side: 0 | 1): number[] => pairs.map((pair) => pair[side]).filter((x) => typeof x === 'number');
  return {
    ...categoryEvidence(pairs.map(([base, head]) => [String(base), String(head)] as const)),
    name: 'amount',
    kind: 'number',
    histograms: { base: histogram(numbers(0)), head: histogram(numbers(1)) },
    sums: sumsOf({
      base: usable.map(([base]) => base),
      head: usable.map(([, head]) => head),
      difference: usable.map(([base, head]) => head - base),
      magnitude: usable.map(([base, head]) => Math.abs(head - base)),
      digits: usable.map(([base, head]) => (base === head ? 0 : Math.abs(base) + Math.abs(head))),
    }),
    ...extra,
  };
}

export function withSums(kind: OutputKind, quantities: Readonly<Record<string, readonly number[]>>): OutputEvidence {
  const sums = sumsOf(quantities);
  return { ...categoryEvidence([['same', 'same', sums.records]]), kind, sums };
}

export const otherwise: Aim = { alpha: 0.01, share: 0.01 };

export const fullReplay: Sampling = {
  full: true,
  population: 1,
  weighted: false,
  aims: new Map(),
  otherwise,
};

export function partOf(population: number, aims: Readonly<Record<string, Aim>> = {}): Sampling {
  return { full: false, population, weighted: false, aims: new Map(Object.entries(aims)), otherwise };
}

/** Evidence of a pipeline whose records all have outcome ok, replayed in full unless `recorded` says more. */
export function pipelineEvidence(outputs: readonly OutputEvidence[], extra: Partial<Evidence> = {}): Evidence {
  const replayed = outputs[0]?.total.records ?? 0;
  return {
    recorded: replayed,
    read: replayed,
    malformed: 0,
    malformedExamples: [],
    unreplayable: 0,
    replayed,
    effective: replayed,
    weighted: false,
    valued: false,
    outcomes: table([['ok', 'ok', replayed]]),
    reasons: [],
    outputs,
    segments: [],
    ...extra,
  };
}
