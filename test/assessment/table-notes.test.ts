import { expect, it } from 'vitest';
import { tableNotes } from '../../src/assessment/table-notes.ts';
import { pipelineOf } from '../replay/setting.ts';

const pipeline = pipelineOf({ recording: { table: 'bigquery://acme/traffic.requests' } });

it('what counting read in a warehouse is told, with what it costs', () => {
  // 6.25 USD a TiB: 1.2 TB are 1.0914 TiB.
  expect(tableNotes(pipeline, { records: 10, distinct: 2, paid: { bytes: 1.2e12, price: 6.82 } })).toEqual([
    'counting recording "flights" for delay-compensation read 1200.0 GB in the warehouse, about 6.82 USD by its list of prices',
  ]);
  expect(tableNotes(pipeline, { records: 10, distinct: 2, paid: { bytes: 3_000_000, price: 0.000017 } })[0]).toContain(
    'read 3 MB in the warehouse, about 0.00 USD',
  );
  expect(tableNotes(pipeline, { records: 10, distinct: 2 })).toEqual([]);
});
