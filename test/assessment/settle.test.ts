import { expect, test } from 'vitest';
import { editsOf, editsReaching } from '../../src/artifacts/reach.ts';
import { settle } from '../../src/assessment/settle.ts';
import { NOTHING_OUTSIDE } from '../../src/replay/broker/broker.ts';
import { changesOf, type Texts } from '../artifacts/changes-of.ts';
import { pipelineOf, rules } from '../replay/setting.ts';

const pipeline = pipelineOf({ params: 'params.json', steps: [rules('rules.json', '/tier')] });
const same = ['{"var":"a"}', '{"var":"a"}'] as const;

function settled(texts: Texts) {
  const changes = changesOf([pipeline], texts);
  return settle(pipeline, changes, editsReaching(pipeline, changes, editsOf(changes)), NOTHING_OUTSIDE);
}

test('a pipeline that an edit reaches has to be replayed', () => {
  expect(settled({ 'params.json': ['1', '2'], 'rules.json': same })).toBeUndefined();
});

test('one that no edit reaches is unaffected, and nobody approves that', () => {
  const report = settled({ 'params.json': ['1', ' 1'], 'rules.json': same });
  expect(report).toMatchObject({ verdict: 'unaffected', reasons: [] });
  expect(report).not.toHaveProperty('fingerprint');
});

test('one of which base lacks a file is new, whatever else is edited', () => {
  const report = settled({ 'params.json': ['1', '2'], 'rules.json': [undefined, '{"var":"a"}'] });
  expect(report).toMatchObject({
    verdict: 'unaffected',
    reasons: ['the pipeline is new: base has nothing to compare it with'],
  });
});

test('one of which head lacks files fails for each of them, and names what an owner may accept', () => {
  const report = settled({ 'params.json': ['1', undefined], 'rules.json': ['{"var":"a"}', undefined] });
  expect(report).toMatchObject({
    verdict: 'fail',
    reasons: [
      'params.json is gone at head, so the pipeline cannot run',
      'rules.json is gone at head, so the pipeline cannot run',
    ],
    edits: [0, 1],
    fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
});
