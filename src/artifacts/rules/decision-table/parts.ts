/** A table as parts that can be exchanged one by one: what it says of itself, and its rows. */
import type { CellTest } from './cell.ts';
import type { Row, Table } from './table.ts';

/** A row by the names of its columns, so that a column more changes only rows that use it. */
export interface RowPart {
  readonly row: Row;
  readonly when: ReadonlyMap<string, string>;
  readonly then: ReadonlyMap<string, string>;
  /** Equal for rows that say the same. */
  readonly identity: string;
}

export function rowParts({ rows, inputs, outputs }: Table): RowPart[] {
  return rows.map((row) => {
    const when = new Map(
      inputs.flatMap(({ name }, at) => {
        const test = row.tests[at];
        return test && !test.isAny ? [[name, meaningOf(test)] as const] : [];
      }),
    );
    const then = new Map(outputs.map(({ name }, at) => [name, JSON.stringify(row.results[at] ?? null)]));
    return { row, when, then, identity: JSON.stringify([[...when].sort(), [...then].sort()]) };
  });
}

/** The same text for cells that accept the same in another form: `>=3` and `>= 3.0`. */
function meaningOf({ tests, negated }: CellTest): string {
  const said = tests.map((test) => {
    if (test.kind === 'equal') return shown(test.value);
    const { low, high } = test;
    if (low && high)
      return `${low.included ? '[' : '('}${shown(low.value)}..${shown(high.value)}${high.included ? ']' : ')'}`;
    if (low) return `${low.included ? '>=' : '>'} ${shown(low.value)}`;
    return `${high?.included ? '<=' : '<'} ${shown(high?.value ?? null)}`;
  });
  said.sort();
  return negated ? `not(${said.join(', ')})` : said.join(', ');
}

function shown(value: string | number | boolean | null): string {
  return JSON.stringify(value);
}

/** Cells that differ, of all that either row has, from 0 to 2; half of it for rows of the same name. */
export function distance(one: RowPart, other: RowPart): number {
  const names = [...new Set([...one.when.keys(), ...other.when.keys()])];
  const results = [...new Set([...one.then.keys(), ...other.then.keys()])];
  const all = names.length + results.length;
  if (all === 0) return 0;
  const differing =
    names.filter((name) => one.when.get(name) !== other.when.get(name)).length +
    results.filter((name) => one.then.get(name) !== other.then.get(name)).length;
  const isNamed = one.row.label !== undefined && one.row.label === other.row.label;
  return ((isNamed ? 1 : 2) * differing) / all;
}
