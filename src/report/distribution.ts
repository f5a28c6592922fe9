/** The distribution of an output at base and at head as a few rows of shares: what a bar chart made of text can show. */
import { plural, range } from '../format/numbers.ts';
import { cell } from './cell.ts';
import type { Bin, DistributionSide, OutputReport } from './report.generated.ts';

export interface ShareRow {
  readonly label: string;
  /** Shares of the side's total, 0 to 1. */
  readonly base: number;
  readonly head: number;
  /** Stands for all values that have no row of their own. */
  readonly rest?: boolean;
}

/**
 * At most `most` rows: bins for numbers, values otherwise; empty where either side has nothing to show. Shares of both
 * sides are of all that was replayed: what shows no number (`rejected`) has a row, too.
 */
export function shareRows({ distribution: { base, head } }: OutputReport, most: number): ShareRow[] {
  if (!base.bins?.length && !head.bins?.length) return valueRows(base, head, most);
  const words = wordRows(base, head);
  return toRows([...binRows(base.bins ?? [], head.bins ?? [], Math.max(2, most - words.length)), ...words]);
}

/** What stands beside bins, which are few: words of the replay, and rare values as one. */
function wordRows(base: DistributionSide, head: DistributionSide): ShareRow[] {
  const words = [...new Set([...Object.keys(base.counts ?? {}), ...Object.keys(head.counts ?? {})])];
  return words
    .map((word) => ({ label: cell(word), base: base.counts?.[word] ?? 0, head: head.counts?.[word] ?? 0 }))
    .toSorted((a, b) => b.base + b.head - a.base - a.head)
    .slice(0, mostWords);
}

const mostWords = 3;

/** The most moved values and the most frequent ones, in order of frequency at base; the others as one row. */
function valueRows(base: DistributionSide, head: DistributionSide, most: number): ShareRow[] {
  const before = new Map(Object.entries(base.counts ?? {}));
  const after = new Map(Object.entries(head.counts ?? {}));
  const rows = toRows(
    [...new Set([...before.keys(), ...after.keys()])].map((value) => ({
      label: cell(value),
      base: before.get(value) ?? 0,
      head: after.get(value) ?? 0,
    })),
  );
  const bySize = rows.toSorted((a, b) => b.base - a.base || b.head - a.head || (a.label < b.label ? -1 : 1));
  if (rows.length <= most) return bySize;
  const byMove = bySize.toSorted((a, b) => Math.abs(b.head - b.base) - Math.abs(a.head - a.base));
  const room = most - 1;
  const shown = new Set([...new Set([...byMove.slice(0, Math.ceil(room / 2)), ...bySize])].slice(0, room));
  const rest = rows.filter((row) => !shown.has(row));
  return [
    ...bySize.filter((row) => shown.has(row)),
    {
      label: plural(rest.length, 'other value'),
      rest: true,
      base: rest.reduce((sum, row) => sum + row.base, 0),
      head: rest.reduce((sum, row) => sum + row.head, 0),
    },
  ];
}

/** In requests. Neighbouring bins joined at round numbers between the tails (1 % on each side), which become a row each. */
function binRows(base: readonly Bin[], head: readonly Bin[], most: number): ShareRow[] {
  const all = [...base, ...head].toSorted((a, b) => a.low - b.low);
  const lows = [...new Set(all.map(({ low }) => low))];
  if (lows.length <= most) {
    return lows.map((low) => {
      const high = Math.max(...all.filter((bin) => bin.low === low).map((bin) => bin.high));
      const weigh = (bins: readonly Bin[]) => total(bins.filter((bin) => bin.low === low));
      return { label: range(low, high), base: weigh(base), head: weigh(head) };
    });
  }
  const edges = edgesOf(all, most);
  const starts = [Number.NEGATIVE_INFINITY, ...edges];
  return starts
    .map((start, index) => {
      const end = edges[index] ?? Number.POSITIVE_INFINITY;
      const weigh = (bins: readonly Bin[]) => total(bins.filter(({ low }) => low >= start && low < end));
      return { label: range(start, end), base: weigh(base), head: weigh(head) };
    })
    .filter((row) => row.base > 0 || row.head > 0);
}

/**
 * Where rows begin. One bin that holds nearly all leaves the tails wide: what lies there, however far, is cut by its own
 * size as far as there is room for more rows.
 */
function edgesOf(sorted: readonly Bin[], most: number): number[] {
  const edges = roundEdges(sorted, most);
  const [first, last] = [
    edges[0] ?? quantile(sorted, 0.01),
    Math.max(edges.at(-1) ?? Number.NEGATIVE_INFINITY, quantile(sorted, 0.99)),
  ];
  const above = tailEdges(
    sorted.filter(({ low }) => low > last),
    most - 1 - edges.length,
  );
  const below = tailEdges(
    sorted.filter(({ low }) => low < first),
    most - 1 - edges.length - above.length,
  ).slice(1);
  return [...below, ...edges, ...above];
}

/** Where the tail begins, and round numbers in it; at most `most` in all. */
function tailEdges(tail: readonly Bin[], most: number): number[] {
  const start = tail[0]?.low;
  if (start === undefined || most < 1) return [];
  return [start, ...(most < 2 ? [] : roundEdges(tail, most).filter((edge) => edge > start))];
}

/** At most `most - 1` round numbers, moved down to the start of a bin where one stretches over them. */
function roundEdges(sorted: readonly Bin[], most: number): number[] {
  const from = quantile(sorted, 0.01);
  const to = quantile(sorted, 0.99);
  const rough = (to - from || Math.abs(to) || 1) / Math.max(1, most - 2);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(from / step);
  const edges = Array.from({ length: most - 1 }, (_, index) => (first + index) * step).filter(
    (edge) => edge <= to + step,
  );
  return [...new Set(edges.map((edge) => sorted.find(({ low, high }) => low < edge && edge < high)?.low ?? edge))];
}

function quantile(sorted: readonly Bin[], share: number): number {
  const goal = total(sorted) * share;
  let seen = 0;
  for (const { low, weight } of sorted) {
    seen += weight;
    if (seen >= goal) return low;
  }
  return sorted.at(-1)?.low ?? 0;
}

function total(bins: readonly Bin[]): number {
  return bins.reduce((sum, { weight }) => sum + weight, 0);
}

function toRows(rows: readonly ShareRow[]): ShareRow[] {
  const sum = (side: 'base' | 'head') => rows.reduce((all, row) => all + row[side], 0) || 1;
  const [base, head] = [sum('base'), sum('head')];
  return rows.map((row) => ({ label: row.label, base: row.base / base, head: row.head / head }));
}
