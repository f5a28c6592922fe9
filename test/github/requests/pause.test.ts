import { describe, expect, test } from 'vitest';
import { type Pauses, pauseAfter } from '../../../src/github/requests/pause.ts';

const pauses: Pauses = { fault: 1000, limit: 60_000, longest: 3_660_000, retries: 5 };
const now = Date.UTC(2026, 0, 1);
const get = { method: 'GET', url: '/repos/{owner}/{repo}/pulls/{pull_number}' };

function failure(status: number, headers: Record<string, string> = {}, message = 'Oops') {
  return Object.assign(new Error(message), { status, response: { headers } });
}

function waits(error: unknown, attempt = 0, sent = get) {
  return pauseAfter(error, sent, attempt, pauses, now)?.milliseconds;
}

describe('limits', () => {
  test.for<[string, Error, number]>([
    ['retry-after in seconds', failure(429, { 'retry-after': '7' }), 7000],
    ['retry-after as a date', failure(403, { 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' }), 9000],
    ['retry-after that has passed', failure(403, { 'retry-after': 'Wed, 31 Dec 2025 00:00:09 GMT' }), 0],
    [
      'the reset of the primary limit and a second more',
      failure(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 30) }),
      31_000,
    ],
    [
      'the reset by the clock of GitHub, which the answer has, where ours is an hour slow',
      failure(403, {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(now / 1000 + 3630),
        date: new Date(now + 3_600_000).toUTCString(),
      }),
      31_000,
    ],
    [
      'a date in retry-after by that clock, where ours is an hour fast',
      failure(403, { 'retry-after': 'Wed, 31 Dec 2025 23:00:09 GMT', date: 'Wed, 31 Dec 2025 23:00:00 GMT' }),
      9000,
    ],
    ['a minute without a time', failure(429), 60_000],
    ['a minute where only the words say so', failure(403, {}, 'You have exceeded a secondary rate limit.'), 60_000],
    [
      'a minute in the words of old servers',
      failure(403, {}, 'You have triggered an abuse detection mechanism.'),
      60_000,
    ],
  ])('%s', ([, error, expected]) => {
    expect(waits(error)).toBe(expected);
    expect(pauseAfter(error, get, 0, pauses, now)?.everyone).toBe(true);
  });

  test('the pause grows where GitHub does not say how long', () => {
    expect([0, 1, 2, 3, 4, 5].map((attempt) => waits(failure(429), attempt))).toEqual([
      60_000,
      120_000,
      240_000,
      480_000,
      960_000,
      undefined,
    ]);
  });

  test('what was made may be made again, for it was refused', () => {
    expect(waits(failure(429), 0, { method: 'POST', url: '/repos/{owner}/{repo}/check-runs' })).toBe(60_000);
  });

  test('more than an hour is not waited for', () => {
    expect(waits(failure(429, { 'retry-after': '86400' }))).toBeUndefined();
  });
});

describe('faults', () => {
  test.for([500, 502, 503, 504, 408])('%d is repeated soon, then later', (status) => {
    for (const [attempt, most] of [1000, 2000, 4000, 8000, 16_000].entries()) {
      const pause = waits(failure(status), attempt);
      expect(pause).toBeGreaterThanOrEqual(most / 2);
      expect(pause).toBeLessThanOrEqual(most);
    }
    expect(waits(failure(status), 5)).toBeUndefined();
  });

  test('a fault that says when it is over is believed', () => {
    expect(waits(failure(503, { 'retry-after': '3' }))).toBe(3000);
  });

  test.for([400, 401, 403, 404, 409, 410, 422])('%d is an answer', (status) => {
    const comment = { method: 'GET', url: '/repos/{owner}/{repo}/issues/comments/{comment_id}' };
    expect(waits(failure(status, { 'x-ratelimit-remaining': '4000' }), 0, comment)).toBeUndefined();
  });

  test.for([404, 409])('%d of what was just made is believed the fourth time', (status) => {
    for (const [attempt, most] of [1000, 2000, 4000].entries()) {
      expect(waits(failure(status), attempt)).toBeGreaterThanOrEqual(most / 2);
      expect(waits(failure(status), attempt)).toBeLessThanOrEqual(most);
    }
    expect(waits(failure(status), 3)).toBeUndefined();
  });

  test('what is no failed request is a bug', () => {
    expect(waits(new TypeError('undefined is not a function'))).toBeUndefined();
  });
});
