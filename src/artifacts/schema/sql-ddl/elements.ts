/** What stands between the parentheses of CREATE TABLE, and behind ADD: columns and constraints. */
import { type DdlColumn, readColumn } from './column.ts';
import { readConstraint } from './constraint.ts';
import { parted, withCommas } from './cursor.ts';
import type { Database, DdlTable } from './state.ts';
import type { Token } from './tokens.ts';

/** An element that is empty is a comma too many. */
export function elements(group: readonly Token[], database: Database): Token[][] {
  let isOpen = true;
  for (const [token, isComma] of withCommas(group)) {
    if (isComma && isOpen) database.mistakes.push({ message: 'a comma without a column before it', token });
    isOpen = isComma;
  }
  return parted(group);
}

export function addElement(tokens: readonly Token[], table: DdlTable, database: Database): void {
  const constraint = readConstraint(tokens);
  if (constraint === 'none') return;
  if (constraint) {
    table.constraints = [...table.constraints, constraint];
    return;
  }
  const column = readColumn(tokens);
  const [token] = tokens;
  if (!token) return;
  if (!column) database.mistakes.push({ message: `no column of ${table.name}`, token, expected: 'a name and a type' });
  else if (hasColumn(table, column)) {
    database.mistakes.push({
      message: `column ${column.name} stands twice in ${table.name}`,
      token,
      expected: 'each column once',
    });
  } else table.columns.push(column);
}

export function hasColumn({ columns }: DdlTable, column: DdlColumn): boolean {
  return columns.some((other) => other.name.length === column.name.length && isSame(other, column));
}

function isSame(one: DdlColumn, other: DdlColumn): boolean {
  if (one.isQuoted && other.isQuoted) return one.name === other.name;
  return one.name.toLowerCase() === other.name.toLowerCase();
}
