/** The compatibility cases of the Apicurio registry, an independent opinion on what breaks whom. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { directionsOf } from '../../../../src/artifacts/directions.ts';
import type { Artifact } from '../../../../src/artifacts/engine.ts';
import { avro } from '../../../../src/artifacts/schema/avro/index.ts';

interface Case {
  readonly id: string;
  readonly enabled: boolean;
  readonly compatibility: 'backward' | 'forward' | 'both' | 'none';
  readonly original: unknown;
  readonly updated: unknown;
}

const CORPUS = new URL('../../../../../shared/data/corpora/apicurio-compatibility/avro.json', import.meta.url);

test.skipIf(!existsSync(CORPUS))('agrees with all enabled cases (skipped where ../shared is absent)', () => {
  const cases: Case[] = JSON.parse(readFileSync(CORPUS, 'utf8'));
  const enabled = cases.filter((one) => one.enabled);

  expect(enabled.length).toBeGreaterThan(0);
  expect(enabled.map((one) => [one.id, judge(one)])).toEqual(enabled.map((one) => [one.id, one.compatibility]));
});

function judge({ original, updated }: Case): string {
  const { backward, forward } = directionsOf(avro.diff(artifact(original), artifact(updated)));
  if (backward === 'compatible') return forward === 'compatible' ? 'both' : 'backward';
  return forward === 'compatible' ? 'forward' : 'none';
}

function artifact(value: unknown): Artifact {
  return { path: 'record.avsc', kind: 'schema', files: new Map([['record.avsc', JSON.stringify(value)]]) };
}
