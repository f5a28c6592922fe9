/** Tables and views of Snowflake, over its SQL API. */
import type { Table } from '../table.ts';
import { dialect } from './dialect.ts';
import { ADDRESS, CREDENTIALS, openSnowflake } from './open-snowflake.ts';

export const snowflake: Table = {
  scheme: 'snowflake',
  address: ADDRESS,
  credentials: CREDENTIALS,
  dialect,
  open: openSnowflake,
};
