import { expect, test } from 'vitest';
import { editsOf } from '../../src/artifacts/reach.ts';
import { openCases } from '../../src/assessment/open-cases.ts';
import type { Question } from '../../src/assessment/question.ts';
import type { RecordingConfig } from '../../src/config/config.ts';
import { parseConfig } from '../../src/config/load.ts';
import { replayAll } from '../../src/replay/replay.ts';
import { changesOf, type Texts } from '../artifacts/changes-of.ts';
import { jsonl } from '../replay/setting.ts';

const step = (name: string) => `
    recording: traffic
    steps: [{ rules: ${name}.json, into: /${name} }]
    outputs: { ${name}: { at: /${name}, kind: category } }
    limits: { ${name}.changed: 50% }`;
const config = parseConfig(
  `version: 1
recordings:
  traffic: { files: traffic.jsonl }
pipelines:
  one:${step('one')}
  idle:${step('idle')}
  two:${step('two')}
`,
  'weir.yml',
);
const texts: Texts = {
  'one.json': ['{"var":"a"}', '{"var":"b"}'],
  'idle.json': ['{"var":"a"}', '{"var":"a"}'],
  'two.json': ['{"var":"b"}', '{"var":"a"}'],
};
const changes = changesOf(config.pipelines, texts);
const edits = editsOf(changes);

function question(asked: string[]): Question {
  return {
    judging: { config, from: 'base', changes: [] },
    pipelines: config.pipelines,
    renames: async () => new Map(),
    recording: async ({ name }: RecordingConfig) => {
      asked.push(name);
      return [jsonl(Array.from({ length: 10 }, (_, id) => ({ a: 1, b: id % 2 })))];
    },
    replay: { jobs: 1, full: true, seed: 1 },
  };
}

test('cases come in the order of the pipelines, and are judged by the evidence of their own replay', async () => {
  const asked: string[] = [];
  const cases = await openCases(question(asked), changes, edits);
  expect(cases.map(({ replays }) => replays?.[0]?.plan.pipeline)).toEqual(['one', undefined, 'two']);
  // A recording that pipelines share is found once.
  expect(asked).toEqual(['traffic']);

  await replayAll(
    cases.flatMap(({ replays }) => replays ?? []),
    { jobs: 1, full: true, seed: 1 },
  );
  const reports = cases.map((one) => one.report());

  expect(reports.map(({ name, verdict, edits }) => [name, verdict, edits])).toEqual([
    ['one', 'pass', [0]],
    ['idle', 'unaffected', []],
    ['two', 'pass', [1]],
  ]);
  // By hand: a is always 1, and b is for every second of ten records.
  expect(reports[0]?.outputs[0]?.measures.changed).toMatchObject({ value: 0.5, records: 5 });
});

test('a case that waits for its replay has no report', async () => {
  const [first] = await openCases(question([]), changes, edits);
  expect(() => first?.report()).toThrow('one was not replayed');
});
