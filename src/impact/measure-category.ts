/** Measures of a category: how its margins move, and each value's share. */

import { cellText, isFoldedCell } from './cell.ts';
import type { Cell, OutputEvidence, Row } from './evidence.ts';
import { jensenShannon } from './jensen-shannon.ts';
import { type Marginals, marginalsOf } from './marginals.ts';
import { anytime, type Count, countInterval, countWhere, measureNetShare } from './measure-count.ts';
import { exact, type Measured, missing, withoutInterval } from './measured.ts';
import { populationStability } from './population-stability.ts';
import { aimOf, halfRecord, type Sampling } from './sampling.ts';
import { totalVariation } from './total-variation.ts';

/** So many values get a share of their own when no limit names them: those that move most. */
const LISTED = 20;

/** `tv`, `psi`, `js` and `share.<value>`; the value as people write it. */
export function measureCategory(output: OutputEvidence, sampling: Sampling): Record<string, Measured> {
  const margins = marginalsOf(output.table);
  return {
    tv: measureTotalVariation(output, margins, sampling),
    psi: ofMargins(margins, sampling, (base, head) =>
      populationStability(base, head, halfRecord(output.total, sampling)),
    ),
    js: ofMargins(margins, sampling, jensenShannon),
    ...measureShares(output, margins, sampling),
  };
}

function ofMargins(
  { base, head }: Marginals,
  sampling: Sampling,
  distance: (base: readonly number[], head: readonly number[]) => number,
): Measured {
  if (!base.some((weight) => weight > 0)) return missing('distance', 'no data');
  const value = distance(base, head);
  return sampling.full ? exact(value, 'distance') : withoutInterval(value, 'distance');
}

/**
 * Where rare values are counted together, the distance of the table is a lower bound: inside each `other` at most the
 * smaller of both sides' mass may move as well, and never more than changed. What changed also bounds it at a partial
 * replay; that never shows a large distance early, which takes all values, those not met yet included.
 */
function measureTotalVariation(output: OutputEvidence, margins: Marginals, sampling: Sampling): Measured {
  const { total, changed } = output;
  if (total.weight === 0) return missing('distance', 'no data');
  const value = totalVariation(margins.base, margins.head);
  if (!sampling.full) {
    const bound = countInterval(changed, total, sampling, aimOf(sampling, 'tv'));
    return bound ? { ...anytime(value, 0, bound.high), unit: 'distance' } : withoutInterval(value, 'distance');
  }
  const hidden = margins.cells
    .map((cell, i) => (isFoldedCell(cell) ? Math.min(margins.base[i] ?? 0, margins.head[i] ?? 0) : 0))
    .reduce((sum, weight) => sum + weight / total.weight, 0);
  const most = Math.max(value, changed.weight / total.weight);
  return exact(value, 'distance', undefined, value, Math.min(most, value + hidden));
}

function measureShares(output: OutputEvidence, margins: Marginals, sampling: Sampling): Record<string, Measured> {
  const moved = margins.cells
    .map((cell, i) => ({ cell, by: Math.abs((margins.head[i] ?? 0) - (margins.base[i] ?? 0)) }))
    .sort((a, b) => b.by - a.by);
  const listed = moved.slice(0, LISTED).map(({ cell }) => cell);
  const named = margins.cells.filter((cell) => sampling.aims.has(`share.${cellText(cell)}`));
  const shares = [...new Set([...listed, ...named])].sort().map((cell) => {
    const measure = `share.${cellText(cell)}`;
    const { gained, lost } = flows(output.table, cell);
    return [measure, measureNetShare(measure, gained, lost, output.total, sampling)] as const;
  });
  return { ...Object.fromEntries(shares), ...absentShares(output, margins, sampling), ...unclear(margins, sampling) };
}

/**
 * A limit may name a value that no record shows; nothing of it moved, unless it hides in `other`. A text that would
 * read as something else (`"1"`, `"rejected"`) is meant without its quotes too, as long as nothing else is called so.
 */
function absentShares(output: OutputEvidence, margins: Marginals, sampling: Sampling): Record<string, Measured> {
  const present = new Set(margins.cells.map(cellText));
  const absent = namedValues(sampling).filter((value) => !present.has(value));
  const none: Count = { records: 0, weight: 0 };
  return Object.fromEntries(
    absent.map((value) => {
      const name = `share.${value}`;
      const quoted = JSON.stringify(value);
      if (!margins.cells.includes(quoted) && output.folded)
        return [name, missing('share', 'counted together with other rare values', true)];
      const { gained, lost } = margins.cells.includes(quoted)
        ? flows(output.table, quoted)
        : { gained: none, lost: none };
      return [name, measureNetShare(name, gained, lost, output.total, sampling)];
    }),
  );
}

/** `rejected` beside a value `"rejected"`: whichever was taken, a limit could pass on the wrong one. */
function unclear({ cells }: Marginals, sampling: Sampling): Record<string, Measured> {
  const present = new Set(cells.map(cellText));
  const both = namedValues(sampling).filter((value) => {
    const quoted = JSON.stringify(value);
    return value !== quoted && present.has(value) && present.has(quoted);
  });
  return Object.fromEntries(
    both.map((value) => [
      `share.${value}`,
      missing('share', `${JSON.stringify(value)} is also a value of the output; quoted, the limit is on that`, true),
    ]),
  );
}

/** The values whose shares have a limit, as they are written there. */
function namedValues({ aims }: Sampling): string[] {
  return [...aims.keys()].filter((name) => name.startsWith('share.')).map((name) => name.slice('share.'.length));
}

function flows(table: readonly Row[], cell: Cell): Record<'gained' | 'lost', Count> {
  return {
    gained: countWhere(table, (row) => row.head === cell && row.base !== cell),
    lost: countWhere(table, (row) => row.base === cell && row.head !== cell),
  };
}
