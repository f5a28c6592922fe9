/** Every kind of warehouse there is, one line a plug. */
import { schemeOf } from '../storage/registry.ts';
import { athena } from './athena/index.ts';
import { bigquery } from './bigquery/index.ts';
import { clickhouse } from './clickhouse/index.ts';
import { databricks } from './databricks/index.ts';
import { postgres } from './postgres/index.ts';
import { snowflake } from './snowflake/index.ts';
import type { Table } from './table.ts';
import { trino } from './trino/index.ts';

export const tables: readonly Table[] = [postgres, clickhouse, trino, bigquery, snowflake, athena, databricks];

/** Undefined where no warehouse has such addresses. */
export function tableFor(address: string): Table | undefined {
  const scheme = schemeOf(address);
  return tables.find((table) => table.scheme === scheme);
}
