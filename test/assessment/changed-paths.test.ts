import { expect, test } from 'vitest';
import { changedPaths } from '../../src/assessment/changed-paths.ts';
import type { Question } from '../../src/assessment/question.ts';
import { parseConfig } from '../../src/config/load.ts';

const pipeline = (path: string) =>
  `{ recording: t, steps: [{ rules: ${path}, into: /x }], outputs: { x: { at: /x, kind: category } } }`;
const config = parseConfig(
  `version: 1
recordings: { t: { files: t.jsonl } }
pipelines:
  one: ${pipeline('one.json')}
  two: ${pipeline('two.json')}
`,
  'weir.yml',
);

function question(rest: Partial<Question>): Question {
  return {
    judging: { config, from: 'base', changes: [] },
    pipelines: config.pipelines,
    renames: async () => new Map(),
    recording: async () => [],
    replay: { jobs: 1, full: true, seed: 1 },
    ...rest,
  };
}

const paths = [
  '.gitattributes',
  'ONE.json',
  '.github/workflows/weir.yml',
  'CODEOWNERS',
  'rules/a.json',
  'src/main.ts',
  'node_modules/x/rules.json',
  'config/b.yaml',
  'schemas/c.avsc',
];

const changed: Question['changed'] = async (filter) => paths.filter(filter);

test('paths that may be governed, and those that guard, are asked for at once', async () => {
  expect(await changedPaths(question({ changed }))).toEqual({
    governed: ['ONE.json', 'rules/a.json', 'config/b.yaml', 'schemas/c.avsc'],
    guards: ['.github/workflows/weir.yml', 'CODEOWNERS'],
    forms: ['.gitattributes', 'ONE.json'],
  });
});

test('where some pipelines only are looked at, only what guards is asked for', async () => {
  expect(await changedPaths(question({ changed, pipelines: config.pipelines.slice(0, 1) }))).toEqual({
    governed: undefined,
    guards: ['.github/workflows/weir.yml', 'CODEOWNERS'],
    forms: ['.gitattributes', 'ONE.json'],
  });
  expect(changedPaths(question({}))).toBeUndefined();
});

test('a failure waits for whoever wants the paths', async () => {
  const asked = changedPaths(question({ changed: () => Promise.reject(new Error('git is gone')) }));
  await new Promise(setImmediate);
  await expect(asked).rejects.toThrow('git is gone');
});
