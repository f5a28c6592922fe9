import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Joining } from '../../src/replay/joining.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** When others begin, in milliseconds since the first did, where so much of the work is done by then; undefined: never. */
async function joinAt(doneAt: (milliseconds: number) => number): Promise<number | undefined> {
  let elapsed = 0;
  let at: number | undefined;
  using joining = new Joining({ done: () => doneAt(elapsed), now: () => elapsed });
  void joining.decided.then((isWorth) => {
    if (isWorth) at = elapsed;
  });
  for (; at === undefined && doneAt(elapsed) < 1 && elapsed < 60_000; elapsed += 5)
    await vi.advanceTimersByTimeAsync(5);
  return at;
}

test('what one process is soon done with it does alone', async () => {
  // A million small records: slow to begin with, then 0.1 % a millisecond.
  expect(await joinAt((at) => Math.min(1, Math.max(0, at - 150) / 1000))).toBeUndefined();
});

test('others join where it would take long, once the first has come up to its speed', async () => {
  const at = await joinAt((milliseconds) => Math.min(1, milliseconds / 10_000));

  expect(at).toBeGreaterThanOrEqual(250);
  expect(at).toBeLessThan(350);
});

test('others join where nothing is done', async () => {
  expect(await joinAt(() => 0)).toBeLessThan(350);
});

test('others join later where the work turns out to be slow', async () => {
  const at = await joinAt((milliseconds) =>
    milliseconds < 500 ? milliseconds / 1000 : 0.5 + (milliseconds - 500) / 1e6,
  );

  expect(at).toBeGreaterThan(500);
  expect(at).toBeLessThan(700);
});

test('nobody waits for what is done', async () => {
  const joining = new Joining({ done: () => 0.9, now: () => 0 });
  joining[Symbol.dispose]();

  await expect(joining.decided).resolves.toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});
