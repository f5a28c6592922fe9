import { expect, test } from 'vitest';
import { tokenCache } from '../../../src/github/octokit/token-cache.ts';

const MINUTE = 60_000;

function openCache() {
  const clocks = { steady: 0, wall: Date.parse('2026-11-30T12:00:00Z') };
  const cache = tokenCache({ steady: () => clocks.steady, wall: () => clocks.wall });
  const pass = (minutes: number) => {
    clocks.steady += minutes * MINUTE;
    clocks.wall += minutes * MINUTE;
  };
  return { cache, clocks, pass };
}

test('a token is handed out for an hour less a minute', () => {
  const { cache, pass } = openCache();
  cache.set('12', 'token');
  pass(58);
  expect(cache.get('12')).toBe('token');
  pass(1);
  expect(cache.get('12')).toBeUndefined();
});

test('where the clock of the machine is set back, it does not come back to life', () => {
  const { cache, clocks, pass } = openCache();
  cache.set('12', 'token');
  clocks.wall -= 120 * MINUTE;
  pass(60);
  expect(cache.get('12')).toBeUndefined();
});

test('where the machine has slept, it is over as well', () => {
  const { cache, clocks } = openCache();
  cache.set('12', 'token');
  clocks.wall += 60 * MINUTE;
  expect(cache.get('12')).toBeUndefined();
});
