/** When production is watched. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isCron, startSchedule, tickAt } from '../../src/github/schedule.ts';

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-30T05:00:00Z') }));
afterEach(() => void vi.useRealTimers());

test.each([
  ['17 6 * * *', '2026-11-30T06:17:00.000Z', '2026-11-30T06:17:00.000Z'],
  ['17 6 * * *', '2026-11-30T06:16:59.999Z', '2026-11-29T06:17:00.000Z'],
  ['17 6 * * 1', '2026-11-29T12:00:00.000Z', '2026-11-23T06:17:00.000Z'],
  ['0 0 29 2 *', '2026-11-29T12:00:00.000Z', '2024-02-29T00:00:00.000Z'],
])('the tick of %s at %s', (pattern, time, tick) => {
  expect(tickAt(pattern, new Date(time))).toBe(tick);
});

test.each([
  ['17 6 * * *', true],
  ['daily at six', false],
  ['61 6 * * *', false],
  ['0 0 30 2 *', false],
])('%s is a pattern: %s', (pattern, expected) => {
  expect(isCron(pattern)).toBe(expected);
});

test('what was due while nothing ran is due once at the start, and then each tick once', async () => {
  const ticks: string[] = [];
  const schedule = startSchedule('17 6 * * *', (tick) => ticks.push(tick));
  await vi.advanceTimersByTimeAsync(3 * 86_400_000);
  schedule.stop();
  await vi.advanceTimersByTimeAsync(86_400_000);
  expect(ticks).toEqual(['11-29', '11-30', '12-01', '12-02'].map((day) => `2026-${day}T06:17:00.000Z`));
});
