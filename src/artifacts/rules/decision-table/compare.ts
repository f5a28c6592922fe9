/** The atomic changes between two tables: what they say of themselves, and row by row. */
import { align } from '../../diff/align.ts';
import { distance, type RowPart, rowParts } from './parts.ts';
import type { HitPolicy, Table } from './table.ts';

export type TableChange =
  | { readonly kind: 'hit' | 'outputs' | 'default' }
  /** Of rows that moved there are two, one that goes and one that comes. */
  | { readonly kind: 'row'; readonly base?: RowPart; readonly head?: RowPart; readonly moved?: true };

export interface Compared {
  readonly changes: readonly TableChange[];
  /** All rows of both sides in an order that keeps that of each; both sides where they belong together. */
  readonly rows: readonly { readonly base?: RowPart; readonly head?: RowPart; readonly change?: TableChange }[];
}

/** Where only which rows match counts, and not in which order they stand. */
const ORDERLESS: readonly HitPolicy[] = ['unique', 'any', 'collect sum', 'collect min', 'collect max', 'collect count'];

export function compareTables(base: Table, head: Table): Compared {
  const [before, after] = [rowParts(base), rowParts(head)];
  const pairs = align({
    base: before.length,
    head: after.length,
    same: (b, h) => before[b]?.identity === after[h]?.identity,
    distance: (b, h) => {
      const [one, other] = [before[b], after[h]];
      return one && other ? distance(one, other) : 2;
    },
  });
  const rows: { base?: RowPart; head?: RowPart; change?: TableChange }[] = [];
  let [b, h] = [0, 0];
  for (const [nextBase, nextHead] of [...pairs, [before.length, after.length] as const]) {
    rows.push(...before.slice(b, nextBase).map((part) => ({ base: part })));
    rows.push(...after.slice(h, nextHead).map((part) => ({ head: part })));
    const [one, other] = [before[nextBase], after[nextHead]];
    if (one && other) rows.push({ base: one, head: other });
    [b, h] = [nextBase + 1, nextHead + 1];
  }
  const gone = rows.filter((row) => !row.head);
  const isOrderless = base.hit === head.hit && ORDERLESS.includes(head.hit);
  const changes: TableChange[] = settingChanges(base, head);
  for (const row of rows) {
    if (row.change || (row.base && row.head?.identity === row.base.identity)) continue;
    const source = !row.base && gone.find((one) => !one.change && one.base?.identity === row.head?.identity);
    if (source) {
      if (isOrderless) {
        source.change = row.change = SILENT;
        continue;
      }
      source.change = { kind: 'row', base: source.base, moved: true };
      row.change = { kind: 'row', head: row.head, moved: true };
      changes.push(source.change, row.change);
    }
  }
  for (const row of rows) {
    if (row.change || (row.base && row.head?.identity === row.base.identity)) continue;
    row.change = { kind: 'row', ...(row.base && { base: row.base }), ...(row.head && { head: row.head }) };
    changes.push(row.change);
  }
  return { changes, rows };
}

/** Of a row that moved where that says nothing: it is where base has it. */
export const SILENT: TableChange = { kind: 'row', moved: true };

function settingChanges(base: Table, head: Table): TableChange[] {
  const said = (table: Table) => ({
    hit: table.hit,
    outputs: table.outputs.map(({ name, values }) => [name, table.hit === 'priority' ? values : undefined]),
    default: table.otherwise ?? null,
  });
  const [one, other] = [said(base), said(head)];
  return (['hit', 'outputs', 'default'] as const).flatMap((kind) =>
    JSON.stringify(one[kind]) === JSON.stringify(other[kind]) ? [] : [{ kind }],
  );
}
