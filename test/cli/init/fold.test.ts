import { expect, test } from 'vitest';
import { folded } from '../../../src/cli/init/fold.ts';

test('the first of many sentences of a kind are shown, and the others counted', () => {
  const many = Array.from(
    { length: 19 },
    (_, index) => `left out: a/f${index}.sql:1:20: the table t${index}; expected input`,
  );
  expect(folded(['risk: too few records', ...many, 'b.json is left out'])).toEqual([
    'risk: too few records',
    ...many.slice(0, 3),
    '16 more of this kind',
    'b.json is left out',
  ]);
});

test('few are all shown', () => {
  const few = ['left out: a/1.sql', 'left out: a/2.sql', 'left out: a/3.sql', 'left out: a/4.sql'];
  expect(folded(few)).toEqual(few);
});
