/** Tables and views of ClickHouse, over HTTP. */
import type { Table } from '../table.ts';
import { dialect } from './dialect.ts';
import { ADDRESS, CREDENTIALS, openClickHouse } from './open-clickhouse.ts';

export const clickhouse: Table = {
  scheme: 'clickhouse',
  address: ADDRESS,
  credentials: CREDENTIALS,
  dialect,
  open: openClickHouse,
};
