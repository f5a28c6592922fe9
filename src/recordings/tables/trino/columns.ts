/** The columns of a table of Trino or Athena. */
import type { Column, Session } from '../table.ts';
import { dialect, kindOf } from './dialect.ts';

/** None where the table is not there. https://trino.io/docs/current/language/types.html */
export async function columnsOf(
  [catalog, schema, table]: readonly [catalog: string, schema: string, table: string],
  rows: Session['rows'],
): Promise<Column[]> {
  const found = await Array.fromAsync(
    rows(
      `SELECT column_name, data_type FROM ${dialect.identifier(catalog)}.information_schema.columns
       WHERE table_schema = ${dialect.literal(schema)} AND table_name = ${dialect.literal(table)} ORDER BY ordinal_position`,
    ),
  );
  return found.map(([name, type]) => ({ name: name ?? '', type: type ?? '', kind: kindOf(type ?? '') }));
}
