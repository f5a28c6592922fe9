/** Parquet: one row a record. Read page by page, and by DuckDB what that does not understand. */
import type { Format } from '../format.ts';
import { parquetFacts, parquetWarnings } from './facts.ts';
import { reader } from './reader.ts';

export const parquet: Format = {
  id: 'parquet',
  name: 'Parquet',
  extensions: ['parquet'],
  compressed: 'inside',
  needs: { addons: true },
  options: {},
  reader,
  numbered: true,
  entry: () => 'groups',
  count: ({ start, end }) => end - start,
  facts: parquetFacts,
  warnings: parquetWarnings,
};
