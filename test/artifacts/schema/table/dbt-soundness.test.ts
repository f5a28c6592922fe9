/** What the diff says of dbt's contracts is judged by DuckDB: no rows may change sides without an edit that allows for it. */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directionsOf } from '../../../../src/artifacts/directions.ts';
import type { Artifact } from '../../../../src/artifacts/engine.ts';
import { dbt } from '../../../../src/artifacts/schema/dbt/index.ts';
import { runs } from '../../../runs.ts';
import { holds, type Model, models, pairs, rows } from './dbt-random.ts';

/** Pairs that are tried, each with the same lists of rows: `WEIR_TRIES=5000 WEIR_SEED=2 vitest run …` tries more, and others. */
const TRIES = Number(process.env.WEIR_TRIES ?? runs(40));
const SEED = Number(process.env.WEIR_SEED ?? 20260101);
const PATIENCE = { timeout: 60_000 + 500 * TRIES };

let instance: DuckDBInstance;
let database: DuckDBConnection;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  database = await instance.connect();
});
afterAll(() => {
  database.closeSync();
  instance.closeSync();
});

function artifact(model: Model): Artifact {
  const text = JSON.stringify({ version: 2, models: [model] }, null, 1);
  return { path: 'models/t.yml', kind: 'schema', files: new Map([['models/t.yml', text]]) };
}

test('rows that only one side accepts always meet an edit that allows for it', PATIENCE, async () => {
  const samples = fc.sample(rows, { seed: SEED, numRuns: 12 });
  const met = { told: 0, compatible: 0 };
  await fc.assert(
    fc.asyncProperty(pairs, async ([base, head]) => {
      // No table has a column that it does not declare.
      fc.pre(base.columns.length === head.columns.length);
      const { backward, forward } = directionsOf(dbt.diff(artifact(base), artifact(head)));
      let isTold = false;
      for (const all of samples) {
        const [before, after] = [await holds(database, base, all), await holds(database, head, all)];
        if (backward === 'compatible') expect([all, before && !after]).toEqual([all, false]);
        if (forward === 'compatible') expect([all, after && !before]).toEqual([all, false]);
        isTold ||= before !== after;
      }
      met.told += isTold ? 1 : 0;
      met.compatible += backward === 'compatible' || forward === 'compatible' ? 1 : 0;
    }),
    { seed: SEED, numRuns: TRIES },
  );
  expect(met.told).toBeGreaterThan(TRIES / 4);
  expect(met.compatible).toBeGreaterThan(TRIES / 8);
});

test('a row by itself is taken where DuckDB takes it', PATIENCE, async () => {
  const samples = fc.sample(rows, { seed: SEED, numRuns: 20 }).map(([row]) => row ?? {});
  await fc.assert(
    fc.asyncProperty(models, async (model) => {
      const outcomes = await (await dbt.compile(artifact(model))).run(samples);
      for (const [index, row] of samples.entries()) {
        const wanted = (await holds(database, model, [row])) ? 'ok' : 'rejected';
        expect([row, outcomes[index]?.outcome]).toEqual([row, wanted]);
      }
    }),
    { seed: SEED, numRuns: Math.ceil(TRIES / 2) },
  );
});
