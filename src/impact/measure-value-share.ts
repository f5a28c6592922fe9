/** `share.<value>`: how much more or less often a category has one value, which is written as people call it. */
import { cellText } from './cell.ts';
import type { Cell, Row } from './evidence.ts';
import type { Formula, Parameters } from './formula.ts';
import { type Count, countWhere, measureNetShare } from './measure-count.ts';
import { missing } from './measured.ts';

/** So many values get a share of their own when no limit names them: those that move most. */
const LISTED = 20;

/** Those that move most and those that limits name, also where no record shows them. */
export const movingValues: Parameters = ({ margins, called }, named) => {
  const wanted = new Set(named);
  const moved = margins.cells
    .map((cell, i) => ({ cell, by: Math.abs((margins.head[i] ?? 0) - (margins.base[i] ?? 0)) }))
    .sort((a, b) => b.by - a.by);
  const listed = moved.slice(0, LISTED).map(({ cell }) => cell);
  const present = [...called].filter(([text]) => wanted.has(text)).map(([, cell]) => cell);
  const shown = [...new Set([...listed, ...present])].sort().map(cellText);
  return [...shown, ...named.filter((value) => !called.has(value))];
};

export const measureValueShare: Formula = ({ output, margins, called, sampling }, { name, parameter: value }) => {
  const quoted = JSON.stringify(value);
  const cell = called.get(value);
  // `rejected` beside a value `"rejected"`: whichever was taken, a limit could pass on the wrong one.
  if (cell !== undefined && sampling.aims.has(name) && value !== quoted && called.has(quoted))
    return missing('share', `${quoted} is also a value of the output; quoted, the limit is on that`, true);
  // A text that would read as something else is meant without its quotes too, as long as nothing else is called so.
  const meant = cell ?? margins.cells.find((known) => known === quoted);
  if (meant === undefined && output.folded) return missing('share', 'counted together with other rare values', true);
  const { gained, lost } = meant === undefined ? NOTHING : flows(output.table, meant);
  return measureNetShare(name, gained, lost, output.total, sampling);
};

/** A limit may name a value that no record shows; nothing of it moved. */
const NOTHING: Record<'gained' | 'lost', Count> = {
  gained: { records: 0, weight: 0 },
  lost: { records: 0, weight: 0 },
};

function flows(table: readonly Row[], cell: Cell): Record<'gained' | 'lost', Count> {
  return {
    gained: countWhere(table, (row) => row.head === cell && row.base !== cell),
    lost: countWhere(table, (row) => row.base === cell && row.head !== cell),
  };
}
