/** How a Parquet file is parted is told without DuckDB, and as DuckDB tells it. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecordingError } from '../../../src/errors.ts';
import { groupsInFooter } from '../../../src/recordings/formats/parquet/footer.ts';
import { parquet } from '../../../src/recordings/formats/parquet/index.ts';
import { type Found, rawFile, readAll, temporaryFolder } from '../files.ts';

/** Writes a file, and gives the rows of its groups as DuckDB reads them back. */
async function written(path: string, query: string, options = ''): Promise<number[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 2048${options})`);
  const groups = await connection.runAndReadAll(
    `SELECT row_group_id AS id, any_value(row_group_num_rows) FROM parquet_metadata('${path}') GROUP BY id ORDER BY id`,
  );
  connection.closeSync();
  instance.closeSync();
  return groups.getRows().map(([, rows]) => Number(rows));
}

describe('the groups of a file', () => {
  it.each([
    ['one column', 'SELECT n FROM range(5000) AS numbers(n)', '', [2048, 2048, 904]],
    ['one row', 'SELECT 1 AS n', '', [1]],
    ['no row', 'SELECT n FROM range(0) AS numbers(n)', '', []],
    [
      'nested columns, some of them missing, and metadata of its own',
      `SELECT {'a': [n, NULL], 'b': {'c': CASE WHEN n % 2 = 0 THEN 'x' || n END}} AS nested, MAP {'k': n::DOUBLE} AS map,
         n % 2 = 0 AS flag, TIMESTAMP '2001-01-01' AS at FROM range(4097) AS numbers(n)`,
      ", COMPRESSION zstd, KV_METADATA {about: 'this file'}",
      [2048, 2048, 1],
    ],
    [
      'two hundred columns',
      `SELECT ${Array.from({ length: 200 }, (_, at) => `n + ${at} AS c${at}`).join(', ')} FROM range(2049) AS numbers(n)`,
      '',
      [2048, 1],
    ],
  ])('are those that DuckDB writes: %s', async (_, query, options, expected) => {
    const path = join(temporaryFolder(), 'some.parquet');
    expect(await written(path, query, options)).toEqual(expected);
    expect(await groupsInFooter(path)).toEqual(expected);
  });

  it('are told of fields in any order, of types that nobody writes yet, and of ids far apart', async () => {
    // By hand, after the specification of the compact protocol: each field is a byte of step and type, or a type and its id.
    const group = (rows: number): number[] => [0x36, 2 * rows, 0x00];
    const footer = [
      ...[0x01, 0x40], // field 32, true
      ...[0x06, 0x06, 0x0a], // field 3 in the long form: 5 rows
      ...[0x19, 0x2c, ...group(3), ...group(2)], // field 4: two structures
      ...[0x17, 1, 2, 3, 4, 5, 6, 7, 8], // a double
      ...[0x1d, ...Array<number>(16).fill(9)], // a UUID
      ...[0x1b, 0x01, 0x81, 0x01, 0x61, 0x01], // a map of a text to a truth
      ...[0x1a, 0x22, 0x01, 0x02], // a set of two truths
      ...[0x13, 0x7f], // a byte
      ...[0x1c, 0x11, 0x12, 0x00], // a structure of two truths
      0x00,
    ];
    expect(await groupsInFooter(fileWith(footer))).toEqual([3, 2]);
  });

  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['a text', Buffer.from('this is a text and no Parquet file at all')],
    ['an encrypted footer', Buffer.from('PAR1....\x04\0\0\0PARE', 'latin1')],
    ['a footer that is longer than the file', Buffer.from('PAR1....\xff\xff\xff\x7fPAR1', 'latin1')],
  ])('are not told of %s', async (_, bytes) => {
    const path = join(temporaryFolder(), 'some.parquet');
    writeFileSync(path, bytes);
    expect(await groupsInFooter(path)).toBeUndefined();
  });

  it('are not told where groups and the file say different numbers of rows', async () => {
    const footer = [0x36, 0x0a, 0x19, 0x1c, 0x36, 0x06, 0x00, 0x00];
    expect(await groupsInFooter(fileWith(footer))).toBeUndefined();
    // Field 3 of the file: 3 rows, as its group has.
    expect(await groupsInFooter(fileWith(footer.with(1, 0x06)))).toEqual([3]);
  });

  it('that are damaged leave no row out without a word', async () => {
    const path = join(temporaryFolder(), 'some.parquet');
    await written(path, 'SELECT n FROM range(2049) AS numbers(n)');
    const whole = readFileSync(path);
    const footer = whole.length - 8 - whole.readUInt32LE(whole.length - 8);
    // 2,048 as the compact protocol has it, which is what the first group says of itself; then one less, one more, and below zero.
    const [size, others] = [Buffer.from([0x80, 0x20]), [0xfe1f, 0x8220, 0x8120]];
    const read: unknown[] = [];
    for (let at = whole.indexOf(size, footer); at >= 0; at = whole.indexOf(size, at + 1)) {
      for (const other of others) {
        const damaged = Buffer.from(whole);
        damaged.writeUInt16BE(other, at);
        const file = rawFile(damaged, 'parquet');
        const found = await readAll(parquet.reader, file).catch((error: unknown) => error);
        read.push(found instanceof RecordingError ? found.message.split(':', 1)[0] : (found as Found).records.length);
      }
    }
    expect(new Set(read)).toEqual(new Set([2049, 'traffic/recording.parquet']));
  });

  it('are told or not, whatever becomes of a byte of the footer', async () => {
    const path = join(temporaryFolder(), 'some.parquet');
    await written(path, "SELECT n, {'a': n, 'b': 'x'} AS s FROM range(5000) AS numbers(n)");
    const whole = readFileSync(path);
    const length = whole.readUInt32LE(statSync(path).size - 8) + 8;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: length }), fc.integer({ min: 0, max: 255 }), async (from, byte) => {
        const changed = Buffer.from(whole);
        changed[whole.length - from] = byte;
        writeFileSync(path, changed);
        const groups = await groupsInFooter(path);
        expect(groups === undefined || groups.every((rows) => Number.isSafeInteger(rows) && rows >= 0)).toBe(true);
      }),
    );
  });
});

function fileWith(footer: readonly number[]): string {
  const path = join(temporaryFolder(), 'some.parquet');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  writeFileSync(path, Buffer.concat([Buffer.from('PAR1'), Buffer.from(footer), length, Buffer.from('PAR1')]));
  return path;
}
