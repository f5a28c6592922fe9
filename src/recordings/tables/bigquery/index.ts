/** Tables and views of BigQuery. */
import type { Table } from '../table.ts';
import { dialect } from './dialect.ts';
import { ADDRESS, CREDENTIALS, openBigQuery } from './open-bigquery.ts';

export const bigquery: Table = {
  scheme: 'bigquery',
  address: ADDRESS,
  credentials: CREDENTIALS,
  // https://cloud.google.com/bigquery/pricing, on demand
  price: 6.25,
  dialect,
  open: openBigQuery,
};
