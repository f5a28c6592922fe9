/** How outputs moved merge by merge: the moves of each value of each output, added up in the order of the merges. */
import type { Merge } from './merges.ts';
import type { Move } from './moves.ts';

export interface Trend {
  readonly pipeline: string;
  readonly output: string;
  readonly kind: Move['kind'];
  /** Merges that an edit of the pipeline was part of, oldest first. */
  readonly merges: readonly { readonly merge: Merge; readonly move: Move }[];
  /** Values that moved, the most moved first. */
  readonly lines: readonly TrendLine[];
}

export interface TrendLine {
  /** A value of a category, or `mean`. */
  readonly of: string;
  /** Where it stands after each merge, against the beginning; oldest first. */
  readonly points: readonly { readonly at: string; readonly total: number }[];
}

/** By pipeline and output, in the order of the alphabet. An output whose kind changed starts anew with it. */
export function trendsOf(merges: readonly Merge[]): Trend[] {
  const moves = merges.flatMap((merge) => (merge.record?.moves ?? []).map((move) => ({ merge, move })));
  const groups = Map.groupBy(moves, ({ move }) => JSON.stringify([move.pipeline, move.output]));
  return [...groups.values()]
    .flatMap((group) => {
      const newest = group.at(-1)?.move;
      if (!newest) return [];
      const { pipeline, output, kind } = newest;
      const changed = group.findLastIndex(({ move }) => move.kind !== kind);
      const same = group.slice(changed + 1);
      return [{ pipeline, output, kind, merges: same, lines: linesOf(same) }];
    })
    .toSorted((a, b) => compare(a.pipeline, b.pipeline) || compare(a.output, b.output));
}

/** How far the value moved since a time: the sum of its moves from then on. */
export function movedSince({ points }: TrendLine, time: string): number {
  const before = points.findLast(({ at }) => at < time)?.total ?? 0;
  return (points.at(-1)?.total ?? 0) - before;
}

function linesOf(group: Trend['merges']): TrendLine[] {
  const values = [...new Set(group.flatMap(({ move }) => move.steps.map((step) => step.of)))];
  const lines = values.map((of) => {
    let total = 0;
    const points = group.map(({ merge, move }) => {
      total += move.steps.find((step) => step.of === of)?.by ?? 0;
      return { at: merge.at, total };
    });
    return { of, points };
  });
  return lines.toSorted((a, b) => reach(b) - reach(a) || compare(a.of, b.of));
}

/** How far from the beginning it ever was. */
function reach({ points }: TrendLine): number {
  return Math.max(...points.map(({ total }) => Math.abs(total)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
