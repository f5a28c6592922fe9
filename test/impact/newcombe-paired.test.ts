import { expect, test } from 'vitest';
import { newcombePaired } from '../../src/impact/newcombe-paired.ts';

const Z95 = 1.959963984540054;

// Newcombe (1998), on the data of Bentur and others: −0.507 … −0.026.
test('is as published', () => {
  const found = newcombePaired({ both: 1, firstAlone: 1, secondAlone: 7, neither: 12 }, Z95);
  expect(found?.value).toBeCloseTo(-6 / 21, 12);
  expect(found?.low).toBeCloseTo(-0.507, 3);
  expect(found?.high).toBeCloseTo(-0.026, 3);
});

test('keeps n where all agree', () => {
  const found = newcombePaired({ both: 1000, firstAlone: 0, secondAlone: 0, neither: 0 }, Z95);
  expect(found?.low).toBeCloseTo(-0.0038, 4);
  expect(found?.high).toBeCloseTo(0.0038, 4);
});

test('says nothing of nothing', () => {
  expect(newcombePaired({ both: 0, firstAlone: 0, secondAlone: 0, neither: 0 }, Z95)).toBeUndefined();
});
