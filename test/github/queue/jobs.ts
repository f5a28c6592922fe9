/** Jobs of invented pull requests, and work that waits until a test lets it go on. */
import { expect } from 'vitest';
import type { CommandJob, Job, PullJob } from '../../../src/github/job.ts';
import type { Work } from '../../../src/github/queue/queue.ts';

const repository = { installation: 7, owner: 'acme', repo: 'claims' };

export function pull(number: number, hints: Partial<PullJob> = {}): PullJob {
  return { kind: 'pull', repository, number, ...hints };
}

/** Never becomes one with another. */
export function command(number: number, comment: number): CommandJob {
  return { kind: 'command', repository, number, comment };
}

/** One job that is or was worked on. */
export interface Call {
  readonly job: Job;
  readonly signal: AbortSignal;
  finish(): void;
  fail(error: unknown): void;
}

/** Work that ends when told, or throws its signal's reason once that aborts. `calls` are in the order of starting. */
export function heldWork(): { work: Work; calls: Call[]; call(index: number): Promise<Call> } {
  const calls: Call[] = [];
  return {
    calls,
    async work(job, signal) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      signal.addEventListener('abort', () => reject(signal.reason));
      if (signal.aborted) reject(signal.reason);
      calls.push({ job, signal, finish: resolve, fail: reject });
      await promise;
    },
    async call(index) {
      await expect.poll(() => calls.length, { interval: 2, timeout: 10_000 }).toBeGreaterThan(index);
      const call = calls[index];
      if (call === undefined) throw new Error('no call');
      return call;
    },
  };
}
