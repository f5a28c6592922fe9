import { expect, test } from 'vitest';
import { foldNumbers, orderOf } from '../../../src/report/html/charts/fold.ts';

test('many single numbers join round ranges, words of the replay stay', () => {
  const flows = Array.from({ length: 12 }, (_, index) => ({ from: '0', to: String(110 + index * 10), amount: 1 }));
  expect(foldNumbers([...flows, { from: '0', to: 'rejected', amount: 5 }])).toEqual([
    { from: '0 to 50', to: '100 to 150', amount: 4 },
    { from: '0 to 50', to: '150 to 200', amount: 5 },
    { from: '0 to 50', to: '200 to 250', amount: 3 },
    { from: '0 to 50', to: 'rejected', amount: 5 },
  ]);
});

test('a few numbers and all categories keep their own ends', () => {
  expect(foldNumbers([{ from: '0', to: '250', amount: 2 }])).toEqual([{ from: '0', to: '250', amount: 2 }]);
  expect(foldNumbers([{ from: '"a"', to: '"b"', amount: 2 }])).toEqual([{ from: 'a', to: 'b', amount: 2 }]);
});

test('numbers stand from small to large, negative ones first, after what is known and before the rest', () => {
  const flows = [
    { from: '1,200', to: 'missing', amount: 1 },
    { from: '−5 to 0', to: '30', amount: 1 },
  ];
  expect(orderOf(flows, [])).toEqual(['−5 to 0', '30', '1,200', 'missing']);
  expect(orderOf(flows, ['missing'])[0]).toBe('missing');
});
