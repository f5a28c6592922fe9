import { expect, test } from 'vitest';
import { unproven } from '../../src/replay/unproven.ts';
import { versionsOf } from '../../src/replay/versions.ts';
import { changesOf } from '../artifacts/changes-of.ts';
import { pipelineOf, rules } from './setting.ts';

const paths = ['edited.json', 'same.json', 'reformatted.json', 'new.json', 'gone.json'];
const pipeline = pipelineOf({ steps: paths.map((path, index) => rules(path, `/${index}`)) });
const changes = changesOf([pipeline], {
  'edited.json': ['{"var":"a"}', '{"var":"b"}'],
  'same.json': ['{"var":"a"}', '{"var":"a"}'],
  'reformatted.json': ['{"var":"a"}', '{ "var": "a" }'],
  'new.json': [undefined, '{"var":"a"}'],
  'gone.json': ['{"var":"a"}', undefined],
});

test('a plan has both versions of what both sides have, and knows which were edited', () => {
  const found = [...versionsOf(pipeline, changes).values()].map(({ base, edited }) => [base.path, edited]);
  expect(found).toEqual([
    ['edited.json', true],
    ['same.json', false],
    ['reformatted.json', false],
  ]);
});

test('a head that no edit tells from base, and that is another text, is for nobody else to compile', () => {
  expect(unproven(changes).map(({ artifact, engine }) => [artifact.path, engine])).toEqual([
    ['reformatted.json', 'json-logic-js'],
    ['new.json', 'json-logic-js'],
  ]);
});
