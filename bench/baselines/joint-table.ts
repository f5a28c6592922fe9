/**
 * The flights' joint table, base tier × head tier, as hand-written SQL: what a database makes of the question when
 * nothing but the question is asked. Usage: node joint-table.ts FILE THREADS; prints rows as JSON.
 */
import { DuckDBInstance } from '@duckdb/node-api';
import { DELAY, DISTANCE } from '../fixtures/flights.ts';

const [, , path = '', threads = '2'] = process.argv;

const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
const answer = await connection.runAndReadAll(`
  SELECT ${tier(DELAY.base)} AS base, ${tier(DELAY.head)} AS head, count(*)::DOUBLE AS records
  FROM read_json(
    '${path}',
    format = 'newline_delimited',
    columns = {date: 'VARCHAR', delay: 'BIGINT', distance: 'BIGINT', origin: 'VARCHAR', destination: 'VARCHAR'}
  )
  GROUP BY ALL
`);
console.log(JSON.stringify(answer.getRowObjects()));

function tier(delay: number): string {
  return `CASE
    WHEN delay < ${delay} THEN 'none'
    WHEN distance <= ${DISTANCE.short} THEN 'short'
    WHEN distance <= ${DISTANCE.medium} THEN 'medium'
    ELSE 'long' END`;
}
