/** Tables and views of Databricks, through a SQL warehouse. */
import type { Table } from '../table.ts';
import { dialect } from './dialect.ts';
import { ADDRESS, CREDENTIALS, openDatabricks } from './open-databricks.ts';

export const databricks: Table = {
  scheme: 'databricks',
  address: ADDRESS,
  credentials: CREDENTIALS,
  dialect,
  open: openDatabricks,
};
