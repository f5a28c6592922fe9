/** What the rows that apply give together (DMN 1.5, 8.2.8). */
import { Broken } from './broken.ts';
import { isEqual } from './feel.ts';

/** A row that applies. */
export interface Result {
  /** From 1. */
  readonly row: number;
  /** The value of each of its outputs, evaluated when it is asked for. */
  cells(): readonly unknown[];
}

interface Outputs {
  assemble(cells: readonly unknown[]): unknown;
  /** Of each output the place of a value among its values. */
  readonly ranks: readonly ((value: unknown) => number)[];
  readonly width: number;
}

/** Throws Broken where more rows apply than may. */
export type Decide = (results: readonly Result[], outputs: Outputs) => unknown;

export const deciders: Readonly<Record<string, Decide>> = {
  UNIQUE: (results, { assemble }) => {
    const [first, second] = results;
    if (first && second) throw new Broken(`rows ${first.row} and ${second.row} both apply, of which one may`);
    return first ? assemble(first.cells()) : null;
  },
  ANY: ([first, ...others], { assemble }) => {
    const given = first?.cells();
    const other = others.find(({ cells }) => !isEqual(cells(), given));
    if (first && other) throw new Broken(`rows ${first.row} and ${other.row} both apply and give different results`);
    return given ? assemble(given) : null;
  },
  FIRST: ([first], { assemble }) => (first ? assemble(first.cells()) : null),
  PRIORITY: (results, outputs) => {
    const [first] = inOrder(results, outputs);
    return first ? outputs.assemble(first) : null;
  },
  'OUTPUT ORDER': (results, outputs) => inOrder(results, outputs).map((cells) => outputs.assemble(cells)),
  'RULE ORDER': (results, { assemble }) => results.map(({ cells }) => assemble(cells())),
  COLLECT: (results, { assemble }) => results.map(({ cells }) => assemble(cells())),
  'COLLECT COUNT': ({ length }) => length,
  'COLLECT SUM': aggregating((values) => values.reduce((sum, value) => sum + value, 0)),
  'COLLECT MIN': aggregating((values) => values.reduce((least, value) => Math.min(least, value))),
  'COLLECT MAX': aggregating((values) => values.reduce((most, value) => Math.max(most, value))),
};

/** By the place of the first output's value, then by that of the next; of equal ones the upper row comes first. */
function inOrder(results: readonly Result[], { ranks }: Outputs): readonly (readonly unknown[])[] {
  const placed = results.map((result) => {
    const cells = result.cells();
    return { cells, places: ranks.map((rank, at) => rank(cells[at])) };
  });
  placed.sort((a, b) => {
    const at = a.places.findIndex((place, index) => place !== b.places[index]);
    return at === -1 ? 0 : (a.places[at] ?? 0) - (b.places[at] ?? 0);
  });
  return placed.map(({ cells }) => cells);
}

/** Each output by itself; null where no row applies, or what is to be counted together is no number. */
function aggregating(together: (values: readonly number[]) => number): Decide {
  return (results, { assemble, width }) => {
    if (results.length === 0) return null;
    const rows = results.map(({ cells }) => cells());
    const columns = Array.from({ length: width }, (_, at) => rows.map((cells) => cells[at]));
    return assemble(
      columns.map((values) => (values.every((value) => typeof value === 'number') ? together(values) : null)),
    );
  };
}
