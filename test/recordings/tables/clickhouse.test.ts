/** Tables of ClickHouse itself (chdb), over its HTTP interface: what is counted there is what an export of the same rows gives. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planOf, replayHere } from '../../replay/setting.ts';
import { temporaryFolder } from '../files.ts';
import { comparable, contents, setting } from './exports.ts';
import { countedOf, recordingAt } from './laid.ts';
import { startClickHouse } from './servers/clickhouse.ts';

const clickhouse = await startClickHouse();
if (clickhouse) {
  process.env.CLICKHOUSE_USER = clickhouse.user;
  process.env.CLICKHOUSE_PASSWORD = clickhouse.password;
  process.env.CLICKHOUSE_SECURE = '0';
}
afterAll(() => clickhouse?.[Symbol.asyncDispose]());

const COLUMNS = `id Nullable(UUID), origin Nullable(String), delay Nullable(Int32), amount Nullable(Float64),
  exact Nullable(Int64), flag Nullable(Bool), weight Nullable(Float32), fare JSON, raw Tuple(a Nullable(Int32), b Tuple(c String)),
  answer Map(String, String), at Nullable(DateTime64(6, 'UTC')), local Nullable(DateTime('America/New_York')), day Nullable(Date),
  said LowCardinality(Nullable(String)), epoch Nullable(Int64), list Array(Int32), bin Nullable(Decimal(20, 4))`;

/** As SQL; NULL is as frequent as each value. */
const ROW: Record<string, readonly string[]> = {
  id: ["'61f0c404-5cb3-11e7-907b-a6006ad3dba0'", "'00000000-0000-0000-0000-000000000000'"],
  origin: ["'LAX'", "'JFK'", "'x'", "'Zürich'", "'a\"b\\\\c\\n/'", "'\u2028'", "''"],
  delay: ['0', '-5', '61', '75', '120'],
  amount: ['0', '-0.0', 'nan', 'inf', '0.1', '1e21', '100.5', '5e-324'],
  exact: ['1', '9007199254740993', '-9223372036854775808'],
  flag: ['true', 'false'],
  weight: ['1', '2.5', '0', '-1'],
  at: [
    "'2024-03-31 00:30:00'",
    "'2024-03-31 22:15:00.5'",
    "'2024-04-01 03:59:59.999999'",
    "'2024-04-01 04:00:00'",
    "'1950-01-01 00:00:00'",
  ],
  local: ["'2024-03-31 23:59:59'", "'2024-04-01 00:00:00'", "'1971-01-01 00:00:00'"],
  day: ["'2024-03-31'", "'2024-04-01'", "'1970-01-02'"],
  said: ["'2024-03-31T10:00:00Z'", "'2024-02-30'", "'soon'"],
  epoch: ['1711900000', '1711900000123', '-1'],
  bin: ['1.5', '1234567890123456.7891'],
};
const FILLED: Record<string, readonly string[]> = {
  fare: [
    `'{"amount":1,"currency":"EUR","list":[1,2]}'`,
    `'{"amount":1.5}'`,
    `'{}'`,
    `'{"amount":9007199254740993,"more":{"x":true}}'`,
  ],
  raw: ["(1, tuple('x'))", "(NULL, tuple(''))"],
  answer: ["{'tier':'none'}", "{'tier':'short','x':''}", '{}'],
  list: ['[1, 2]', '[]'],
};
const row = fc.record({
  ...Object.fromEntries(Object.entries(ROW).map(([name, values]) => [name, fc.constantFrom('NULL', ...values)])),
  ...Object.fromEntries(Object.entries(FILLED).map(([name, values]) => [name, fc.constantFrom(...values)])),
});

const recording = recordingAt(`clickhouse://127.0.0.1:${clickhouse?.port}/default.flights`);

describe.skipIf(!clickhouse)('a table of ClickHouse (skipped where WEIR_CHDB names no chdb)', () => {
  beforeAll(async () => {
    await clickhouse?.admin(`CREATE TABLE flights (${COLUMNS}) ENGINE = MergeTree ORDER BY tuple()`);
  });

  it('leaves the evidence that its export does', { timeout: 300_000 }, async () => {
    const names = 'id origin delay amount exact flag weight fare raw answer at local day said epoch list bin'.split(
      ' ',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 40 }), setting, async (rows, own) => {
        await clickhouse?.admin('TRUNCATE TABLE flights');
        const values = rows.map((one) => `(${names.map((name) => (one as Record<string, string>)[name])})`);
        if (rows.length > 0) await clickhouse?.admin(`INSERT INTO flights VALUES ${values}`);
        const exported =
          (await clickhouse?.admin(`SELECT * FROM flights SETTINGS output_format_json_quote_64bit_integers = 0,
          date_time_output_format = 'iso', session_timezone = 'UTC', output_format_json_escape_forward_slashes = 0 FORMAT JSONEachRow`)) ??
          '';
        const path = join(temporaryFolder(), 'flights.jsonl');
        writeFileSync(path, exported);
        const plan = planOf({ ...own, recording: recording(own.recording) }, contents);
        const whole = await replayHere(plan, [
          { path, name: 'flights.jsonl', index: 0, format: 'jsonl', compression: 'none' },
        ]);
        expect(comparable(await replayHere(plan, [await countedOf(plan)]))).toEqual(comparable(whole));
      }),
      { numRuns: Number(process.env.RUNS ?? 40), endOnFailure: process.env.RUNS !== undefined },
    );
  });
});
