/** Every kind of warehouse there is, one line a plug, and those that are known and not read yet. */
import { schemeOf } from '../storage/registry.ts';
import { clickhouse } from './clickhouse/index.ts';
import { postgres } from './postgres/index.ts';
import type { Table } from './table.ts';

export const tables: readonly Table[] = [postgres, clickhouse];

/** Warehouses by the schemes that their addresses would have. */
export const unreadTables: Readonly<Record<string, string>> = {
  trino: 'Trino',
  bigquery: 'BigQuery',
  snowflake: 'Snowflake',
  athena: 'Athena',
  databricks: 'Databricks',
};

/** Undefined where no warehouse has such addresses. */
export function tableFor(address: string): Table | undefined {
  const scheme = schemeOf(address);
  return tables.find((table) => table.scheme === scheme);
}
