/** A change to a schema that a pipeline of another repository reads, whose traffic lies in a table: a real PostgreSQL. */
import { afterAll, expect, test, vi } from 'vitest';
import { check } from '../../src/cli/check.ts';
import { startPostgres } from '../recordings/tables/servers/postgres.ts';
import { makeRepository } from '../repository/fixture.ts';

vi.setConfig({ testTimeout: 120_000 });

const postgres = await startPostgres();
afterAll(() => postgres?.[Symbol.asyncDispose]());

const booking = (most: number) =>
  `{ "type": "object", "properties": { "delay": { "type": "integer", "maximum": ${most} } } }\n`;

const weirYml = (recording: string) => `version: 1
recordings: { flights: { ${recording}, input: /input } }
pipelines:
  board:
    owners: ["@acme/airports"]
    recording: flights
    steps:
      - schema: acme/events:schemas/booking.json
      - rules: rules/board.json
        into: /status
    outputs: { status: { at: /status, kind: category } }
    limits: { rejected: 10% }
`;

test.skipIf(!postgres)('is what an export of the same rows finds', async () => {
  if (!postgres) return;
  process.env.PGUSER = postgres.user;
  process.env.PGPASSWORD = postgres.password;
  await postgres.admin(`CREATE TABLE flights AS
    SELECT jsonb_build_object('delay', at % 100) AS input FROM generate_series(0, 999) AS at`);

  const upstream = makeRepository();
  upstream.commit({ 'schemas/booking.json': booking(99) });
  upstream.git('remote', 'add', 'origin', 'https://github.com/acme/events.git');
  upstream.git('checkout', '--quiet', '-b', 'tighten');
  // 60 to 99 are newly rejected: 40 of 100.
  const head = upstream.commit({ 'schemas/booking.json': booking(59) });

  const rows = Array.from({ length: 1000 }, (_, at) => `${JSON.stringify({ input: { delay: at % 100 } })}\n`);
  const recordings = {
    export: 'files: traffic.jsonl',
    table: `table: "postgres://127.0.0.1:${postgres.port}/postgres/public.flights"`,
  };
  const consumers = Object.entries(recordings).map(([name, recording]) => {
    const { directory, commit } = makeRepository();
    commit({
      '.github/weir.yml': weirYml(recording),
      'rules/board.json': '{ "if": [{ "<": [{ "var": "delay" }, 15] }, "on-time", "late"] }\n',
      'traffic.jsonl': rows.join(''),
    });
    return `acme/${name}=${directory}`;
  });

  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const { report } = await check({ repo: upstream.directory, base: 'main', head, consumers, full: true, jobs: 1 });
  const lines = report.downstreams ?? [];
  expect(lines.map(({ repository, status, verdict }) => [repository, status, verdict])).toEqual([
    ['acme/export', 'judged', 'fail'],
    ['acme/table', 'judged', 'fail'],
  ]);
  expect(lines[1]?.reasons).toEqual(lines[0]?.reasons);
  expect(lines[0]?.reasons?.join()).toContain('40');
});
