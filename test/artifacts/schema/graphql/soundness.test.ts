/** What the diff says to be compatible takes every operation that it says it takes, by graphql-js. */
import { expect, test } from 'vitest';
import { directionsOf } from '../../../../src/artifacts/directions.ts';
import { graphql } from '../../../../src/artifacts/schema/graphql/index.ts';
import { ArtifactError } from '../../../../src/errors.ts';
import { seededRandom } from '../../../random.ts';
import { runs } from '../../../runs.ts';
import { artifact } from './artifact.ts';
import { schemas, write } from './random.ts';

const TRIES = runs(400);

test('on random pairs and random operations', { timeout: 60_000 + 100 * TRIES }, async () => {
  const random = schemas(seededRandom(Number(process.env.PROPERTY_SEED ?? 3)));
  let taken = 0;
  for (let index = 0; index < TRIES; index += 1) {
    const pair = random.pair();
    const [base, head] = pair.map((one) => artifact(write(one)));
    if (!base || !head) throw new Error('no pair');
    try {
      const { backward, forward } = directionsOf(graphql.diff(base, head));
      const documents = [...pair, ...pair, ...pair].map(random.operation);
      const was = await (await graphql.compile(base)).run(documents);
      const is = await (await graphql.compile(head)).run(documents);
      for (const [place, document] of documents.entries()) {
        const [before, after] = [was[place]?.outcome === 'ok', is[place]?.outcome === 'ok'];
        const told = `${write(pair[0])}\n→\n${write(pair[1])}\n${document.query}`;
        if (backward === 'compatible') expect(before && !after, told).toBe(false);
        if (forward === 'compatible') expect(after && !before, told).toBe(false);
        taken += before && after ? 1 : 0;
      }
    } catch (error) {
      // An input that holds itself without end, say.
      if (!(error instanceof ArtifactError)) throw error;
    }
  }
  expect(taken).toBeGreaterThan(TRIES);
});
