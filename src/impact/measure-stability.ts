/** `psi`, the population stability index, of categories and of numbers. */
import { baselineBins } from './baseline-bins.ts';
import { isNumberCell } from './cell.ts';
import { halfRecord } from './effective-records.ts';
import type { Histogram, OutputEvidence } from './evidence.ts';
import type { Formula } from './formula.ts';
import { marginalsOf } from './marginals.ts';
import { ofMargins } from './measure-category.ts';
import { finish, isEmpty } from './measure-histograms.ts';
import { pointsOf } from './points.ts';
import { populationStability } from './population-stability.ts';

export const measureStability: Formula = (observed) => {
  const { output, sampling } = observed;
  if (output.kind === 'category') {
    const half = halfRecord(output.total);
    return ofMargins(observed, (base, head) => populationStability(base, head, half));
  }
  if (!output.histograms) return undefined;
  const value = ofNumbers(output, output.histograms);
  return finish(value === undefined ? undefined : { value }, 'distance', sampling);
};

/** Decile bins of base for numbers; every cell that is no number is a bin of its own. */
function ofNumbers(
  output: OutputEvidence,
  { base, head }: { readonly base: Histogram; readonly head: Histogram },
): number | undefined {
  if (isEmpty(base)) return undefined;
  const binOf = baselineBins(base);
  const margins = marginalsOf(output.table.filter((row) => !isNumberCell(row.base) || !isNumberCell(row.head)));
  const words = margins.cells.map((cell, i) => ({ cell, base: margins.base[i] ?? 0, head: margins.head[i] ?? 0 }));
  const counts = new Map<number | string, { base: number; head: number }>();
  for (const { cell, base, head } of words) if (!isNumberCell(cell)) counts.set(cell, { base, head });
  for (const [side, histogram] of [
    ['base', base],
    ['head', head],
  ] as const) {
    for (const { x, weight } of pointsOf(histogram, 'middle')) {
      const count = counts.get(binOf(x)) ?? { base: 0, head: 0 };
      count[side] += weight;
      counts.set(binOf(x), count);
    }
  }
  const bins = [...counts.values()];
  return populationStability(
    bins.map((bin) => bin.base),
    bins.map((bin) => bin.head),
    halfRecord(output.total),
  );
}
