import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { parquet } from '../../../src/recordings/formats/parquet/index.ts';
import type { Batch, Count, ReadOptions, RecordingFile } from '../../../src/recordings/reader.ts';
import type { Wanted } from '../../../src/recordings/screen/wanted.ts';
import { itReads } from '../contract.ts';
import { file, rawFile, readAll, temporaryFolder, values } from '../files.ts';

/** A Parquet file of what the query gives, with the smallest row groups that DuckDB writes. */
async function parquetFile(query: string, name = 'recording.parquet'): Promise<RecordingFile> {
  const folder = temporaryFolder();
  // DuckDB takes the name that it writes to for a pattern, too.
  const path = join(folder, 'written.parquet');
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(`COPY (${query}) TO '${path.replaceAll("'", "''")}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`);
  connection.closeSync();
  instance.closeSync();
  renameSync(path, join(folder, name));
  return { path: join(folder, name), name: `traffic/${name}`, index: 0, format: 'parquet', compression: 'none' };
}

itReads({
  format: parquet,
  compressions: ['none'],
  write: (records) => {
    const json = JSON.stringify(records).replaceAll("'", "''");
    const type = `[{"id": "BIGINT", "origin": "VARCHAR", "delay": "DOUBLE"}]`;
    return parquetFile(`SELECT unnest(from_json('${json}', '${type}'), recursive := true)`);
  },
  malformed: { skip: 'a Parquet file is readable or it is not' },
});

/** The JSON value that an SQL value becomes. */
async function jsonOf(sql: string): Promise<unknown> {
  const [record] = values(await readAll(parquet.reader, await parquetFile(`SELECT ${sql} AS it`)));
  return record;
}

describe('a value', () => {
  it.each([
    ['7::TINYINT', 7],
    ['9007199254740991::BIGINT', 9007199254740991],
    ['-9007199254740993::BIGINT', -9007199254740993n],
    ['9007199254740994::BIGINT', 9007199254740994],
    ["'9007199254740993.00'::DECIMAL(30, 2)", 9007199254740993n],
    ['18446744073709551615::UBIGINT', 18446744073709551615n],
    ['12.50::DECIMAL(10, 2)', 12.5],
    ['-0.07::DECIMAL(4, 2)', -0.07],
    ["'12345678901234567.89'::DECIMAL(30, 2)", '12345678901234567.89'],
    ['0.1::DOUBLE', 0.1],
    ['1.5::FLOAT', 1.5],
    ["'nan'::DOUBLE", Number.NaN],
    ["'-inf'::DOUBLE", Number.NEGATIVE_INFINITY],
    ['true', true],
    ["'Zürich'", 'Zürich'],
    ["'a longer text than fits inline, é'", 'a longer text than fits inline, é'],
    ['NULL::BIGINT', null],
    ["TIMESTAMP '2001-01-01 00:01:00'", '2001-01-01T00:01:00Z'],
    ["TIMESTAMP '2001-01-01 00:01:00.25'", '2001-01-01T00:01:00.250Z'],
    ["TIMESTAMP '2001-01-01 00:01:00.000125'", '2001-01-01T00:01:00.000125Z'],
    ["TIMESTAMP '1969-12-31 23:59:59.5'", '1969-12-31T23:59:59.500Z'],
    ["TIMESTAMP '9999-12-31 23:59:59.999999'", '9999-12-31T23:59:59.999999Z'],
    ["TIMESTAMPTZ '2001-01-01 02:00:00+02'", '2001-01-01T00:00:00Z'],
    ["TIMESTAMP_NS '2001-01-01 00:00:00.000000001'", '2001-01-01T00:00:00.000000001Z'],
    ["TIMESTAMP_MS '2001-01-01 00:00:00.1'", '2001-01-01T00:00:00.100Z'],
    ["DATE '2001-02-03'", '2001-02-03'],
    ["DATE '1900-01-01'", '1900-01-01'],
    ["TIME '12:34:56'", '12:34:56'],
    ["'\\xDE\\xAD'::BLOB", '3q0='],
    ["'f47ac10b-58cc-4372-a567-0e02b2c3d479'::UUID", 'f47ac10b-58cc-4372-a567-0e02b2c3d479'],
    ["'b'::ENUM('a', 'b')", 'b'],
    ["{'a': [1::BIGINT, NULL], 'b': {'c': DATE '2001-01-01'}}", { a: [1, null], b: { c: '2001-01-01' } }],
    ["MAP {'x': 1::BIGINT, 'y': 2::BIGINT}", { x: 1, y: 2 }],
    ['[]::BIGINT[]', []],
  ])('%s becomes %o', async (sql, expected) => {
    expect(await jsonOf(sql)).toEqual({ it: expected });
  });
});

it('only the columns that are asked for are read, and asking for one that is not there is no error', async () => {
  const recording = await parquetFile('SELECT 1 AS a, 2 AS b, 3 AS "c""d"');
  const read = async (...columns: string[]) =>
    values(await readAll(parquet.reader, recording, { options: { columns } }));
  expect(await read('c"d', 'a', 'none')).toEqual([{ a: 1, 'c"d': 3 }]);
  expect(await read('none')).toEqual([{}]);
});

it('a shard is whole row groups, and there are no more shards than those', async () => {
  const recording = await parquetFile('SELECT range AS a FROM range(5000)');
  const cuts = (await parquet.reader.shards(recording, 9)).map(({ start, end }) => [start, end]);
  expect(cuts).toEqual([
    [0, 2048],
    [2048, 4096],
    [4096, 5000],
  ]);
});

it('a name with quotes and wildcards is one file', async () => {
  const recording = await parquetFile('SELECT 1 AS a', "it's [1] of *.parquet");
  expect(values(await readAll(parquet.reader, recording))).toEqual([{ a: 1 }]);
});

it.each(['', 'this is a text and no Parquet file at all'])(
  '%j is an error that names the file and what it should be',
  async (text) => {
    await expect(readAll(parquet.reader, file(text, 'parquet'))).rejects.toMatchObject({
      name: 'RecordingError',
      problems: [{ file: 'traffic/recording.parquet', expected: expect.stringContaining('a whole Parquet file') }],
    });
  },
);

it('damage inside the file is an error that names it', async () => {
  const { readFileSync } = await import('node:fs');
  const bytes = readFileSync((await parquetFile('SELECT hash(range)::VARCHAR AS a FROM range(5000)')).path);
  await expect(readAll(parquet.reader, rawFile(bytes.fill(7, 100, 20_000), 'parquet'))).rejects.toThrow(
    'traffic/recording.parquet: ',
  );
});

const flights = join(import.meta.dirname, '../../../node_modules/vega-datasets/data/flights-3m.parquet');

it.skipIf(!existsSync(flights))('real flights keep their numbers and times', async () => {
  const recording: RecordingFile = { path: flights, name: 'f', index: 0, format: 'parquet', compression: 'none' };
  const shards = await parquet.reader.shards(recording, 100);
  expect(shards).toHaveLength(11);
  const [first] = shards;
  if (first === undefined) throw new Error('no shard');
  for await (const batch of parquet.reader.read(first, () => true)) {
    expect(batch.records.slice(0, 2)).toEqual([
      { date: '2001-01-01T00:01:00Z', delay: 33, distance: 2176, origin: 'LAS', destination: 'PHL' },
      { date: '2001-01-01T00:01:00Z', delay: 19, distance: 215, origin: 'ATL', destination: 'SAV' },
    ]);
    break;
  }
});

it.each([
  'a[1].parquet',
  'a*.parquet',
  'wh?t.parquet',
  'back\\slash.parquet',
  '[!a].parquet',
  'x{1,2}.parquet',
  "it's.parquet",
])('%s is a name and no pattern', async (name) => {
  const recording = await parquetFile('SELECT 7 AS n', name);
  await parquetFile('SELECT 8 AS n', 'a1.parquet');
  expect(values(await readAll(parquet.reader, recording))).toEqual([{ n: 7 }]);
});

it('folders give no columns and change none', async () => {
  const folder = join(temporaryFolder(), 'day=2024-01-01', 'origin=JFK');
  mkdirSync(folder, { recursive: true });
  const made = await parquetFile("SELECT 'own' AS day, 1 AS n");
  copyFileSync(made.path, join(folder, 'a[1].parquet'));
  const recording = { ...made, path: join(folder, 'a[1].parquet') };
  expect(values(await readAll(parquet.reader, recording))).toEqual([{ day: 'own', n: 1 }]);
});

describe('what validate says', () => {
  const query = `SELECT 1::BIGINT AS id, 2.5::DECIMAL(4, 2) AS price, true AS paid, DATE '2001-01-31' AS day, {'a': 1} AS body,
    [1.5] AS list, 'Zürich' AS city, '12' AS code, '{"a":1}'::JSON AS parsed, 'ok'::ENUM('ok', 'no') AS state,
    unnest(['{"a":1}', NULL, ' [1, 2]']) AS answer, unnest(['{"a":1}', '{a}', NULL]) AS "no json", NULL::VARCHAR AS empty`;

  it('tells what the columns hold', async () => {
    const own = await parquetFile(query);
    expect(await parquet.facts?.([file('{}\n', 'jsonl'), own, own])).toEqual([
      'number: id, price',
      'boolean: paid',
      'text: city, code, state, answer, no json, empty',
      'time: day',
      'JSON: parsed',
      'nested: body, list',
    ]);
  });

  it('names the columns of text that hold JSON, which no pointer leads into', async () => {
    const own = await parquetFile(query);
    const [warning, ...others] = (await parquet.warnings?.([own])) ?? [];
    expect(warning).toMatch(/^column answer: read as text, though it is JSON, .*"answer"::JSON/);
    expect(others).toEqual([]);
    expect(await parquet.warnings?.([await parquetFile('SELECT 1 AS id')])).toEqual([]);
  });

  it('says nothing of other files', async () => {
    const other = file('{}\n', 'jsonl');
    expect([await parquet.facts?.([other]), await parquet.warnings?.([other])]).toEqual([[], []]);
  });
});

/** By pyarrow 25.0.1: 1,400 texts `{"a":1}` and 100 `{a}` in a column of the type JSON, which DuckDB refuses to read for the latter. */
const NO_JSON = [
  'UEFSMRUEFQgVCEwVAhUAEgAAAAAAABUAFQgVCCwVuBcVEBUGFQYcAAAAAbgXABUEFSQVJEwVBBUAEgAABwAAAHsiYSI6MX0DAAAAe2F9FQAVDh',
  'UOLBW4FxUQFQYVBhwAAAAB8BUAyAEBFQQZPDUAGAZzY2hlbWEVBAAVAiUAGAFuABUMJQAYAWolJkzMAAAAFrgXGRwZLCYAHBUCGTUABhAZGAFu',
  'FQAWuBcWVBZUJiwmCCksFQQVABUCABUAFRAVAgAAACYAHBUMGTUABhAZGAFqFQAWuBcWdhZ2JpwBJlwpLBUEFQAVAgAVABUQFQIAPBbonQEZBh',
  'kGAAAAFsoBFrgXJggWygEAKCBwYXJxdWV0LWNwcC1hcnJvdyB2ZXJzaW9uIDI1LjAuMRksHAAAHAAAAMoAAABQQVIx',
].join('');

describe('rows that are alike in what is wanted', () => {
  const wanted: Wanted[] = [
    { path: ['delay'], sees: 'value' },
    { path: ['at'], sees: 'time' },
    { path: ['id'], sees: 'type' },
  ];
  const times: Count = { times: 1 };

  async function batchesOf(query: string, options: ReadOptions = {}): Promise<Batch[]> {
    const [shard] = await parquet.reader.shards(await parquetFile(query), 1);
    if (!shard) throw new Error('there is nothing to read');
    const everything = { zone: 'UTC' };
    return Array.fromAsync(parquet.reader.read(shard, () => true, { wanted, counts: true, everything, ...options }));
  }

  const alike = `SELECT n AS id, (n % 2)::DOUBLE AS delay, TIMESTAMP '2026-11-01 23:59:00' + n * INTERVAL '1 minute' AS at
    FROM range(3000) AS numbers(n)
    UNION ALL SELECT n, 7, TIMESTAMP '2026-11-03' FROM range(3000, 33000) AS numbers(n) ORDER BY id`;

  it('come once, with how often they are there, where the first ones stand, and when they were', async () => {
    const batches = await batchesOf(alike);
    // Sunday's last minute is a week of its own.
    const all = batches.flatMap(({ counts = [] }) => counts);
    expect(all.reduce((sum, { times: own }) => sum + own, 0)).toBe(33_000);
    const [first] = batches;
    const found = first?.counts?.map((count, index) => ({ ...count, record: first.records[index] }));
    expect(found?.toSorted((a, b) => (a.first?.[0] ?? 0) - (b.first?.[0] ?? 0))).toEqual([
      {
        ...{ times: 1, first: [0], from: '2026-11-01T23:59:00Z', to: '2026-11-01T23:59:00Z' },
        record: { id: 0, delay: 0, at: '2026-11-01T23:59:00Z' },
      },
      {
        ...{ times: 1500, first: [1, 3, 5, 7, 9], from: '2026-11-02T00:00:00Z', to: '2026-11-04T01:58:00Z' },
        record: { id: 0, delay: 1, at: '2026-11-02T00:00:00Z' },
      },
      {
        ...{ times: 1499, first: [2, 4, 6, 8, 10], from: '2026-11-02T00:01:00Z', to: '2026-11-04T01:57:00Z' },
        record: { id: 0, delay: 0, at: '2026-11-02T00:01:00Z' },
      },
      {
        ...{ times: 30_000, first: [3000, 3001, 3002, 3003, 3004] },
        ...{ from: '2026-11-03T00:00:00Z', to: '2026-11-03T00:00:00Z' },
        record: { id: 0, delay: 7, at: '2026-11-03T00:00:00Z' },
      },
    ]);
  });

  it('are told apart by the sign of a zero', async () => {
    // A group's dictionary would make one value of both zeros.
    const query = `SELECT n AS id, NULL::TIMESTAMP AS at,
      CASE n // 8192 WHEN 0 THEN 5.0::DOUBLE WHEN 1 THEN 0.0::DOUBLE ELSE '-0'::DOUBLE END AS delay
      FROM range(24576) AS numbers(n)`;
    const batches = await batchesOf(query);
    const found = batches.flatMap(({ records, counts = [] }) =>
      (records as { delay: number }[]).map(({ delay }, index) => [delay, counts[index]?.times, counts[index]?.from]),
    );
    expect(found).toHaveLength(3);
    expect(found).toContainEqual([5, 8192, undefined]);
    expect(found).toContainEqual([0, 8192, undefined]);
    expect(found).toContainEqual([-0, 8192, undefined]);
  });

  it('are not counted where few are', async () => {
    const batches = await batchesOf(alike.replace('(n % 2)', 'n').replace('7,', 'n,'));
    expect(batches.some(({ counts }) => counts !== undefined)).toBe(false);
    expect(batches.flatMap(({ positions }) => positions).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 33_000 }, (_, index) => index),
    );
  });

  it('come one by one where there are too few to load DuckDB for', async () => {
    const batches = await batchesOf(`SELECT * FROM (${alike}) LIMIT 1000`);
    expect(batches.flatMap(({ counts = [] }) => counts)).toEqual([]);
    expect(batches.flatMap(({ records }) => records)).toHaveLength(1000);
  });

  it('are counted in parts where those that are distinct would take much memory, and no longer where all are', async () => {
    // 240,000 rows are of 30,000 kinds, by 200 characters each; then each row is its own.
    const key = `lpad(CASE WHEN n < 240000 THEN n % 30000 ELSE n END::VARCHAR, 200, 'k')`;
    const batches = await batchesOf(
      `SELECT n AS id, ${key} AS delay, TIMESTAMP '2026-11-02' AS at FROM range(480000) AS numbers(n)`,
      { wanted: [{ path: ['delay'], sees: 'value' }] },
    );
    const counted = batches.flatMap(({ counts = [] }) => counts);
    const single = batches.filter(({ counts }) => !counts).flatMap(({ positions }) => positions);
    const times = counted.reduce((sum, { times: own }) => sum + own, 0);
    expect(times + single.length).toBe(480_000);
    expect(single.length).toBeGreaterThan(0);
    expect(single).toEqual(Array.from({ length: single.length }, (_, index) => 480_000 - single.length + index));
    // Who counts them all at once finds each kind once.
    expect(counted.filter(({ first: [own = 0] = [] }) => own < 240_000).length).toBeGreaterThan(30_000);
  });

  it('come one by one where DuckDB does not read them', async () => {
    const shard = { file: rawFile(Buffer.from(NO_JSON, 'base64'), 'parquet'), start: 0, end: 1500 };
    const options = { wanted: [{ path: ['j'], sees: 'value' }], counts: true, everything: { zone: 'UTC' } } as const;
    const batches = parquet.reader.read({ ...shard, stripe: { index: 0, of: 1 } }, () => true, options);
    const found = (await Array.fromAsync(batches)).flatMap(({ records }) => records as { j: unknown }[]);
    expect(found.map(({ j }) => j)).toEqual([...Array(1400).fill({ a: 1 }), ...Array(100).fill('{a}')]);
  });

  it('come one by one to who does not count, or wants some of them', async () => {
    for (const options of [{ counts: undefined }, { everything: undefined }, { wanted: undefined }]) {
      const batches = await batchesOf(alike, options);
      expect(batches.flatMap(({ counts = [times] }) => counts)).toEqual(batches.map(() => times));
      expect(batches.flatMap(({ records }) => records)).toHaveLength(33_000);
    }
  });
});
