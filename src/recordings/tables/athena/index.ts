/** Tables and views of Amazon Athena. */
import type { Table } from '../table.ts';
import { dialect } from '../trino/dialect.ts';
import { ADDRESS, CREDENTIALS, openAthena } from './open-athena.ts';

export const athena: Table = {
  scheme: 'athena',
  address: ADDRESS,
  credentials: CREDENTIALS,
  // https://aws.amazon.com/athena/pricing/
  price: 5,
  dialect,
  open: openAthena,
};
