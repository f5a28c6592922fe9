import { expect, test } from 'vitest';
import { findMeasure, measuresOf } from '../../src/measures/find.ts';
import { outputMeasures } from '../../src/measures/rows.ts';

// As docs/measures.md lists them by kind.
const everyNumber = ['changed', 'psi', 'mean', 'mean_ratio', 'wasserstein', 'ks', 'p50', 'p95', 'p99'];
const table = [
  ['category', ['changed', 'tv', 'psi', 'js', 'share.<value>'], ['accuracy', 'precision.<value>', 'recall.<value>']],
  ['number', everyNumber, []],
  ['probability', [...everyNumber, 'flips@<threshold>'], ['brier', 'auc']],
  ['ranking', ['changed', 'top1', 'rbo', 'jaccard'], []],
  ['text', ['changed', 'distance', 'length_ratio'], []],
] as const;

test.each(table)('a %s has the measures of its kind, and more with labels', (kind, measures, withLabels) => {
  const forms = (labels: boolean) => measuresOf(kind, labels).map(({ form }) => form);
  expect(forms(false)).toEqual(measures);
  expect(forms(true)).toEqual([...measures, ...withLabels]);
});

test('no measure is listed twice', () => {
  expect(new Set(outputMeasures.map(({ id }) => id)).size).toBe(outputMeasures.length);
});

test.each([
  ['changed', 'changed', undefined],
  ['share.none', 'share', 'none'],
  ['share.a.b', 'share', 'a.b'],
  ['precision.1', 'precision', '1'],
  ['flips@0.5', 'flips', '0.5'],
  ['flips@.25', 'flips', '.25'],
  ['rejected', 'rejected', undefined],
])('%s names a measure', (text, id, parameter) => {
  const named = findMeasure(text);
  expect([named?.measure.id, named?.parameter]).toEqual([id, parameter]);
});

test.each([
  '',
  'share',
  'share.',
  'flips',
  'flips@',
  'flips@2',
  'flips@x',
  'flips@-0.5',
  'changed.x',
  'Changed',
  'toString',
])('"%s" names no measure', (text) => {
  expect(findMeasure(text)).toBeUndefined();
});
