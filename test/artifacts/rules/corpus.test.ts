import { LogicEngine } from 'json-logic-engine';
import jsonLogic, { type RulesLogic } from 'json-logic-js';
import { describe, expect, test } from 'vitest';
import type { Engine, Outcome } from '../../../src/artifacts/engine.ts';
import { jsonLogicEngine } from '../../../src/artifacts/rules/json-logic-engine/index.ts';
import { jsonLogicJs } from '../../../src/artifacts/rules/json-logic-js/index.ts';
import { ArtifactError } from '../../../src/errors.ts';
import { bounded } from '../../../src/replay/stage.ts';
import { type Case, hasCorpus, readCases } from './corpus.ts';

/**
 * `passes`: cases that the bare library passes, results compared as JSON. json-logic-engine would pass 8 more if `{}`
 * were truthy for it, as the harness of the corpus makes it and the library as installed does not.
 * `refused`: cases that the bare library passes only because no data leads to their unknown operator, which a stage
 * refuses to compile.
 */
const libraries = [
  {
    engine: jsonLogicJs,
    bare: ({ rule, data }: Case) => jsonLogic.apply(rule as RulesLogic, data),
    passes: 782,
    refused: 10,
  },
  { engine: jsonLogicEngine, bare: runBare, passes: 1119, refused: 0 },
] as const;

/** What is constant and throws does so when the rule is built; run without building, it throws where it is reached. */
function runBare({ rule, data }: Case): unknown {
  const engine = new LogicEngine(undefined, { permissive: true });
  const built = attempt(() => engine.build(rule));
  return typeof built.value === 'function' ? built.value(data) : engine.run(rule, data);
}

describe.skipIf(!hasCorpus)('the shared JSONLogic cases (skipped where ../shared is absent)', () => {
  const cases = hasCorpus ? readCases() : [];

  test.each(libraries)('$engine.id: a stage answers as the bare library does', async ({ engine, bare, refused }) => {
    let unreached = 0;
    for (const sample of cases) {
      const expected = attempt(() => bare(sample));
      const outcome = await evaluate(engine, sample);
      const what = JSON.stringify(sample);

      if (outcome instanceof ArtifactError) {
        expect(outcome.message, what).toMatch(/^r\.json:1:\d+: unknown operator `/);
        unreached += 'thrown' in expected ? 0 : 1;
      } else if ('thrown' in expected) {
        expect(outcome.outcome, what).toBe('failed');
      } else {
        expect(outcome, what).toEqual({ outcome: 'ok', value: expected.value ?? null });
      }
    }
    expect(unreached).toBe(refused);
  });

  test.each(libraries)('$engine.id: the bare library passes $passes cases', ({ bare, passes }) => {
    const passed = cases.filter((sample) => {
      const { value, thrown } = attempt(() => bare(sample));
      if (sample.error) return typeOf(thrown) === sample.error.type;
      return thrown === undefined && JSON.stringify(value ?? null) === JSON.stringify(sample.result ?? null);
    });
    expect(passed).toHaveLength(passes);
  });
});

async function evaluate(engine: Engine, { rule, data }: Case): Promise<Outcome | ArtifactError> {
  const artifact = { path: 'r.json', kind: engine.kind, files: new Map([['r.json', JSON.stringify(rule)]]) };
  try {
    const [outcome] = await bounded(await engine.compile(artifact)).run([data]);
    return outcome ?? { outcome: 'failed', reason: 'no outcome' };
  } catch (error) {
    if (error instanceof ArtifactError) return error;
    throw error;
  }
}

function attempt(work: () => unknown): { value?: unknown; thrown?: unknown } {
  try {
    return { value: work() };
  } catch (thrown) {
    return { thrown };
  }
}

function typeOf(thrown: unknown): string {
  if (Number.isNaN(thrown)) return 'NaN';
  const { type, message } = Object(thrown) as { type?: unknown; message?: unknown };
  return String(type ?? message);
}
