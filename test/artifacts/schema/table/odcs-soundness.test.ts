/** What the diff says of contracts in ODCS is judged by the standard's words: no rows may change sides without an edit that allows for it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { directionsOf } from '../../../../src/artifacts/directions.ts';
import type { Artifact } from '../../../../src/artifacts/engine.ts';
import { odcs } from '../../../../src/artifacts/schema/odcs/index.ts';
import { runs } from '../../../runs.ts';
import { type Contract, holds, pairs, rows, takes } from './odcs-random.ts';

/** Pairs that are tried, each with the same lists of rows: `WEIR_TRIES=20000 WEIR_SEED=2 vitest run …` tries more, and others. */
const TRIES = Number(process.env.WEIR_TRIES ?? runs(250));
const SEED = Number(process.env.WEIR_SEED ?? 20260101);
const PATIENCE = { timeout: 60_000 + 50 * TRIES };

function artifact(properties: Contract): Artifact {
  const own = { apiVersion: 'v3.1.0', kind: 'DataContract', id: 't', schema: [{ name: 't', properties }] };
  return { path: 't.odcs.yaml', kind: 'schema', files: new Map([['t.odcs.yaml', JSON.stringify(own, null, 1)]]) };
}

test('rows that only one side accepts always meet an edit that allows for it', PATIENCE, () => {
  const samples = fc.sample(rows, { seed: SEED, numRuns: 60 });
  const met = { told: 0, compatible: 0 };
  fc.assert(
    fc.property(pairs, ([base, head]) => {
      const known = samples.filter((all) =>
        [base, head].every((one) => one.length > 1 || all.every((row) => !('x' in row))),
      );
      const [before, after] = [base, head].map((one) => known.map((all) => holds(one, all)));
      const { backward, forward } = directionsOf(odcs.diff(artifact(base), artifact(head)));

      const gone = known.find((_, index) => before?.[index] && !after?.[index]);
      const came = known.find((_, index) => !before?.[index] && after?.[index]);
      if (backward === 'compatible') expect(gone).toBeUndefined();
      if (forward === 'compatible') expect(came).toBeUndefined();
      met.told += gone || came ? 1 : 0;
      met.compatible += backward === 'compatible' || forward === 'compatible' ? 1 : 0;
    }),
    { seed: SEED, numRuns: TRIES },
  );
  expect(met.told).toBeGreaterThan(TRIES / 4);
  expect(met.compatible).toBeGreaterThan(TRIES / 4);
});

test('a row is judged as the words have it', PATIENCE, async () => {
  const samples = fc.sample(rows, { seed: SEED, numRuns: 20 }).flat();
  await fc.assert(
    fc.asyncProperty(pairs, async ([contract]) => {
      // Of several patterns one is checked, and the others are named as not checked.
      fc.pre(JSON.stringify(contract).split('"pattern"').length <= 2);
      const stage = await odcs.compile(artifact(contract));
      const outcomes = await stage.run(samples);
      for (const [index, row] of samples.entries()) {
        const { outcome } = outcomes[index] ?? {};
        expect([row, outcome]).toEqual([row, takes(contract, row) ? 'ok' : 'rejected']);
      }
    }),
    { seed: SEED, numRuns: Math.ceil(TRIES / 2) },
  );
});
