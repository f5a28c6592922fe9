/** What is read of CREATE TABLE, and which values fit its types, beside what DuckDB makes of the same. */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDdl } from '../../../../src/artifacts/schema/sql-ddl/read.ts';
import { describeType, readType } from '../../../../src/artifacts/schema/table/types.ts';
import { fitsOf } from '../../../../src/artifacts/schema/table/values.ts';

let instance: DuckDBInstance;
let database: DuckDBConnection;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  database = await instance.connect();
});
afterAll(() => {
  database.closeSync();
  instance.closeSync();
});

const DEFINITIONS = [
  'a integer NOT NULL, b bigint, c smallint, d int2, e int8 NOT NULL, f tinyint, g hugeint, h ubigint',
  'a numeric(10,2), b decimal(5, 0) NOT NULL, c double precision, d real, e float, f float8, g float4',
  'a text, b timestamp with time zone, c timestamp NOT NULL, d date, e time, f timestamptz, g datetime',
  'a boolean DEFAULT true NOT NULL, b bool, c bytea, d blob, e uuid, f json, g int[], h text[], i double[] NOT NULL',
  '"Order Date" date, "select" int NOT NULL, b int PRIMARY KEY, c text UNIQUE CHECK (c <> \'\')',
  "a text DEFAULT 'it''s, (not) NULL', b int DEFAULT (1 + 2) NOT NULL, c int CHECK (c > 0 AND c < 10), PRIMARY KEY (b)",
  'a int, -- NOT NULL\n b int /* , c int NOT NULL */ NOT NULL, CONSTRAINT k UNIQUE (a, b), CHECK (a > b)',
];

test.each(DEFINITIONS)('columns of (%s)', async (definition) => {
  const sql = `CREATE TABLE t (${definition})`;
  await database.run(`CREATE OR REPLACE TABLE t (${definition})`);
  const reader = await database.runAndReadAll(
    "SELECT column_name, data_type, is_nullable FROM duckdb_columns() WHERE table_name = 't' ORDER BY column_index",
  );
  const wanted = reader.getRows().map(([name, type, isNullable]) => {
    return [name, describeType(readType(String(type))).replace('single-precision ', ''), isNullable];
  });

  const { tables, mistakes } = openDdl({ path: 't.sql', kind: 'schema', files: new Map([['t.sql', sql]]) });

  const found = [...(tables[0]?.columns.values() ?? [])].map(({ name, type, required }) => {
    return [name, type && describeType(type.type).replace('single-precision ', ''), required === undefined];
  });
  expect(mistakes).toEqual([]);
  expect(found).toEqual(wanted);
});

const TEXTS = [
  ...[
    '1',
    '-7',
    '+3',
    '0',
    '32768',
    '2147483647',
    '2147483648',
    '-2147483649',
    '9223372036854775808',
    '1.25',
    '1e3',
    'abc',
    '',
  ],
  ...['12345678.25', '99999999.99', '123456789.5', '.5', '5.', 'NaN', 'inf', 'true', 'F', 'yes', 'maybe'],
  ...[
    '2024-02-29',
    '2023-02-29',
    '2024-13-01',
    '2024-00-10',
    '24-01-01',
    '2024-01-01T10:00:00Z',
    '2024-01-01 10:00:00.123',
  ],
  ...['2024-01-01 10:00:00+02', '10:15:00', '25:00:00', '10:15', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'a0eebc99'],
];

/** Where DuckDB is laxer, or stricter, and why Weir is not. */
const APART: Readonly<Record<string, string>> = {
  'INTEGER 1.25': 'DuckDB rounds, and what was recorded of such a column would be whole',
  'SMALLINT 1.25': 'as above',
  'BIGINT 1.25': 'as above',
  'INTEGER .5': 'as above',
  'SMALLINT .5': 'as above',
  'BIGINT .5': 'as above',
  'INTEGER 5.': 'a whole number has no point in any export',
  'SMALLINT 5.': 'as above',
  'BIGINT 5.': 'as above',
  'INTEGER 1e3': 'nor an exponent',
  'SMALLINT 1e3': 'as above',
  'BIGINT 1e3': 'as above',
  'BIGINT 12345678.25': 'rounded',
  'INTEGER 12345678.25': 'rounded',
  'INTEGER 99999999.99': 'rounded',
  'BIGINT 99999999.99': 'rounded',
  'INTEGER 123456789.5': 'rounded',
  'BIGINT 123456789.5': 'rounded',
  'DATE 2024-01-01T10:00:00Z': 'DuckDB drops the time, and what was recorded of a date has none',
  'DATE 2024-01-01 10:00:00.123': 'as above',
  'DATE 2024-01-01 10:00:00+02': 'as above',
  'DATE 24-01-01': 'the year 24',
  'TIMESTAMP 24-01-01': 'the year 24',
  'DECIMAL(10,2) 1e3': 'no export of a decimal has an exponent',
  'TIME 2024-02-29': 'DuckDB takes the time out of a timestamp',
  'TIME 24-01-01': 'as above',
  'TIME 2024-01-01T10:00:00Z': 'as above',
  'TIME 2024-01-01 10:00:00.123': 'as above',
  'TIME 2024-01-01 10:00:00+02': 'as above',
};

test.each(['SMALLINT', 'INTEGER', 'BIGINT', 'DECIMAL(10,2)', 'DOUBLE', 'BOOLEAN', 'DATE', 'TIMESTAMP', 'TIME', 'UUID'])(
  'texts that are a %s',
  async (type) => {
    const fits = fitsOf(readType(type));
    const apart: string[] = [];
    for (const text of TEXTS) {
      const reader = await database.runAndReadAll(`SELECT TRY_CAST('${text}' AS ${type}) IS NOT NULL`);
      const isOne = reader.getRows()[0]?.[0];
      if (isOne !== fits(text) && !APART[`${type} ${text}`]) apart.push(`${text}: DuckDB ${isOne}, Weir ${fits(text)}`);
    }
    expect(apart).toEqual([]);
  },
);
