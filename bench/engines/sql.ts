import { DuckDBInstance } from '@duckdb/node-api';
import { type EngineRow, payments } from '../engine-row.ts';

const query = `SELECT CASE
  WHEN amount > 4900 THEN 'block'
  WHEN country IN ('BR', 'US') AND amount > 3000 THEN 'review'
  WHEN currency = 'SEK' THEN 'convert'
  WHEN amount < 50 THEN 'small'
  ELSE 'accept' END AS decision, amount * 0.01 AS fee
FROM input`;

interface Payment {
  readonly amount: number;
  readonly country: string;
  readonly currency: string;
}

export const row: EngineRow = {
  engine: 'sql',
  what: 'five branches, three columns',
  files: { 'payments.sql': query },
  documents: payments,
  async bare() {
    const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
    await connection.run('CREATE TABLE input (nr INTEGER, amount DOUBLE, country VARCHAR, currency VARCHAR)');
    return async (documents) => {
      const appender = await connection.createAppender('input');
      for (const [nr, { amount, country, currency }] of (documents as readonly Payment[]).entries()) {
        appender.appendInteger(nr);
        appender.appendDouble(amount);
        appender.appendVarchar(country);
        appender.appendVarchar(currency);
        appender.endRow();
      }
      appender.closeSync();
      const found = await connection.runAndReadAll(`${query} ORDER BY nr`);
      await connection.run('DELETE FROM input');
      return found.getRowObjectsJS();
    };
  },
  comparedWith: '@duckdb/node-api 1.5.6, rows appended to a table',
  limitedBy: 'rows go into DuckDB and back; Weir has to find out what types the documents hold',
};
