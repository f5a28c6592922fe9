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

test('a speed that is still rising is no reason to', async () => {
  // Records that are like others are only counted, and ever more are: measured on a million flights, a second in all.
  const shares = [0, 0.006, 0.023, 0.056, 0.126, 0.2, 0.3];
  const at = await joinAt((milliseconds) => {
    const step = Math.floor(Math.max(0, milliseconds - 50) / 60);
    return Math.min(1, shares[step] ?? 0.3 + (milliseconds - 470) / 800);
  });
  expect(at).toBeUndefined();
});

test('others join where it would take long, once the first has come up to its speed', async () => {
  const at = await joinAt((milliseconds) => Math.min(1, milliseconds / 10_000));

  expect(at).toBeGreaterThanOrEqual(400);
  expect(at).toBeLessThan(500);
});

test('others join where nothing is done', async () => {
  expect(await joinAt(() => 0)).toBeLessThan(500);
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
