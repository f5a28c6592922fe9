/** Tables of a real PostgreSQL: what is counted there is what an export of the same rows gives. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readerOf } from '../../../src/recordings/read.ts';
import type { RecordingFile } from '../../../src/recordings/reader.ts';
import { resolveFiles } from '../../../src/recordings/resolve.ts';
import { countRows } from '../../../src/recordings/tables/count.ts';
import { postgres as plug } from '../../../src/recordings/tables/postgres/index.ts';
import { openPostgres } from '../../../src/recordings/tables/postgres/open-postgres.ts';
import { mondayOf } from '../../../src/recordings/window/week.ts';
import { output, planOf, replayHere, rows as rowsOf, rules } from '../../replay/setting.ts';
import { readAll, temporaryFolder } from '../files.ts';
import { comparable, contents, setting } from './exports.ts';
import { countedOf, recordingAt, storageHere } from './laid.ts';
import { startPostgres } from './servers/postgres.ts';

const postgres = await startPostgres();
const COLUMNS = `id uuid, origin text, delay integer, amount double precision, exact numeric, flag boolean, weight real,
  fare jsonb, raw json, answer jsonb, at timestamptz, local timestamp, day date, said text, epoch bigint, list int[], bin bytea`;
const COLUMN_NAMES = COLUMNS.split(',').map((column) => column.trim().split(' ')[0] ?? '');

if (postgres) {
  process.env.PGUSER = postgres.user;
  process.env.PGPASSWORD = postgres.password;
}
afterAll(() => postgres?.[Symbol.asyncDispose]());

const address = `postgres://127.0.0.1:${postgres?.port}/postgres/public.flights`;
const one = recordingAt(address);

/** Nulls are as frequent as each value. */
const ROW: Record<string, readonly unknown[]> = {
  origin: ['LAX', 'JFK', 'x', 'Zürich', 'a"b\\c\n', '\u2028', ''],
  delay: [0, -5, 61, 75, 120],
  amount: [0, '-0', 'NaN', 'Infinity', 0.1, 1e21, 100.5, 5e-324],
  exact: ['1', '1.0', '1.10', '9007199254740993', '-0', 'NaN', '123456789012345678901234567890.5'],
  flag: [true, false],
  weight: [1, 2.5, 0, -1],
  fare: [
    '{"amount":1,"currency":"EUR","list":[1,{"a":2}]}',
    '{"amount":1.0}',
    '{}',
    '[1,2]',
    '"x"',
    'null',
    '3',
    '{"amount":null,"more":9007199254740993}',
  ],
  raw: [
    '{"a":1,"a":2}',
    '{ "a" : -0 }',
    '{"a":1.0,"b":{"c":[1,\n2]}}',
    '{"b":{"c":{}}}',
    '{"b":[1]}',
    '[{"a":1}]',
    'null',
    '{"b":{"c":"\\u2028"}}',
  ],
  answer: ['{"tier":"none"}', '{"tier":"short"}', '"none"', 'null'],
  at: [
    '2024-03-31T00:30:00Z',
    '2024-03-31 22:15:00+00',
    '2024-04-01T03:59:59.999999Z',
    '2024-04-01T04:00:00Z',
    'infinity',
    '1822-01-01',
    '10000-01-01',
  ],
  local: ['2024-03-31T23:59:59.5', '2024-04-01', '-infinity', '0044-03-15 BC'],
  day: ['2024-03-31', '2024-04-01', 'infinity', '2060-01-01'],
  said: ['2024-03-31T10:00:00Z', '2024-02-30', 'soon'],
  epoch: [1_711_900_000, 1_711_900_000_123, -1],
  list: ['{1,2}', '{}'],
  bin: ['\\x00ff'],
};
const row = fc.record({
  id: fc.option(fc.uuid(), { nil: null, freq: 20 }),
  ...Object.fromEntries(
    Object.entries(ROW).map(([name, values]) => [name, fc.constantFrom(null, ...values.slice(0, 8))]),
  ),
});

async function fill(client: Client, rows: readonly Record<string, unknown>[]): Promise<void> {
  await client.query('TRUNCATE flights');
  const values = rows.map(
    (_, index) => `(${COLUMN_NAMES.map((_name, at) => `$${index * COLUMN_NAMES.length + at + 1}`)})`,
  );
  if (rows.length === 0) return;
  await client.query(
    `INSERT INTO flights VALUES ${values}`,
    rows.flatMap((one) => COLUMN_NAMES.map((name) => one[name] ?? null)),
  );
}

/** As somebody would export it, who minds that a line is a record. */
async function exported(client: Client, where = 'true'): Promise<RecordingFile> {
  const { rows } = await client.query({
    text: `SELECT row_to_json(flights)::text FROM flights WHERE ${where}`,
    rowMode: 'array',
  });
  const path = join(temporaryFolder(), 'flights.jsonl');
  writeFileSync(path, rows.map(([text]: string[]) => `${text?.replaceAll('\n', ' ')}\n`).join(''));
  return { path, name: 'flights.jsonl', index: 0, format: 'jsonl', compression: 'none' };
}

describe.skipIf(!postgres)('a table of PostgreSQL (skipped where Debian’s postgresql is not installed)', () => {
  let client: Client;
  beforeAll(async () => {
    client = new Client({ host: '127.0.0.1', port: postgres?.port, database: 'postgres' });
    await client.connect();
    await client.query("SET timezone = 'UTC'");
    await client.query(`CREATE TABLE flights (${COLUMNS})`);
    return () => client.end();
  });

  it('leaves the evidence that its export does', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 60 }), fc.nat(2), setting, async (rows, copies, own) => {
        await fill(client, Array.from({ length: copies + 1 }, () => rows).flat());
        const plan = planOf({ ...own, recording: one(own.recording) }, contents);
        const whole = await replayHere(plan, [await exported(client)]);
        expect(comparable(await replayHere(plan, [await countedOf(plan)]))).toEqual(comparable(whole));
      }),
      { numRuns: Number(process.env.RUNS ?? 60), endOnFailure: process.env.RUNS !== undefined },
    );
  });

  describe('with 40 flights that are late and 20 that are not', () => {
    const pipeline = { steps: [rules('tier.json', '/tier')], outputs: [output('/tier')] };

    beforeAll(async () => {
      await client.query('TRUNCATE flights');
      await client.query(`INSERT INTO flights (id, delay, origin, at)
        SELECT gen_random_uuid(), CASE WHEN n <= 40 THEN 75 ELSE 10 END, 'JFK', timestamptz '2026-11-01Z' + n * interval '1 day'
        FROM generate_series(1, 60) AS n`);
    });

    it('brings back what is distinct in what is read, and how often it is there', async () => {
      const plan = planOf({ ...pipeline, recording: one({ id: '/id' }) }, contents);
      const laid = await countedOf(plan);
      expect(laid.counted).toEqual({ records: 60, distinct: 2 });
      expect(rowsOf(await replayHere(plan, [laid]), 'tier')).toEqual([
        '"none" → "none": 20',
        '"shortJFK" → "none": 40',
      ]);
    });

    it('is read row by row by who cannot count', async () => {
      const plan = planOf({ ...pipeline, recording: one() }, contents);
      const laid = await countedOf(plan);
      const { records } = await readAll(readerOf(laid), laid);
      expect(records.map(({ position }) => position)).toEqual(Array.from({ length: 60 }, (_, index) => index));
      expect(records.filter(({ record }) => (record as { delay: number }).delay === 75)).toHaveLength(40);
    });

    it('is the rows of where alone', async () => {
      const where = `at >= '2026-11-11' AND "delay" <> 10 AND NOT (origin IN ('LAX', 'x''y'))`;
      const plan = planOf({ ...pipeline, recording: one({ where }) }, contents);
      expect((await countedOf(plan)).counted).toEqual({ records: 31, distinct: 1 });
    });

    it('is the rows of the window before the newest, those without a time being unusable', async () => {
      await client.query('INSERT INTO flights (delay) VALUES (75)');
      const plan = planOf({ ...pipeline, recording: one({ time: '/at', window: '7d' }) }, contents);
      const evidence = await replayHere(plan, [await countedOf(plan)]);
      await client.query('DELETE FROM flights WHERE at IS NULL');
      expect(evidence).toMatchObject({ read: 8, replayed: 7, malformed: 1 });
      expect(evidence.window).toEqual({ from: '2026-12-25T00:00:00+00:00', to: '2026-12-31T00:00:00+00:00' });
    });

    it('is told apart by the weeks of a zone', async () => {
      const limit = { key: 'tier.changed', output: 'tier', measure: 'changed', text: '1%' } as const;
      const limits = [{ ...limit, limit: { kind: 'share', amount: 0.01 }, range: one().range }] as const;
      const recording = one({ time: '/at', zone: 'America/New_York' });
      const evidence = await replayHere(...(await planned({ ...pipeline, limits, recording })));
      // Midnight in UTC is the evening before: weeks there begin with Tuesday's.
      expect(evidence.weeks?.map(({ week, evidence: { replayed } }) => [mondayOf(week), replayed])).toEqual([
        ['2026-10-26', 1],
        ['2026-11-02', 7],
        ['2026-11-09', 7],
        ['2026-11-16', 7],
        ['2026-11-23', 7],
        ['2026-11-30', 7],
        ['2026-12-07', 7],
        ['2026-12-14', 7],
        ['2026-12-21', 7],
        ['2026-12-28', 3],
      ]);
    });

    it('is a sample by the hash of the id where too much is distinct, the same for the same seed', async () => {
      await using session = await openPostgres({ address, fail: (message) => new Error(message) as never });
      const sample = (seed: number, id: string | undefined) =>
        countRows(session, plug.dialect, join(temporaryFolder(), 'counted.jsonl'), {
          ...{
            wanted: [{ path: ['at'], sees: 'value' }],
            zone: undefined,
            seed,
            id,
            time: undefined,
            condition: undefined,
          },
          ...{ mostDistinct: 50, fix: (record: string) => ({ record }), fail: (message: string) => new Error(message) },
        });
      const [first, again, other] = [await sample(1, '"id"'), await sample(1, '"id"'), await sample(2, '"id"')];
      expect(first.counted.sampled).toEqual({ of: 60 });
      expect(first.counted.records).toBeGreaterThan(5);
      expect(first.counted.records).toBeLessThan(50);
      expect(again).toEqual(first);
      expect(other.hash).not.toBe(first.hash);
      await expect(sample(1, undefined)).rejects.toThrow('more than 50 distinct records');
      await expect(sample(1, '"origin"')).rejects.toThrow('whose id is not another one in each row');
      await expect(sample(1, '"list"')).rejects.toThrow('60 of them without an id');
    });

    it('is judged as a sample: what it leaves out was recorded', async () => {
      await using session = await openPostgres({ address, fail: (message) => new Error(message) as never });
      const path = join(temporaryFolder(), 'counted.jsonl');
      const { counted } = await countRows(session, plug.dialect, path, {
        ...{ wanted: undefined, zone: undefined, seed: 1, id: '"id"', time: undefined, condition: undefined },
        ...{ mostDistinct: 50, fix: (record: string) => ({ record }), fail: (message: string) => new Error(message) },
      });
      const plan = planOf({ ...pipeline, recording: one() }, contents);
      const file = { path, name: address, index: 0, format: 'jsonl', compression: 'none', counted } as const;
      expect(await replayHere(plan, [file])).toMatchObject({ recorded: 60, read: counted.records });
    });
  });

  async function planned(own: Parameters<typeof planOf>[0]): Promise<Parameters<typeof replayHere>> {
    const plan = planOf(own, contents);
    return [plan, [await countedOf(plan)]];
  }

  it.each([
    ['another password', {}, { PGPASSWORD: 'wrong' }, 'refused the credentials (SQLSTATE 28P01)'],
    ['a table that is not there', { table: address.replace('flights', 'trains') }, {}, 'there is no such place'],
    [
      'a database that is not there',
      { table: address.replace('/postgres/', '/nothing/') },
      {},
      'there is no such place',
    ],
    ['a server that is not there', { table: address.replace(/:\d+/, ':1') }, {}, "can't be reached (ECONNREFUSED)"],
    ['a column that is not there', { weight: '/wieght' }, {}, 'weight: the table has no column "wieght"'],
    ['what cannot be compared', { where: "delay = 'x' OR flag > 3" }, {}, 'could not be asked'],
  ] as const)('is an error that says what is wrong, for %s', async (_what, more, environment, message) => {
    const before = process.env.PGPASSWORD;
    Object.assign(process.env, environment);
    const config = one(more);
    const [file] = await resolveFiles({ ...config, files: config.table ?? '' }, storageHere(), 'weir.yml', 'counts');
    const found = await file?.count?.({ wanted: undefined, zone: undefined, seed: 1 }).catch(String);
    process.env.PGPASSWORD = before;
    expect(found).toContain(`weir.yml:3:12: recording "flights": `);
    expect(found).toContain(message);
    expect(found).not.toContain(postgres?.password);
    expect(found).not.toContain('wrong');
  });

  it('can neither be changed nor be left for other tables', async () => {
    await using session = await openPostgres({ address, fail: (message) => new Error(message) as never });
    const asked = (sql: string) => Array.fromAsync(session.rows(sql));
    await expect(asked('DELETE FROM flights RETURNING 1')).rejects.toThrow();
  });

  it('is asked on a server only below what its operator names', async () => {
    const at = (places: readonly string[]) => resolveFiles(one(), storageHere(places), 'weir.yml', 'counts');
    await expect(at([])).rejects.toThrow('not among the places that the App reads');
    await expect(at([address.replace('/postgres/', '/other/')])).rejects.toThrow('not among the places');
    await expect(at([address.slice(0, -1)])).rejects.toThrow('not among the places');
    expect(await at([address])).toHaveLength(1);
    expect(await at([address.slice(0, address.lastIndexOf('/'))])).toHaveLength(1);
  });

  it('is no recording of a command that does not read tables', async () => {
    await expect(resolveFiles(one(), storageHere(), 'weir.yml')).rejects.toThrow('tables are not read by this command');
  });

  it('is given up when nobody waits for it any more', async () => {
    const gone = new AbortController();
    gone.abort(new Error('gone'));
    await expect(countedOf(planOf({ recording: one() }, contents), 1, gone.signal)).rejects.toThrow('gone');
  });
});
