/** Tables of a real PostgreSQL: what is counted there is what an export of the same rows gives. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordingConfig } from '../../../src/config/config.ts';
import type { RecordingFile } from '../../../src/recordings/reader.ts';
import { resolveFiles } from '../../../src/recordings/resolve.ts';
import type { RecordingStorage } from '../../../src/recordings/storage/storage.ts';
import { compilePlan } from '../../../src/replay/compile.ts';
import { planOf, replayHere, type Setting } from '../../replay/setting.ts';
import { keeping, temporaryFolder } from '../files.ts';
import { comparable, contents, setting } from './exports.ts';
import { startPostgres } from './servers/postgres.ts';

const postgres = await startPostgres();
const storage = (): RecordingStorage => ({
  tracked: { list: async () => [], localPath: async (path) => path },
  keep: keeping(),
});
const range = { line: 3, column: 12, endLine: 3, endColumn: 20 };

const COLUMNS = `id uuid, origin text, delay integer, amount double precision, exact numeric, flag boolean, weight real,
  fare jsonb, raw json, answer jsonb, at timestamptz, local timestamp, day date, said text, epoch bigint, list int[], bin bytea`;
const COLUMN_NAMES = COLUMNS.split(',').map((column) => column.trim().split(' ')[0] ?? '');

if (postgres) {
  process.env.PGUSER = postgres.user;
  process.env.PGPASSWORD = postgres.password;
}
afterAll(() => postgres?.[Symbol.asyncDispose]());

const address = `postgres://127.0.0.1:${postgres?.port}/postgres/public.flights`;
const one = (more: Partial<RecordingConfig> = {}): RecordingConfig => ({
  ...{ name: 'flights', table: address, files: address, input: '', range },
  ...more,
});

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

async function counted(config: RecordingConfig, own: Setting, seed = 1): Promise<RecordingFile> {
  const plan = planOf({ ...own, recording: config }, contents);
  const { wanted } = await compilePlan(plan, () => {});
  const [file] = await resolveFiles(config, storage(), 'weir.yml', 'counts');
  const { weeks } = plan.evidence;
  const laid = await file?.count?.({ wanted, zone: weeks && (weeks.zone ?? 'UTC'), seed });
  if (!laid) throw new Error('nothing was counted');
  return laid;
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
        const config = one(own.recording);
        const plan = planOf({ ...own, recording: config }, contents);
        const whole = await replayHere(plan, [await exported(client)]);
        const file = await counted(config, own);
        expect(comparable(await replayHere(plan, [file]))).toEqual(comparable(whole));
      }),
      { numRuns: Number(process.env.RUNS ?? 60), endOnFailure: process.env.RUNS !== undefined },
    );
  });
});
