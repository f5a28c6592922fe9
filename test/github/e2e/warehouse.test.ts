/** Traffic that lies in a table, in the App: a real PostgreSQL, asked for a check at home and for that of an upstream. */
import { afterAll, describe, expect, test } from 'vitest';
import { startPostgres } from '../../recordings/tables/servers/postgres.ts';
import { late } from './claims.ts';
import { openScene } from './scene.ts';

const postgres = await startPostgres();
afterAll(() => postgres?.[Symbol.asyncDispose]());

const reader = (table: string) => `version: 1
visible_to_upstreams: measures
recordings: { flights: { table: "${table}", input: /input } }
pipelines:
  board:
    recording: flights
    steps: [{ rules: "acme/shared:late.json", into: /status }, { rules: local.json, into: /own }]
    outputs: { status: { at: /status, kind: category }, own: { at: /own, kind: category } }
    limits: { status.changed: 2%, own.changed: 2% }
`;

describe.skipIf(!postgres)('a table', async () => {
  if (!postgres) return;
  const allowed = `postgres://127.0.0.1:${postgres.port}/postgres`;
  // Ten of each delay from 0 to 99.
  await postgres.admin(`CREATE TABLE flights AS
    SELECT jsonb_build_object('delay', at % 100) AS input FROM generate_series(0, 999) AS at`);
  await postgres.admin('CREATE TABLE secrets AS SELECT * FROM flights');
  const scene = await openScene({
    env: { WEIR_RECORDINGS: `${allowed}/public.flights`, PGUSER: postgres.user, PGPASSWORD: postgres.password },
  });
  const { github } = scene;
  afterAll(() => scene.close());

  test('is asked for a change at home, and for one of what it reads elsewhere', async () => {
    const shared = await github.createRepository({ owner: 'acme', name: 'shared', files: { 'late.json': late(15) } });
    const files = { '.github/weir.yml': reader(`${allowed}/public.flights`), 'local.json': late(15) };
    const home = await github.createRepository({ owner: 'acme', name: 'board', files });
    for (const made of [shared, home]) github.install(made);

    const own = await scene.concluded(await scene.propose({ 'local.json': late(25) }, { repository: home }));
    const above = await scene.concluded(await scene.propose({ 'late.json': late(25) }, { repository: shared }));

    // 15 to 24 minutes: a hundred of a thousand.
    expect(own.conclusion).toBe('failure');
    expect(own.output.title).toContain('own.changed 10');
    expect(above.output.summary).toMatch(/✖ \| `acme\/board · board` \|.* 10 % /);
  });

  test('that its operator does not name is not asked, and the check says so', async () => {
    const files = { '.github/weir.yml': reader(`${allowed}/public.secrets`), 'local.json': late(15) };
    const other = await github.createRepository({ owner: 'acme', name: 'curious', files });
    github.install(other);
    await github.commit(other, 'main', { 'README.md': 'Curious\n' });

    const { conclusion, output } = await scene.concluded(
      await scene.propose({ 'local.json': late(25) }, { repository: other }),
    );

    expect(conclusion).not.toBe('success');
    expect(`${output.title}${output.summary}`).toContain('not among the places that the App reads');
    expect(`${output.title}${output.summary}`).not.toContain(postgres.password);
  });
});
