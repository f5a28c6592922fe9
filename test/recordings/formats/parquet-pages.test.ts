/** Pages of Parquet that take much memory, and what goes wrong in the middle of a file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { leavesOf, leavesRead, pageBytes } from '../../../src/recordings/formats/parquet/chunks.ts';
import { openDatabase } from '../../../src/recordings/formats/parquet/duckdb.ts';
import { parquetWarnings } from '../../../src/recordings/formats/parquet/facts.ts';
import { parquet } from '../../../src/recordings/formats/parquet/index.ts';
import type { ReadOptions, RecordingFile } from '../../../src/recordings/reader.ts';
import { rawFile, readAll, temporaryFolder, values } from '../files.ts';

async function written(query: string, options = ''): Promise<RecordingFile> {
  const path = join(temporaryFolder(), 'recording.parquet');
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet${options})`);
  connection.closeSync();
  instance.closeSync();
  return { path, name: 'traffic/recording.parquet', index: 0, format: 'parquet', compression: 'none' };
}

async function bytesOf(file: RecordingFile, options: Pick<ReadOptions, 'columns' | 'wanted'>): Promise<number> {
  const database = await openDatabase(file);
  try {
    return await pageBytes(file, leavesRead(await leavesOf(database, file), options));
  } finally {
    database.close();
  }
}

describe('the pages that are held at once', () => {
  // By Parquet's plain encoding, a text takes four bytes and its own; what is not packed is held as it is read, and once more.
  const rows = 10_000;
  const texts = `SELECT {'long': lpad(n::VARCHAR, 1000, 'x'), 'short': n % 7} AS input, n AS id FROM range(${rows}) AS numbers(n)`;
  const long = 2 * rows * 1004;

  it.each<[string, Pick<ReadOptions, 'columns' | 'wanted'>, number, number]>([
    ['all', {}, long, 1.02 * long],
    ['a column', { columns: ['input'] }, long, 1.01 * long],
    ['another', { columns: ['id'] }, 1, 0.01 * long],
    ['a place', { wanted: [{ path: ['input', 'long'], sees: 'value' }] }, long, 1.01 * long],
    ['a place above', { wanted: [{ path: ['input'], sees: 'value' }] }, long, 1.01 * long],
    ['one that is only there for its type', { wanted: [{ path: ['input'], sees: 'type' }] }, 0, 0],
    ['another place', { wanted: [{ path: ['input', 'short'], sees: 'value' }] }, 1, 0.01 * long],
  ])('are told by their headers: %s', async (_, options, least, most) => {
    const bytes = await bytesOf(await written(texts, ', COMPRESSION uncompressed'), options);
    expect(bytes).toBeGreaterThanOrEqual(least);
    expect(bytes).toBeLessThanOrEqual(most);
  });

  it('are of the group where they are largest', async () => {
    const query = `SELECT repeat(chr(65 + (n % 26)::INTEGER), CASE WHEN n < 6000 THEN 1 ELSE 1000 END) || n AS t FROM range(8192) AS numbers(n)`;
    const bytes = await bytesOf(await written(query, ', COMPRESSION uncompressed, ROW_GROUP_SIZE 2048'), {});
    expect(bytes).toBeGreaterThan(2 * 2048 * 1004);
    expect(bytes).toBeLessThan(2.1 * 2048 * 1004);
  });
});

it('who reads large pages waits until it is alone, and reads all of them', async () => {
  const file = await written(`SELECT lpad(n::VARCHAR, 1000, 'x') AS t FROM range(52000) AS numbers(n)`);
  const [shard] = await parquet.reader.shards(file, 1);
  if (!shard) throw new Error('no shard');
  let asked = 0;
  let sum = 0;
  const alone = async (): Promise<void> => {
    asked += 1;
  };
  for await (const { records } of parquet.reader.read(shard, () => true, { alone })) {
    expect(asked).toBe(1);
    for (const record of records) sum += Number(String((record as { t: string }).t).replace(/^x+/, ''));
  }
  expect(sum).toBe((51_999 * 52_000) / 2);
});

it('few rows are read at once where they are long, and all of them', async () => {
  const file = await written(`SELECT n, lpad(n::VARCHAR, 40000, 'x') AS t FROM range(3000) AS numbers(n)`);
  const found = values(await readAll(parquet.reader, file));
  expect(found.map((record) => (record as { n: number }).n)).toEqual(Array.from({ length: 3000 }, (_, n) => n));
  expect(found.every((record) => (record as { t: string }).t.length === 40_000)).toBe(true);
});

it.each([
  [', COMPRESSION lz4_raw', ['note.text']],
  [', COMPRESSION lz4_raw, ROW_GROUP_SIZE 2048', []],
  // These are read page by page.
  ['', []],
])(
  'long texts in large row groups are named where DuckDB has to read them, with what to do:%s',
  async (options, named) => {
    const query = `SELECT n, {'text': lpad(n::VARCHAR, 40000, 'x'), 'short': 'a'} AS note FROM range(3000) AS numbers(n)`;
    const warnings = await parquetWarnings([await written(query, options)]);
    expect(warnings).toEqual(
      named.map(
        (name) =>
          `column ${name}: its values are so long that large row groups take much time and memory to read. Write row groups of 2,048 rows (in DuckDB: ROW_GROUP_SIZE 2048)`,
      ),
    );
  },
);

it('nobody waits for small ones', async () => {
  const file = await written('SELECT n FROM range(5000) AS numbers(n)');
  const [shard] = await parquet.reader.shards(file, 1);
  if (!shard) throw new Error('no shard');
  const alone = async (): Promise<void> => {
    throw new Error('waits');
  };
  let read = 0;
  for await (const { records } of parquet.reader.read(shard, () => true, { alone })) read += records.length;
  expect(read).toBe(5000);
});

it('damage behind the first rows is an error, and not the end of the file', async () => {
  const file = await written(
    `SELECT md5(n::VARCHAR) || md5((n + 1)::VARCHAR) || md5((n + 2)::VARCHAR) AS t FROM range(200000) AS numbers(n)`,
    ', ROW_GROUP_SIZE 2048',
  );
  expect(values(await readAll(parquet.reader, file))).toHaveLength(200_000);
  const bytes = readFileSync(file.path);
  const damaged = rawFile(bytes.fill(255, bytes.length - 600_000, bytes.length - 400_000), 'parquet');
  await expect(readAll(parquet.reader, damaged)).rejects.toThrow('traffic/recording.parquet: ');
});
