/**
 * Which values of an output a report names. What fewer than ten records have could point at a person, and a category of
 * very many values is most likely a name or an id: both are counted together as `other`, in every part of a report, and
 * rare numbers as the range that they lie in.
 */
import type { PipelineConfig } from '../config/config.ts';
import { cellText, isFoldedCell, isNumberCell } from '../impact/cell.ts';
import type { Cell, OutputEvidence, Row } from '../impact/evidence.ts';
import { FEWEST_RECORDS } from '../impact/fewest-records.ts';
import { valueIn } from '../measures/find.ts';
import { displayEdges } from './edges.ts';

/** What stands for a cell in a report: itself, the range of a rare number, or `other`. */
export type Naming = (cell: Cell) => Cell;

/** More values than these are no vocabulary that people chose. */
export const MOST_NAMED = 50;

/** Not the values of anybody: what became of a record, what stands for any text, and what JSON itself calls so. */
const OUTCOME_CELLS = new Set(['rejected', 'failed', 'missing', 'empty', 'text', 'true', 'false', 'null']);

/** @param kept values, as people write them, that limits name: weir.yml says them anyway */
export function namingOf(output: OutputEvidence, kept: ReadonlySet<string> = new Set()): Naming {
  const { kind, table, folded } = output;
  const records = countSides(table);
  const isNumeric = kind === 'number' || kind === 'probability';
  const isCrowded = !isNumeric && (folded || [...records.keys()].filter(isOwn).length > MOST_NAMED);
  const range = rangesOf(output);
  return (cell) => {
    if (OUTCOME_CELLS.has(cell) || kept.has(cellText(cell)) || kept.has(unquoted(cell)) || isBin(cell)) return cell;
    if (!isCrowded && !isFoldedCell(cell) && (records.get(cell) ?? 0) >= FEWEST_RECORDS) return cell;
    return (isNumeric && isNumberCell(cell) && range(Number(cell))) || 'other';
  };
}

/** A rare number is told by the range that the output's picture has it in, where that has ranges. */
function rangesOf({ histograms }: OutputEvidence): (x: number) => Cell | undefined {
  const edges = histograms ? displayEdges(histograms.base, histograms.head) : [];
  return (x) => {
    const bin = edges.find(({ low, high }) => low <= x && x < high);
    return bin && `[${bin.low},${bin.high})`;
  };
}

/** The values that limits on an output name. */
export function keptOf({ limits }: PipelineConfig, output: string): ReadonlySet<string> {
  const own = limits.filter((limit) => limit.output === output);
  return new Set(own.flatMap(({ measure }) => valueIn(measure)?.value ?? []));
}

/** The measures without those that are called by a value that is not named. */
export function namedMeasures<T>(
  measures: Readonly<Record<string, T>>,
  output: OutputEvidence,
  kept: ReadonlySet<string>,
): Record<string, T> {
  const naming = namingOf(output, kept);
  const known = { answers: new Set(cellsOf(output.table).map(naming).map(cellText)), labels: namedLabels(output) };
  return Object.fromEntries(
    Object.entries(measures).filter(([name]) => {
      const about = valueIn(name);
      return !about || kept.has(about.value) || known[about.of].has(about.value);
    }),
  );
}

/** Classes that enough records are labelled with. */
export function namedLabels({ labels }: OutputEvidence): ReadonlySet<string> {
  const records = new Map<Cell, number>();
  for (const row of labels?.table ?? []) records.set(row.label, (records.get(row.label) ?? 0) + row.records);
  const named = [...records].filter(([cell, own]) => OUTCOME_CELLS.has(cell) || own >= FEWEST_RECORDS);
  return new Set(records.size > MOST_NAMED ? [] : named.map(([cell]) => cellText(cell)));
}

/** Of each cell the records of the side that has more of it. */
function countSides(table: readonly Row[]): ReadonlyMap<Cell, number> {
  const sides = (['base', 'head'] as const).map((side) => {
    const records = new Map<Cell, number>();
    for (const row of table) records.set(row[side], (records.get(row[side]) ?? 0) + row.records);
    return records;
  });
  return new Map(cellsOf(table).map((cell) => [cell, Math.max(...sides.map((side) => side.get(cell) ?? 0))]));
}

function cellsOf(table: readonly Row[]): Cell[] {
  return [...new Set(table.flatMap(({ base, head }) => [base, head]))];
}

function isOwn(cell: Cell): boolean {
  return !OUTCOME_CELLS.has(cell);
}

/** A range says no number that a record has. */
function isBin(cell: Cell): boolean {
  return cell.startsWith('[') && isNumberCell(cell);
}

/** Limits may name a text without the quotes that tell it from a word. */
function unquoted(cell: Cell): string {
  if (!cell.startsWith('"')) return cell;
  const text: unknown = JSON.parse(cell);
  return typeof text === 'string' ? text : cell;
}
