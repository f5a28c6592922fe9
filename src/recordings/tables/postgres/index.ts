/** Tables and views of PostgreSQL, and of what speaks its protocol and its SQL. */
import type { Table } from '../table.ts';
import { dialect } from './dialect.ts';
import { ADDRESS, CREDENTIALS, openPostgres } from './open-postgres.ts';

export const postgres: Table = {
  scheme: 'postgres',
  address: ADDRESS,
  credentials: CREDENTIALS,
  dialect,
  open: openPostgres,
};
