/** 200,000 real flights for the end-to-end tests: every fifteenth of the three million, as files and as plain columns. */
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { FLIGHTS } from '../../examples/demo/repository.ts';

export interface Flights {
  readonly parquet: string;
  readonly jsonl: string;
  readonly delay: readonly number[];
  readonly distance: readonly number[];
  readonly origin: readonly string[];
}

export async function takeFlights(directory: string): Promise<Flights> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const [parquet, jsonl] = [join(directory, 'flights.parquet'), join(directory, 'flights.jsonl')];
  await connection.run(`
    CREATE TABLE flights AS
      SELECT date, delay, distance, origin, destination
      FROM read_parquet('${FLIGHTS}', file_row_number = true)
      WHERE file_row_number % 15 = 0
      ORDER BY file_row_number`);
  await connection.run(`COPY flights TO '${parquet}' (FORMAT parquet, ROW_GROUP_SIZE 20480)`);
  await connection.run(`
    COPY (SELECT strftime(date, '%Y-%m-%dT%H:%M:%SZ') AS date, * EXCLUDE date FROM flights)
    TO '${jsonl}' (FORMAT json)`);
  const columns = await connection.runAndReadAll('SELECT delay::INTEGER, distance::INTEGER, origin FROM flights');
  const [delay = [], distance = [], origin = []] = columns.getColumns();
  connection.closeSync();
  instance.closeSync();
  return { parquet, jsonl, delay: delay.map(Number), distance: distance.map(Number), origin: origin.map(String) };
}
