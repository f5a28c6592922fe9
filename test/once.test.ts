import { expect, test } from 'vitest';
import { once, onceEach } from '../src/once.ts';

test('work is done the first time it is asked for, and not again', async () => {
  let done = 0;
  const work = once(async () => ++done);
  expect(done).toBe(0);
  expect(await Promise.all([work(), work()])).toEqual([1, 1]);
});

test('work is done once for each thing, whoever asks meanwhile', async () => {
  const asked: string[] = [];
  const work = onceEach(async (name: string) => asked.push(name));
  expect(await Promise.all([work('a'), work('b'), work('a')])).toEqual([1, 2, 1]);
  expect(asked).toEqual(['a', 'b']);
});
