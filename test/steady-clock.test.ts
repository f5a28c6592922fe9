import { expect, test, vi } from 'vitest';
import { steadyNow } from '../src/steady-clock.ts';

test('tells whole milliseconds, whatever the clock of the machine is set to', () => {
  const before = steadyNow();
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
  const after = steadyNow();
  vi.useRealTimers();
  expect([before, after].map(Number.isInteger)).toEqual([true, true]);
  expect(after).toBeGreaterThanOrEqual(before);
  expect(after - before).toBeLessThan(60_000);
  // A timer takes what is left until a time.
  expect(() => AbortSignal.timeout(before + 60_000 - steadyNow())).not.toThrow();
});
