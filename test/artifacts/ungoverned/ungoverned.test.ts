import { expect, test } from 'vitest';
import { describe as describeChange } from '../../../src/artifacts/ungoverned/describe.ts';
import { findUngoverned } from '../../../src/artifacts/ungoverned/find.ts';
import { governedFiles } from '../../../src/artifacts/ungoverned/governed-files.ts';
import { looksGoverned } from '../../../src/artifacts/ungoverned/looks-governed.ts';
import { ungovernedNote } from '../../../src/artifacts/ungoverned/note.ts';
import { parseSource } from '../../../src/document/source.ts';
import { snapshotOf } from '../../repository/snapshot-of.ts';

const source = (text: string) => parseSource(text, 'x.yaml');

test('a file of which parts are read is governed there alone, unless somebody reads all of it', () => {
  const governed = governedFiles(['rules.yaml#/a', 'rules.yaml#/b', 'params.yaml', 'both.yaml#/a'], ['both.yaml']);
  expect([...governed.whole]).toEqual(['both.yaml', 'params.yaml']);
  expect([...governed.parts]).toEqual([['rules.yaml', ['/a', '/b']]]);
});

test.each([
  ['one value', 'a: 1\nb: 2\n', 'a: 1\nb: 3\n', 'b 2 → 3'],
  ['form only', 'a: 1\nb: 2\n', '{ b: 2, a: 1 }', ''],
  ['what may be secret', 'api_key: x\n', 'api_key: y\n', 'api_key changed'],
  ['more than is named', '[1, 2, 3]', '[4, 5, 6]', '0 1 → 4, 1 2 → 5, and 1 more'],
])('a change of %s is described', (_, before, after, expected) => {
  expect(describeChange(source(before), source(after))).toBe(expected);
});

test('what pipelines read is not described', () => {
  const [before, after] = [source('a: { x: 1 }\nb: 1\n'), source('a: { x: 2 }\nb: 2\n')];
  expect(describeChange(before, after, ['/a'])).toBe('b 1 → 2');
  expect(describeChange(before, after, ['/a', '/b'])).toBe('');
});

test.each([
  [true, { type: 'object', properties: {} }, 'x.json'],
  [true, { '>': [{ var: 'a' }, 1] }, 'x.json'],
  [true, { threshold: 1 }, 'config/x.json'],
  [false, { threshold: 1 }, 'x.json'],
  [false, { apiVersion: 'v1', kind: 'ConfigMap', properties: {}, type: 'object' }, 'config/x.json'],
  [false, [1], 'config/x.json'],
  [true, 'delay > 180.0', 'x.cel'],
])('looks governed: %s for %j in %s', (expected, value, path) => {
  expect(looksGoverned({ path, content: JSON.stringify(value) })).toBe(expected);
});

test('the note names five and counts the others', () => {
  const files = Array.from({ length: 7 }, (_, index) => ({ path: `rules/${index}.json` }));
  expect(ungovernedNote(files, 'weir.yml')).toBe(
    'rules/0.json; rules/1.json; rules/2.json; rules/3.json; rules/4.json; and 2 more changed and are read by no ' +
      'pipeline, so nothing was measured. Name them in a pipeline of weir.yml, or under ungoverned',
  );
});

test('an edit is not hidden behind many files, whatever they are called', async () => {
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`config/a${index}.yaml`, 'x: 1\n']));
  const [base, head] = [
    { 'zz/limit.json': '{"<":[{"var":"a"},1]}' },
    { ...many, 'zz/limit.json': '{"<":[{"var":"a"},2]}' },
  ];
  const config = { ungoverned: [], recordings: new Map(), pipelines: [] };
  const files = await findUngoverned(
    { base: snapshotOf(base, 'base'), head: snapshotOf(head) },
    Object.keys(head),
    config,
    governedFiles([], []),
  );
  expect(files).toHaveLength(61);
  expect(ungovernedNote(files, 'weir.yml')).toMatch(/^zz\/limit\.json: <\.1 1 → 2; config\/a0\.yaml: new;/);
});
