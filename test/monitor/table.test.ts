/** `weir monitor` of a table of a real PostgreSQL: it finds what an export of the same rows lets it find. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { weir } from '../e2e/weir.ts';
import { startPostgres } from '../recordings/tables/servers/postgres.ts';
import { makeRepository } from '../repository/fixture.ts';

const postgres = await startPostgres();
afterAll(() => postgres?.[Symbol.asyncDispose]());

const WEEKS = 18;
/** Of 40 delays from 0 to 39, each once a week; from the sixteenth week on production runs what was merged last. */
const ROWS = `CREATE TABLE flights AS
  SELECT n AS id, n % 40 AS delay, jsonb_build_object('carrier', CASE n % 2 WHEN 0 THEN 'AA' ELSE 'UA' END) AS flight,
    CASE WHEN n % 40 >= CASE WHEN n / 40 < 15 THEN 30 ELSE 20 END THEN 'late' ELSE 'fine' END AS answer,
    timestamptz '2001-01-01T00:00Z' + n * interval '7 days' / 40 AS at
  FROM generate_series(0, ${40 * WEEKS - 1}) AS n`;

const weirYml = (table: string) => `version: 1
recordings:
  table: { table: "${table}", input: "", output: /answer, id: /id, time: /at }
  export: { files: flights.jsonl, input: "", output: /answer, id: /id, time: /at }
pipelines:
  table: &board
    recording: table
    steps: [{ rules: board.json, into: /status }]
    outputs: { status: { at: /status, kind: category } }
    segments: [/flight/carrier]
    limits: { status.changed: 5% }
  export: { <<: *board, recording: export }
`;
const rule = (least: number) => `{"if":[{">=":[{"var":"delay"},${least}]},"late","fine"]}\n`;

test.skipIf(!postgres)('says what it says of an export of the same rows, but for the fields of requests', async () => {
  if (!postgres) return;
  process.env.PGUSER = postgres.user;
  process.env.PGPASSWORD = postgres.password;
  await postgres.admin(ROWS);
  const lines = await postgres.admin('SELECT row_to_json(flights)::text AS line FROM flights');
  const repository = makeRepository();
  repository.commit({
    '.github/weir.yml': weirYml(`postgres://127.0.0.1:${postgres.port}/postgres/public.flights`),
    'flights.jsonl': lines.map(({ line }) => `${line}\n`).join(''),
    'board.json': rule(30),
  });
  const merged = repository.commit({ 'board.json': rule(20) });

  const file = join(repository.directory, '.git/monitor.json');
  const run = await weir(['monitor', '--jobs', '1', '--json', file], repository.directory);
  expect(run.stderr).toBe('');
  expect(run.status).toBe(1);
  const [table, exported] = JSON.parse(readFileSync(file, 'utf8')).pipelines;
  const { notes, counted: _counted, ...found } = table;
  expect(notes).toEqual([
    'what the fields of requests hold is not looked at: of a table only what steps read comes back',
  ]);
  expect(run.stdout).toContain('what the fields of requests hold');
  const { counted: _files, ...expected } = exported;
  expect(found).toEqual({ ...expected, pipeline: 'table' });

  // By hand: 10 of 40 are late by what ran first, 20 by what was merged.
  const late = found.courses.find(({ key }: { key: string }) => key === 'status.share.late');
  expect(late.weeks.map(({ now }: { now: number }) => now)).toEqual([...Array(15).fill(0.25), ...Array(3).fill(0.5)]);
  expect(found.findings.map(({ cause, commit }: Record<string, string>) => [cause, commit])).toEqual([
    ['merge', merged],
  ]);
});
