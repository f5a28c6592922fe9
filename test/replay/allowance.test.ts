import { expect, test } from 'vitest';
import { allowance } from '../../src/replay/allowance.ts';
import type { Reply } from '../../src/replay/messages.ts';

const compiling = (size: number): Reply => ({ type: 'compiling', path: 'a.json', side: 'head', size });

test.each([
  ['a batch', { type: 'enter', step: 0, side: 'head', position: 0 } satisfies Reply, 5_000],
  ['an empty artifact', compiling(0), 5_000],
  ['one of two million characters', compiling(2_000_000), 10_000],
  ['one of 3.6 million', compiling(3_600_000), 14_000],
  ['one of ten million', compiling(10_000_000), 30_000],
  ['one of a hundred million, as one of ten', compiling(100_000_000), 30_000],
])('%s may take so many milliseconds', (_, last, milliseconds) => {
  expect(allowance(last, 5_000)).toBe(milliseconds);
});
