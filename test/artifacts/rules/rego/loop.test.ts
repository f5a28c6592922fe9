import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { lineage } from '../../../../src/artifacts/artifact-changes.ts';
import type { Artifact } from '../../../../src/artifacts/engine.ts';
import { keyOf } from '../../../../src/artifacts/reference.ts';
import { planReplay } from '../../../../src/replay/plan.ts';
import { replay } from '../../../replay/processes.ts';
import { jsonl, output, pipelineOf, rows, rules } from '../../../replay/setting.ts';

// Budgets count processor time, which takes many times as long on a machine that is busy.
vi.setConfig({ testTimeout: 120_000 });

test('a rule without end is ended by the budget of its process, and its record is failed', async () => {
  const [path, options] = ['policies/fees.wasm', { entrypoint: 'fees/loop' }];
  const step = { ...rules(path, '/allow', 'rego'), options };
  const pipeline = pipelineOf({ steps: [step], outputs: [output('/allow')] });
  const module = readFileSync(new URL('policy.wasm', import.meta.url));
  const files = new Map([[path, module]]);
  const artifact: Artifact = { path, kind: 'rules', files, options };
  const [reference = ''] = lineage(pipeline).map(keyOf);
  const plan = planReplay(
    pipeline,
    new Map([[reference, { reference, base: artifact, head: artifact, edited: false }]]),
  );

  const evidence = await replay(plan, [jsonl([{ amount: 1 }])], 1, { milliseconds: 500, megabytes: 256 });

  expect(rows(evidence, 'allow')).toEqual(['failed → failed: 1']);
  expect(evidence.reasons).toMatchObject([{ artifact: path, reason: 'took more than 0.5 s of processor time' }]);
});
