import { expect, test } from 'vitest';
import type { Artifact, CompileOptions } from '../../../src/artifacts/engine.ts';
import { deployment } from '../../../src/artifacts/model/deployment/index.ts';

const artifact = (text: string, path = 'deploy/model.yaml'): Artifact => ({
  path,
  kind: 'model',
  files: new Map([[path, text]]),
});

// Each as its documentation shows such a file.
test.each([
  [
    'apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata: { name: fraud }\nspec: { predictor: { model: { modelFormat: { name: sklearn }, storageUri: "gs://m/3" } } }\n',
    'gs://m/3',
    'gs://m/4',
    'model of fraud: "gs://m/3" became "gs://m/4"',
  ],
  [
    'model_list:\n  - model_name: fast\n    litellm_params: { model: openai/gpt-4o, temperature: 0 }\n',
    'gpt-4o',
    'gpt-5',
    'model of fast: "openai/gpt-4o" became "openai/gpt-5"',
  ],
  [
    'flavors: { sklearn: { sklearn_version: 1.5.0 } }\nrun_id: 1a\n',
    'run_id: 1a',
    'run_id: 2b',
    'model: "1a" became "2b"',
  ],
  [
    'prompts: [p.txt]\nproviders: [openai:gpt-4o]\n',
    'openai:gpt-4o',
    'openai:gpt-5',
    'model: "openai:gpt-4o" became "openai:gpt-5"',
  ],
])('edits are named in the words of the form: %s', (text, from, to, message) => {
  expect(deployment.recognise?.({ path: 'deploy/model.yaml', content: text })).toBe(true);
  expect(deployment.diff(artifact(text), artifact(text.replace(from, to))).map((edit) => edit.message)).toEqual([
    message,
  ]);
});

test('a version that was not recorded is unreplayable; the same version answers as it did', async () => {
  const text = 'prompts: [p.txt]\nproviders: [openai:gpt-4o]\n';
  const run = async (options: CompileOptions) =>
    (await deployment.compile(artifact(text), { from: '/output', ...options })).run([{ output: 'yes' }, {}]);
  const answered = [
    { outcome: 'ok', value: 'yes' },
    { outcome: 'unreplayable', reason: 'the recording has nothing at /output' },
  ];
  expect(await run({ unchanged: true })).toEqual(answered);
  expect(await run({ inForce: true })).toEqual(answered);
  const another = {
    outcome: 'unreplayable',
    reason: 'a promptfoo config that changed: its answers are not recorded, and the model is not run here',
  };
  expect(await run({})).toEqual([another, another]);
});
