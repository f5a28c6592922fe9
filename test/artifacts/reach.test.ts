/** Two pipelines read one file by different engines, and a third reads another. */
import { expect, test } from 'vitest';
import { editsOf, editsReaching, isReached } from '../../src/artifacts/reach.ts';
import { reformattedPaths } from '../../src/artifacts/reformatted.ts';
import { pipelineOf, rules } from '../replay/setting.ts';
import { changesOf } from './changes-of.ts';

const tiers = pipelineOf({ name: 'tiers', params: 'shared.json', steps: [rules('tiers.json', '/tier')] });
const fees = pipelineOf({ name: 'fees', steps: [rules('shared.json', '/fee')] });
const other = pipelineOf({ name: 'other', steps: [rules('other.json', '/other')] });
const pipelines = [tiers, fees, other];

test('an edit reaches the pipelines that read it, each by its own engine', () => {
  const changes = changesOf(pipelines, {
    'shared.json': ['{ ">": [{ "var": "a" }, 1] }', '{ ">": [{ "var": "a" }, 2] }'],
    'tiers.json': ['{ "var": "b" }', '{ "var": "c" }'],
    'other.json': ['{ "var": "d" }', '{ "var": "d" }'],
  });
  const edits = editsOf(changes);
  expect(edits.map(({ artifact, kind }) => `${kind} ${artifact}`)).toEqual([
    'model shared.json',
    'rules tiers.json',
    'rules shared.json',
  ]);
  expect(pipelines.map((pipeline) => editsReaching(pipeline, changes, edits))).toEqual([[0, 1], [2], []]);
  expect(pipelines.map((pipeline) => isReached(pipeline, changes))).toEqual([true, true, false]);
});

test('what changed in form only is named once, and not where anybody takes it for an edit', () => {
  const apart = '{ ">": [ { "var": "a" }, 1 ] }';
  const changes = changesOf(pipelines, {
    'shared.json': ['{">":[{"var":"a"},1]}', apart],
    'tiers.json': ['{"var":"b"}', '{ "var": "c" }'],
    'other.json': ['{"var":"d"}', '{"var":"d"}'],
  });
  expect(reformattedPaths(changes)).toEqual(['shared.json']);
});
