import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PullJob } from '../../../src/github/job.ts';
import { createAttempts } from '../../../src/github/work/attempts.ts';

const job: PullJob = {
  kind: 'pull',
  repository: { installation: 1, owner: 'acme', repo: 'claims' },
  number: 1,
  head: 'a',
};
const { signal } = new AbortController();
const MINUTES = 30;

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'Date'] }));
afterEach(() => void vi.useRealTimers());

function later(): void {
  vi.advanceTimersByTime(MINUTES * 60_000);
}

it('keeps the deadline of the first try for the next ones', () => {
  const attempts = createAttempts(MINUTES);
  expect(attempts.begin(job, signal).deadline.aborted).toBe(false);
  later();
  expect(attempts.begin(job, signal).deadline.aborted).toBe(true);
});

it('gives a job that comes after another of its lane a deadline of its own, whatever became of one like it before', () => {
  const attempts = createAttempts(MINUTES);
  attempts.begin(job, signal);
  attempts.begin({ ...job, number: 2 }, signal);
  later();

  attempts.begin({ ...job, head: 'b' }, signal);

  expect(attempts.begin(job, signal).deadline.aborted).toBe(false);
  expect(attempts.begin({ ...job, number: 2 }, signal).deadline.aborted).toBe(true);
});

it('goes by what has passed, whatever the clock of the machine is set to meanwhile', () => {
  const attempts = createAttempts(MINUTES);
  attempts.begin(job, signal);
  vi.setSystemTime(Date.now() + 24 * 3_600_000);
  expect(attempts.begin(job, signal).deadline.aborted).toBe(false);
  vi.setSystemTime(Date.now() - 48 * 3_600_000);
  later();
  expect(attempts.begin(job, signal).deadline.aborted).toBe(true);
});

it('takes minutes that are no whole milliseconds', () => {
  const attempts = createAttempts(33.3);
  // 33.3 × 60,000 is a little less than 1,998,000.
  expect(attempts.begin(job, signal).deadline.aborted).toBe(false);
  expect(attempts.begin(job, signal).deadline.aborted).toBe(false);
});
