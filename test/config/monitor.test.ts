/** What weir.yml says of weeks and of watching production, and what is wrong with it. */
import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/load.ts';
import { ConfigError } from '../../src/errors.ts';

const yml = (recording: string, pipeline: string): string => `\
version: 1
recordings:
  flights: { files: f.jsonl${recording} }
pipelines:
  claims:
    recording: flights
    steps: [{ schema: s.json }]
    outputs:
      tier: { at: /tier, kind: category }
      amount: { at: /amount, kind: number }
${pipeline}`;

function mistakes(text: string): string[] {
  try {
    parseConfig(text, 'weir.yml');
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ message }) => message);
  }
}

test('watching has defaults, and limits in the unit of the output', () => {
  const limits = '{ tier.share.long: 1%, amount.mean: 0.5, answers.differ: 0.2% }';
  const { pipelines } = parseConfig(
    yml(', time: /date', `    monitor: { baseline: 8, limits: ${limits} }\n`),
    'weir.yml',
  );
  expect(pipelines[0]?.monitor).toEqual({
    ...{ baseline: 8, persist: 3, clear: 2, differing: 0.002, rejected: 0.001, missing: 0.001, unseen: 0.001 },
    labels: { mature: 0.95, coverage: 0.8 },
    limits: new Map([
      ['tier.share.long', 0.01],
      ['amount.mean', 0.5],
    ]),
  });
});

test.each([
  [', time: /date, zone: Europe/Berlim', '', 'no time zone'],
  [', zone: Europe/Berlin', '', 'a zone of a recording without times'],
  ['', '    judge: every_week\n', 'weeks of a recording without times'],
  [', time: /date', '    monitor: { limits: { tier.changed: 1% } }\n', 'not what production is watched for'],
  [', time: /date', '    monitor: { limits: { level.share.long: 1% } }\n', 'there is no output "level"'],
  [
    ', time: /date',
    '    monitor: { limits: { tier.share.long: 20 records } }\n',
    'windows differ in their number of records',
  ],
])('%s %s', (recording, pipeline, message) => {
  expect(mistakes(yml(recording, pipeline))).toEqual([message]);
});

test('a calendar is a country or a part of one, and labels have shares', () => {
  const own = (text: string) => yml(', time: /date', `    monitor: ${text}\n`);
  const { pipelines } = parseConfig(own('{ calendar: DE-by, labels: { mature: 0.9, coverage: "70%" } }'), 'weir.yml');
  expect(pipelines[0]?.monitor).toMatchObject({ calendar: 'DE-by', labels: { mature: 0.9, coverage: 0.7 } });
  for (const wrong of [
    '{ calendar: usa }',
    '{ labels: { mature: 120% } }',
    '{ labels: { coverage: 2 } }',
    '{ baseline: 1 }',
    '{ baseline: 200 }',
  ])
    expect(mistakes(own(wrong))).toHaveLength(1);
});

test('a retraining has what it has to come to, in the measures of limits', () => {
  const own = (text: string) => yml(', time: /date, label: /label', `    monitor: { retrain: ${text} }\n`);
  const success = '{ tier.accuracy: 0.5%, tier.changed: 10% }';
  const { pipelines } = parseConfig(own(`{ train: { from: -52w, skip: findings }, success: ${success} }`), 'weir.yml');
  expect(pipelines[0]?.monitor?.retrain).toEqual({
    ...{ weeks: 52, when: ['accuracy'], cooldown: 30 },
    success: new Map([
      ['tier.accuracy', 0.005],
      ['tier.changed', 0.1],
    ]),
  });
  expect(parseConfig(own(`{ success: ${success} }`), 'weir.yml').pipelines[0]?.monitor?.retrain?.weeks).toBe(26);
  expect(mistakes(own('{ success: { level.accuracy: 1% } }'))).toEqual(['there is no output "level"']);
  expect(mistakes(own('{ success: { tier.changed: 20 records } }'))).toEqual([
    'windows differ in their number of records',
  ]);
  const limited = 'limits: { tier.accuracy: 2% }, retrain:';
  const started = (text: string) => own(text).replace('retrain:', limited);
  const more = '{ run: .github/workflows/train.yml, when: [tier.accuracy], cooldown: 4w, window: mature';
  expect(
    parseConfig(started(`${more}, success: ${success} }`), 'weir.yml').pipelines[0]?.monitor?.retrain,
  ).toMatchObject({
    ...{ run: { kind: 'workflow', path: '.github/workflows/train.yml' }, when: ['tier.accuracy'], cooldown: 28 },
  });
  const event = `{ run: { repository_dispatch: weir-retrain }, success: ${success} }`;
  expect(parseConfig(own(event), 'weir.yml').pipelines[0]?.monitor?.retrain?.run).toEqual({
    kind: 'event',
    type: 'weir-retrain',
  });
  for (const [when, message] of [
    ['[tier.accuracy]', 'tier.accuracy opens nothing, as it has no limit'],
    ['[level.accuracy]', 'there is no output "level"'],
    ['[drift]', 'not what a retraining is asked for by'],
  ])
    expect(mistakes(own(`{ when: ${when}, success: ${success} }`))).toEqual([message]);
  const long = `run: { repository_dispatch: ${'x'.repeat(101)} }`;
  for (const wrong of [long, 'run: train.yml', 'run: {}', 'when: []', 'cooldown: 30', 'window: newest'])
    expect(mistakes(own(`{ ${wrong}, success: ${success} }`)), wrong).toHaveLength(1);
  for (const wrong of ['{}', '{ success: {} }', '{ train: { from: 26w }, success: { tier.changed: 1% } }'])
    expect(mistakes(own(wrong))).toHaveLength(1);
});
