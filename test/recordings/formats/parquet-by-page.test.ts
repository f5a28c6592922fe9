/** Records that are read page by page are the same as DuckDB's, of everything that is read so; what is not is DuckDB's. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parquet } from '../../../src/recordings/formats/parquet/index.ts';
import type { RecordFilter, RecordingFile } from '../../../src/recordings/reader.ts';
import type { Wanted } from '../../../src/recordings/screen/wanted.ts';
import { rawFile, readAll, temporaryFolder, values } from '../files.ts';
import { byDuckDB, byPage, inWords } from './by-page.ts';

let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  connection = await instance.connect();
});

afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

async function written(query: string, options = ''): Promise<RecordingFile> {
  const path = join(temporaryFolder(), 'recording.parquet');
  await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet${options})`);
  return { path, name: 'traffic/recording.parquet', index: 0, format: 'parquet', compression: 'none' };
}

/** A type of DuckDB with a value of its own for each row, in SQL. */
interface Kind {
  readonly type: string;
  value(row: number): string;
  /** Paths of members, which can be wanted alone. */
  readonly paths: readonly (readonly string[])[];
}

/** Numbers that depend on a row alone, so that a file's values are those of its kind. */
function mixed(row: number, salt: number): number {
  let state = Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
  return (state ^ (state >>> 13)) >>> 0;
}

const scalars: readonly (readonly [type: string, value: (n: number) => string])[] = [
  ['BOOLEAN', (n) => String(n % 3 === 0)],
  ['TINYINT', (n) => String((n % 256) - 128)],
  ['USMALLINT', (n) => String(n % 65_536)],
  ['INTEGER', (n) => String(n - 2 ** 31)],
  ['UINTEGER', (n) => String(n)],
  ['BIGINT', (n) => String((BigInt(n) - 2n ** 31n) * (n % 2 === 0 ? 4_294_967_296n : 3n))],
  ['UBIGINT', (n) => String(BigInt(n) * 4_294_967_297n)],
  ['HUGEINT', (n) => String(n)],
  ['FLOAT', (n) => String((n % 1000) / 8)],
  ['DOUBLE', (n) => ["'nan'", "'-inf'", "'-0.0'", String(n / 7)][n % 4] ?? '0'],
  ['DECIMAL(4, 1)', (n) => String((n % 9999) / 10)],
  ['DECIMAL(18, 6)', (n) => `-${n}.${String(n % 1_000_000).padStart(6, '0')}`],
  ['DECIMAL(38, 10)', (n) => `${n}${n}.${n % 10}`],
  ['DATE', (n) => `DATE '1970-01-01' + ${(n % 1_000_000) - 500_000}`],
  ['TIMESTAMP', (n) => `make_timestamp(${n % 2 === 0 ? n * 1_000_000 : (n - 2 ** 31) * 1_000_007})`],
  ['TIMESTAMPTZ', (n) => `make_timestamp(${n * 1000})::TIMESTAMPTZ`],
  ['TIMESTAMP_MS', (n) => `make_timestamp(${n * 1000})::TIMESTAMP_MS`],
  ['TIMESTAMP_NS', (n) => `make_timestamp_ns(${n}000001)`],
  ['UUID', (n) => `'00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}'`],
  ['BLOB', (n) => `'${'\\xFF'.repeat(n % 4)}${n % 10}'::BLOB`],
  [
    'VARCHAR',
    (n) =>
      `'${['', 'a', 'Zürich', '東京 🗼', `${n}`, '\ufeffx', "' || chr(0) || '", '\ufffd'][n % 8]}${n % 5 ? '' : n}'`,
  ],
  ['VARCHAR', (n) => `repeat('${n % 2 ? 'é' : 'e'}', ${n % 3000})`],
  ["ENUM('ok', 'no')", (n) => (n % 2 ? "'ok'" : "'no'")],
];

const scalar: fc.Arbitrary<Kind> = fc
  .record({ at: fc.nat(scalars.length - 1), salt: fc.nat(99), few: fc.boolean(), nulls: fc.constantFrom(0, 2, 9) })
  .map(({ at, salt, few, nulls }): Kind => {
    const [type, value] = scalars[at] ?? ['BOOLEAN', () => 'true'];
    return {
      type,
      paths: [[]],
      value(row) {
        const n = mixed(few ? row % 5 : row, salt);
        return nulls > 0 && n % nulls === 1 ? 'NULL' : `(${value(n)})::${type}`;
      },
    };
  });

const { kind } = fc.letrec<{ kind: Kind }>((tie) => ({
  kind: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.record({ item: tie('kind'), salt: fc.nat(99) }).map(({ item, salt }) => listOf(item, salt)),
    fc.record({ members: fc.array(tie('kind'), { minLength: 1, maxLength: 3 }), salt: fc.nat(99) }).map(structOf),
    fc.record({ item: tie('kind'), salt: fc.nat(99) }).map(({ item, salt }) => mapOf(item, salt)),
  ),
}));

function listOf(item: Kind, salt: number): Kind {
  const type = `${item.type}[]`;
  return {
    type,
    paths: [[]],
    value(row) {
      const n = mixed(row, salt);
      if (n % 7 === 0) return `NULL::${type}`;
      const items = Array.from({ length: n % 4 }, (_, at) => item.value(row + at));
      return `[${items.join(', ')}]::${type}`;
    },
  };
}

/** Of members: what code, paths and other descriptions could take for something else. */
const NAMES = [
  'm',
  'a.b',
  'a"b',
  "it's",
  'x, y',
  'list',
  'element',
  'key',
  'constructor',
  'toString',
  '0',
  ' ',
  'a\\b',
  '\u2028',
  'Zürich',
];

function structOf({ members, salt }: { members: readonly Kind[]; salt: number }): Kind {
  const names = members.map((_, at) => NAMES[(salt + at) % NAMES.length] ?? '');
  const identifiers = names.map((name) => `"${name.replaceAll('"', '""')}"`);
  const type = `STRUCT(${members.map((member, at) => `${identifiers[at]} ${member.type}`).join(', ')})`;
  return {
    type,
    paths: [[], ...members.flatMap(({ paths }, at) => paths.map((path) => [names[at] ?? '', ...path]))],
    value(row) {
      if (mixed(row, salt) % 5 === 0) return `NULL::${type}`;
      return `struct_pack(${members.map((member, at) => `${identifiers[at]} := ${member.value(row)}`).join(', ')})::${type}`;
    },
  };
}

function mapOf(item: Kind, salt: number): Kind {
  const type = `MAP(VARCHAR, ${item.type})`;
  return {
    type,
    paths: [[]],
    value(row) {
      const n = mixed(row, salt);
      if (n % 6 === 0) return `NULL::${type}`;
      return `MAP {${Array.from({ length: n % 3 }, (_, at) => `'k${at}${n % 9}': ${item.value(row + at)}`).join(', ')}}::${type}`;
    },
  };
}

const OPTIONS = [
  '',
  ', PARQUET_VERSION V2',
  ', COMPRESSION uncompressed',
  ', COMPRESSION zstd, PARQUET_VERSION V2',
  ', COMPRESSION gzip',
  ', COMPRESSION brotli, PARQUET_VERSION V2',
  ', STRING_DICTIONARY_PAGE_SIZE_LIMIT 64',
  ', DICTIONARY_SIZE_LIMIT 1',
];

/** More than a row group has. */
const [ROWS, TIMES] = [60, 36];

describe('records that are read page by page', () => {
  it('are what DuckDB reads: of any types, values, encodings and codecs, whole and in parts', async () => {
    const columns = fc.array(kind, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(columns, fc.constantFrom(...OPTIONS), fc.nat(), async (kinds, options, seed) => {
        const rows = Array.from(
          { length: ROWS },
          (_, row) => `(${[String(row), ...kinds.map((own) => own.value(row))].join(', ')})`,
        );
        const names = kinds.map((_, at) => `c${at}`).join(', ');
        // Several row groups, of which each begins anew.
        const query = `SELECT * FROM range(${TIMES}) AS times(t), (VALUES ${rows.join(', ')}) AS v(n, ${names}) ORDER BY t, n`;
        const file = await written(query, `, ROW_GROUP_SIZE 2048${options}`);
        const paths = kinds.flatMap((own, at) => own.paths.map((path) => [`c${at}`, ...path]));
        const wanted = paths
          .filter((_, at) => mixed(at, seed) % 2 === 0)
          .map((path, at): Wanted => ({ path, sees: mixed(at, seed) % 3 === 0 ? 'type' : 'value' }));
        for (const own of [{}, { wanted }, { columns: ['c0', 'n'] }]) {
          const theirs = await byDuckDB(file, own);
          const ours = await byPage(file, own);
          expect(ours?.upTo).toBe(TIMES * ROWS);
          expect(ours?.records.map(inWords)).toEqual(theirs.records.map(inWords));
        }
      }),
      { numRuns: 8 },
    );
  });

  const mixedRows = `SELECT n, {'t': n::VARCHAR, 'l': CASE n % 3 WHEN 0 THEN NULL WHEN 1 THEN [] ELSE [n, NULL] END} AS s,
    CASE WHEN n = 3000 THEN 'infinity'::DATE ELSE DATE '2001-01-01' + n::INTEGER % 500 END AS d FROM range(5000) AS numbers(n)`;

  it('are those that are wanted, with the positions and numbers that DuckDB gives them', async () => {
    const file = await written(mixedRows, ', ROW_GROUP_SIZE 2048');
    const accepts: RecordFilter = (position) => position % 7 === 3 || (position > 2000 && position < 2100);
    const options = { columns: ['n', 's'] };
    expect(await byPage(file, options, accepts)).toEqual({ ...(await byDuckDB(file, options, accepts)), upTo: 5000 });
  });

  it('are DuckDB’s from where there is one that only DuckDB writes in words', async () => {
    const file = await written(mixedRows, ', ROW_GROUP_SIZE 2048');
    const ours = await byPage(file, {});
    expect(ours?.upTo).toBeGreaterThan(2048);
    expect(ours?.upTo).toBeLessThanOrEqual(3000);
    const { records } = await byDuckDB(file, {});
    expect(values(await readAll(parquet.reader, file))).toEqual(records);
    expect(values(await readAll(parquet.reader, file, { shards: 3 }))).toEqual(records);
  });

  it.each(['snappy', 'zstd', 'gzip', 'uncompressed'])('come out of pages of many megabytes: %s', async (codec) => {
    const text = `lpad(md5(n::VARCHAR), 3000, md5((n + 1)::VARCHAR))`;
    const file = await written(`SELECT n, ${text} AS t FROM range(3000) AS numbers(n)`, `, COMPRESSION ${codec}`);
    const ours = await byPage(file, {});
    expect(ours?.upTo).toBe(3000);
    const asked = await connection.runAndReadAll(`SELECT n, ${text} AS t FROM range(3000) AS numbers(n)`);
    expect(ours?.records).toEqual(asked.getRowObjects().map(({ n, t }) => ({ n: Number(n), t })));
  });
});

it.each([
  ["TIME '12:34:56'", ''],
  ["INTERVAL '1 day'", ''],
  [`{'j': '[1]'::JSON}`, ''],
  ['n', ', COMPRESSION lz4_raw'],
])('DuckDB reads all of a file with %s%s', async (it, options) => {
  const file = await written(`SELECT n, ${it} AS it FROM range(10) AS numbers(n)`, options);
  expect(await byPage(file, {})).toBeUndefined();
  expect(values(await readAll(parquet.reader, file))).toEqual((await byDuckDB(file, {})).records);
  // Unless nobody asks for it.
  expect(await byPage(file, { columns: ['n'] })).toEqual(
    options === '' ? expect.objectContaining({ upTo: 10 }) : undefined,
  );
});

/** By pyarrow 25.0.1: numbers, and their times as INT96, which DuckDB does not write and Spark does. */
const INT96 = [
  'UEFSMRUAFTQVNCwVChUAFQYVBhwAAAACAAAACgEBAAAAAgAAAAMAAAAEAAAABQAAABUAFWwVbCwVChUAFQYVBhwAAAACAAAAAx0AWEf4DQAAAM',
  'dpJQAAm4FzlE4AAIs9JQAAKllTMikAAL+OJQAA9OcBYA0AAHa8IwAVBBk8NQAYBnNjaGVtYRUEABUCJQIYAW4AFQYlAhgCYXQAFgoZHBksJgAc',
  'FQIZJQYAGRgBbhUAFgoWWhZaJghJHBUAFQAVAgA8KQYZJgAKAAAAJgAcFQYZJQYAGRgCYXQVABYKFpIBFpIBJmJJHBUAFQAVAgA8KQYZJgIIAA',
  'AAFuwBFgomCBbsAQAoIHBhcnF1ZXQtY3BwLWFycm93IHZlcnNpb24gMjUuMC4xGSwcAAAcAAAAtQAAAFBBUjE=',
].join('');

it('times of the old form are those that were written', async () => {
  const file = rawFile(Buffer.from(INT96, 'base64'), 'parquet');
  const times = [
    '2001-01-01T00:01:00Z',
    null,
    '1969-12-31T23:59:59.500Z',
    '2026-11-30T12:34:56.123456Z',
    '1700-02-03T04:05:06Z',
  ];
  const records = times.map((at, index) => ({ n: index + 1, at }));
  expect(await byPage(file, {})).toMatchObject({ records, upTo: 5 });
  expect(await byDuckDB(file, {})).toMatchObject({ records });
});

const IN_A_LIST = [
  'UEFSMRUAFSIVIiwVBBUAFQYVBhwYBAcAAAAYBAcAAAAWACgEBwAAABgEBwAAABERAAAAAgAAAAQAAwAAAAMMAAcAAAAVBBlsNQAYBnNjaGVtYR',
  'UCADUCGAFzFQIANQAYAWMVAhUGTDwAAAA1BBgEbGlzdBUCADUCGAdlbGVtZW50FQIAFQIlABgBZAAWBBkcGRwmABwVAhklBgAZWAFzAWMEbGlz',
  'dAdlbGVtZW50AWQVABYEFoABFoABJgg8GAQHAAAAGAQHAAAAFgAoBAcAAAAYBAcAAAAREQAZHBUAFQAVAgA8KSYEABlGAgAAAgAAABaAARYEJg',
  'gWgAEAKCBwYXJxdWV0LWNwcC1hcnJvdyB2ZXJzaW9uIDI1LjAuMRkcHAAAAOAAAABQQVIx',
].join('');
const OF_A_DICTIONARY = [
  'UEFSMRUEFRQVFEwVBBUAEgAAAQAAAHgBAAAAYRUAFRQVFCwVBhUQFQYVBhw2ACgBeBgBYRERAAAAAwAAAAMIAAECARUEFQoVCkwVAhUAEgAAAQAAAH',
  'EVABUiFSIsFQYVEBUGFQYcNgQoAXEYAXEREQAAAAIAAAAGAAQAAAADIAAAAQIAFQQZbDUAGAZzY2hlbWEVAgA1AhgBcxUEABUMJQIYAWQlAEwcAAAA',
  'NQIYAWwVAhUGTDwAAAA1BBgEbGlzdBUCABUMJQIYB2VsZW1lbnQlAEwcAAAAFgYZHBksJgAcFQwZNQAGEBkoAXMBZBUAFgYWfhZ+JjgmCBw2ACgBeB',
  'gBYRERABksFQQVABUCABUAFRAVAgA8FgIZBhk2BAACAAAAJgAcFQwZNQAGEBlIAXMBbARsaXN0B2VsZW1lbnQVABYGFoIBFoIBJqwBJoYBHDYEKAFx',
  'GAFxEREAGSwVBBUAFQIAFQAVEBUCADwWAhkmBgAZVgQAAAACAAAAFoACFgYmCBaAAgAoIHBhcnF1ZXQtY3BwLWFycm93IHZlcnNpb24gMjUuMC4xGS',
  'wcAAAcAAAALwEAAFBBUjE=',
].join('');

/**
 * By pyarrow 25.0.1, whose statistics say that nothing is missing where a struct is: structs `s` with a list of structs with a number,
 * of which the first is missing; and with a text of a dictionary beside a list, of which the first and the last are.
 */
const MISSING_ABOVE: readonly (readonly [bytes: string, member: string, sees: Wanted['sees'], records: object[]])[] = [
  [IN_A_LIST, 'c', 'value', [{ s: null }, { s: { c: [{ d: 7 }] } }]],
  [OF_A_DICTIONARY, 'l', 'value', [{ s: null }, { s: { l: ['q'] } }, { s: null }]],
  // Of its type there is any value.
  [OF_A_DICTIONARY, 'd', 'type', [{ s: null }, { s: { d: '' } }, { s: null }]],
];

it.each(MISSING_ABOVE)(
  'a struct is missing though no leaf in it is said to be: %#',
  async (bytes, member, sees, records) => {
    const file = rawFile(Buffer.from(bytes, 'base64'), 'parquet');
    const wanted: Wanted[] = [{ path: ['s', member], sees }];
    expect(await byPage(file, { wanted })).toMatchObject({ records, upTo: records.length });
    expect(await byDuckDB(file, { wanted })).toMatchObject({ records });
  },
);

it('what is damaged is an error or what DuckDB makes of it, and never something else', async () => {
  const query = `SELECT n, n::VARCHAR AS t, 'k' || n % 7 AS k, MAP {'k': n} AS m, TIMESTAMP '2001-01-01' + n * INTERVAL '1 second' AS at,
    CASE WHEN n % 3 = 0 THEN NULL ELSE [{'a': n, 'b': [n::VARCHAR, NULL]}, NULL] END AS l FROM range(50) AS numbers(n)`;
  for (const options of ['', ', COMPRESSION uncompressed', ', COMPRESSION uncompressed, PARQUET_VERSION V2']) {
    const bytes = readFileSync((await written(query, options)).path);
    const pages = bytes.length - bytes.readUInt32LE(bytes.length - 8) - 8;
    for (let at = 4; at < pages; at += Math.ceil(pages / 6)) {
      const damaged = Buffer.from(bytes);
      damaged[at] = mixed(at, 1) % 256;
      const file = rawFile(damaged, 'parquet');
      const theirs = await byDuckDB(file, {}).catch(() => undefined);
      const ours = await readAll(parquet.reader, file).catch(() => undefined);
      expect(ours && values(ours).map(inWords), `byte ${at}${options}`).toEqual(theirs?.records.map(inWords));
    }
  }
});
