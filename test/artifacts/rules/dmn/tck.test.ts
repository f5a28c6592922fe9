import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Outcome, Stage } from '../../../../src/artifacts/engine.ts';
import { stageOf } from '../../../../src/artifacts/rules/dmn/compile.ts';
import { Model } from '../../../../src/artifacts/rules/dmn/definitions.ts';
import { ArtifactError } from '../../../../src/errors.ts';
import { artifactOf, type Case, casesIn, passes } from './tck.ts';

const corpus = fileURLToPath(new URL('../../../../../shared/data/corpora/dmn-tck/', import.meta.url));

/** Models are parsed once, and each of their decisions is compiled once. */
function runner(): (of: Case) => Promise<Outcome> {
  const models = new Map<string, Model>();
  const stages = new Map<string, Stage | Outcome>();
  return async (of) => {
    const key = `${of.model} ${of.decision}`;
    const model = models.get(of.model) ?? new Model(artifactOf(of));
    models.set(of.model, model);
    const stage = stages.get(key) ?? compiled(model, of);
    stages.set(key, stage);
    if ('outcome' in stage) return stage;
    const [outcome] = await stage.run([of.input]);
    return outcome as Outcome;
  };
}

function compiled(model: Model, { decision }: Case): Stage | Outcome {
  try {
    return stageOf(model, { decision, now: '2026-05-01T12:00:00Z' });
  } catch (error) {
    expect(error).toBeInstanceOf(ArtifactError);
    return { outcome: 'failed', reason: String(error) };
  }
}

async function failures(
  level: string,
): Promise<{ readonly all: number; readonly failed: Readonly<Record<string, number>> }> {
  const run = runner();
  const cases = casesIn(`${corpus}${level}`);
  const failed: Record<string, number> = {};
  for (const one of cases) {
    if (!passes(one, await run(one))) failed[one.folder] = (failed[one.folder] ?? 0) + 1;
  }
  return { all: cases.length, failed };
}

describe.skipIf(!existsSync(corpus))('the cases of the DMN TCK (skipped where ../shared is absent)', () => {
  test('level 2 passes in full', async () => {
    expect(await failures('compliance-level-2')).toEqual({ all: 44, failed: {} });
  });

  // Each of these is explained in docs/engines.md.
  test('level 3 passes but for what feelin has not', { timeout: 60_000 }, async () => {
    expect(await failures('compliance-level-3')).toEqual({
      all: 2467,
      failed: {
        '0057-feel-context': 1,
        '0070-feel-instance-of': 9,
        '0072-feel-in': 4,
        '0076-feel-external-java': 14,
        '0082-feel-coercion': 1,
        '0084-feel-for-loops': 5,
        '0096-feel-day-of-week-function': 2,
        '0100-arithmetic': 134,
        '0103-feel-is-function': 1,
        '1100-feel-decimal-function': 1,
        '1115-feel-date-function': 8,
        '1116-feel-time-function': 3,
        '1117-feel-date-and-time-function': 10,
        '1130-feel-interval': 8,
        '1141-feel-round-up-function': 2,
        '1143-feel-round-half-up-function': 2,
        '1144-feel-round-half-down-function': 2,
        '1155-list-replace-function': 7,
      },
    });
  });
});
