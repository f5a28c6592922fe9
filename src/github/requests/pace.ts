/**
 * Keeps the requests of an installation within what GitHub allows, so that it need not refuse them. `octokit.ts` makes
 * one for all clients of the App.
 */

import { setTimeout } from 'node:timers/promises';
import { steadyNow } from '../../steady-clock.ts';
import { untilAborted } from './until-aborted.ts';

export interface Limits {
  /** Requests of an installation under way at once. */
  readonly concurrent: number;
  /** Requests a minute to read, and to each endpoint that writes. */
  readonly reads: number;
  readonly writes: number;
  /** Comments a minute and an hour. */
  readonly comments: number;
  readonly commentsAnHour: number;
}

/**
 * GitHub allows 100 requests at once, 900 points a minute (a read is one, a write five) to an endpoint, and 80 a minute
 * and 500 an hour that make content; other processes of the App may share the first.
 *
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
export const GITHUB_LIMITS: Limits = { concurrent: 50, reads: 900, writes: 180, comments: 80, commentsAnHour: 500 };

/** GitHub Enterprise Server limits nothing unless told to, and then says so: see `pause.ts`. */
export const NO_LIMITS: Limits = {
  concurrent: 50,
  reads: Number.POSITIVE_INFINITY,
  writes: Number.POSITIVE_INFINITY,
  comments: Number.POSITIVE_INFINITY,
  commentsAnHour: Number.POSITIVE_INFINITY,
};

/** The way of one installation's requests to GitHub. */
export interface Pacer {
  /** Resolves once the request may go, to what must be called when it has ended. Rejects with the signal's reason. */
  enter(method: string, url: string, signal?: AbortSignal): Promise<() => void>;
  /** Lets nothing go for so many milliseconds. */
  hold(milliseconds: number): void;
}

const MINUTE = 60_000;

export function createPacer(limits: Limits): Pacer {
  const rates = new Map<string, Rate>();
  const queue: (() => void)[] = [];
  let running = 0;
  let heldUntil = 0;

  /** Milliseconds until every rate that the request counts for has room; takes the room. */
  function reserve(method: string, url: string): number {
    const waits = ratesOf(method, url, limits).map(([name, count, period]) => {
      const rate = rates.get(name) ?? { count, period, times: [] };
      rates.set(name, rate);
      return take(rate, steadyNow());
    });
    return Math.max(0, ...waits);
  }

  /** The place of one that has ended goes to the next in the queue. */
  function leave(): void {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  }

  /** Resolves when one more runs. Who gives up no longer stands in the way of those behind. */
  async function place(signal: AbortSignal | undefined): Promise<void> {
    if (running < limits.concurrent) {
      running += 1;
      return;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    queue.push(resolve);
    try {
      await untilAborted(promise, signal);
    } catch (error) {
      const waiting = queue.indexOf(resolve);
      if (waiting >= 0) queue.splice(waiting, 1);
      else leave();
      throw error;
    }
  }

  return {
    async enter(method, url, signal) {
      await sleep(reserve(method, url), signal);
      await place(signal);
      try {
        while (heldUntil > steadyNow()) await sleep(heldUntil - steadyNow(), signal);
        signal?.throwIfAborted();
      } catch (error) {
        leave();
        throw error;
      }
      return leave;
    },
    hold(milliseconds) {
      heldUntil = Math.max(heldUntil, steadyNow() + milliseconds);
    },
  };
}

/** Rejects with the signal's reason as soon as it is aborted. */
export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (milliseconds > 0) await setTimeout(milliseconds, undefined, { signal }).catch(() => {});
  signal?.throwIfAborted();
}

/** At most `count` in any `period`: `times` are those of the latest so many requests, in order. */
interface Rate {
  readonly count: number;
  readonly period: number;
  readonly times: number[];
}

/** Milliseconds until the next request of this rate may go, which then counts. */
function take({ count, period, times }: Rate, now: number): number {
  const first = times.length < count ? undefined : times.shift();
  const time = first === undefined ? now : Math.max(now, first + period);
  times.push(time);
  return time - now;
}

/** Name, count and period of each finite rate. */
function ratesOf(method: string, url: string, limits: Limits): [string, number, number][] {
  const writes = method !== 'GET' && method !== 'HEAD';
  const comments = method === 'POST' && url.endsWith('/comments');
  // Writes come with the template of their address, so that there is one rate an endpoint.
  const all: [string, number, number][] = [
    writes ? [`${method} ${url}`, limits.writes, MINUTE] : ['reads', limits.reads, MINUTE],
    ...(comments
      ? ([
          ['comments', limits.comments, MINUTE],
          ['comments an hour', limits.commentsAnHour, 60 * MINUTE],
        ] satisfies [string, number, number][])
      : []),
  ];
  return all.filter(([, count]) => Number.isFinite(count));
}
