/** Bins as they are drawn: few, equally wide, over the range where nearly all of the traffic lies. */
import type { Bin } from '../../report.generated.ts';

/** Shares of each side's requests. */
interface Shares {
  readonly base: number;
  readonly head: number;
}

/** Those in one interval. */
export interface DrawnBin extends Shares {
  readonly low: number;
  readonly high: number;
}

export interface DrawnBins {
  readonly bins: readonly DrawnBin[];
  /** Shares of each side's requests that lie left and right of the drawn range. */
  readonly below: Shares;
  readonly above: Shares;
}

const mostBins = 40;
/** What may lie outside the picture at each end, so that one outlier does not flatten the rest. */
const tail = 0.005;
/** Narrower bins, relative to the numbers themselves, would lose their edges to rounding. */
const finest = 1e-10;
/** Far above the numbers that have lost digits to underflow. */
const smallest = 1e-290;

/**
 * Spreads the bins of both sides over about 40 of equal, round width. Undefined where neither side has requests, or where
 * the range is wider than a number can say.
 * @param beside requests of either side that show no number
 */
export function redraw(
  base: readonly Bin[],
  head: readonly Bin[],
  beside: { readonly base: number; readonly head: number } = { base: 0, head: 0 },
): DrawnBins | undefined {
  const totals = { base: weightOf(base) + beside.base, head: weightOf(head) + beside.head };
  const ranges = [base, head].filter((bins) => weightOf(bins) > 0).map(coreRange);
  if (ranges.length === 0) return undefined;
  const low = Math.min(...ranges.map((range) => range.low));
  const high = Math.max(...ranges.map((range) => range.high));
  const span = high - low || Math.abs(low) || 1;
  if (!Number.isFinite(span)) return undefined;
  const step = roundStep(Math.max(span / mostBins, Math.max(Math.abs(low), Math.abs(high)) * finest, smallest));
  const start = Math.floor(low / step);
  // A number on the right edge needs a bin of its own; an interval ends there.
  const isNumber = [...base, ...head].some((bin) => bin.low === high);
  const end = Math.max(start + 1, isNumber ? Math.floor(high / step) + 1 : Math.ceil(high / step));
  const edges = Array.from({ length: end - start + 1 }, (_, index) => round((start + index) * step));
  const baseShares = spread(base, edges, totals.base);
  const headShares = spread(head, edges, totals.head);
  return {
    bins: edges.slice(0, -1).map((edge, index) => ({
      low: edge,
      high: edges[index + 1] ?? edge,
      base: baseShares.inside[index] ?? 0,
      head: headShares.inside[index] ?? 0,
    })),
    below: { base: baseShares.below, head: headShares.below },
    above: { base: baseShares.above, head: headShares.above },
  };
}

/** True where the bins are single numbers, few enough to stand side by side, or where there are none. */
export function areFewValues(bins: readonly Bin[]): boolean {
  return bins.every((bin) => bin.low === bin.high) && new Set(bins.map((bin) => bin.low)).size <= 10;
}

function weightOf(bins: readonly Bin[]): number {
  return bins.reduce((sum, bin) => sum + bin.weight, 0);
}

function coreRange(bins: readonly Bin[]): { low: number; high: number } {
  const sorted = bins.filter((bin) => bin.weight > 0).sort((a, b) => a.low - b.low);
  return { low: firstBeyond(sorted, tail).low, high: firstBeyond(sorted.reverse(), tail).high };
}

function firstBeyond(bins: readonly Bin[], share: number): Bin {
  const enough = weightOf(bins) * share;
  let seen = 0;
  const found = bins.find((bin) => {
    seen += bin.weight;
    return seen > enough;
  });
  return found ?? { low: 0, high: 0, weight: 0 };
}

/** The next of 1, 2, 5, 10, … at or above a width. */
export function roundStep(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= width * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** 0.30000000000000004 → 0.3 */
function round(value: number): number {
  return Number(value.toPrecision(12));
}

/** A bin that crosses edges gives each part its portion, as if its requests lay evenly in it. */
function spread(bins: readonly Bin[], edges: readonly number[], total: number) {
  const inside = new Array<number>(edges.length - 1).fill(0);
  const first = edges[0] ?? 0;
  const last = edges.at(-1) ?? 0;
  let below = 0;
  let above = 0;
  for (const { low, high, weight } of total > 0 ? bins : []) {
    const share = weight / total;
    if (low === high) {
      const index = edges.findLastIndex((edge) => edge <= low);
      if (index < 0) below += share;
      else if (index >= inside.length) above += share;
      else inside[index] = (inside[index] ?? 0) + share;
      continue;
    }
    const part = (from: number, to: number) =>
      (share * Math.max(0, Math.min(high, to) - Math.max(low, from))) / (high - low);
    below += part(low, first);
    above += part(last, high);
    for (let index = 0; index < inside.length; index += 1) {
      inside[index] = (inside[index] ?? 0) + part(edges[index] ?? 0, edges[index + 1] ?? 0);
    }
  }
  return { inside, below, above };
}
