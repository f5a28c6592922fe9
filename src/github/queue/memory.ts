/**
 * The queue of a single process, used where no Redis is set. With a journal, what waits when the process is killed is
 * done by the next one; without, the reconciler finds on GitHub what it was.
 */

import { randomUUID } from 'node:crypto';
import { steadyNow } from '../../steady-clock.ts';
import { atMost } from './at-most.ts';
import { type Journal, openJournal } from './journal.ts';
import { emptyLane, type Lane, lose } from './lane.ts';
import { laneQueue } from './lane-queue.ts';
import type { Queue, QueueOptions } from './queue.ts';
import { type Callbacks, remembered, type Store } from './store.ts';

export interface MemoryOptions extends QueueOptions {
  /** Folder for the journal, of this process alone. Default: none. */
  readonly journal?: string;
}

export function memoryQueue(options: MemoryOptions = {}): Queue {
  const journal = options.journal === undefined ? undefined : openJournal(options.journal);
  return laneQueue(memoryStore(options, journal), options);
}

function memoryStore({ concurrency = 20, onError = () => {} }: QueueOptions, journal: Journal | undefined): Store {
  const lanes = leftLanes(journal);
  const done = recentIds();
  const awake: string[] = [...lanes.keys()];
  const turns = new Set<Promise<void>>();
  let callbacks: Callbacks | undefined;
  let closed = false;

  return {
    now: () => steadyNow(),
    async change(name, make, id) {
      if (id !== undefined && done.has(id)) return undefined;
      const before = lanes.get(name) ?? emptyLane;
      const { lane, result, done: ids = [] } = make(before);
      if (lane !== before) keep(name, lane);
      for (const each of ids) done.add(each);
      return result;
    },
    read: async (name) => lanes.get(name) ?? emptyLane,
    all: async () => [...lanes.values()],
    async wake(name, milliseconds) {
      if (milliseconds > 0) setTimeout(rouse, milliseconds, name).unref();
      else rouse(name);
    },
    announce: async (name) => callbacks?.look(name),
    start(given) {
      callbacks = given;
      startTurns();
    },
    ready: async () => !closed,
    async close(milliseconds) {
      closed = true;
      await atMost(milliseconds, Promise.all(turns));
    },
  };

  function keep(name: string, lane: Lane): void {
    const isEmpty = lane.running === undefined && lane.waiting.length === 0;
    if (isEmpty) lanes.delete(name);
    else lanes.set(name, lane);
    try {
      journal?.write(name, isEmpty ? undefined : lane);
    } catch (error) {
      // Work goes on as if there were no journal.
      onError(error);
    }
  }

  function rouse(name: string): void {
    awake.push(name);
    startTurns();
  }

  function startTurns(): void {
    if (callbacks === undefined || closed) return;
    while (turns.size < concurrency) {
      const name = awake.shift();
      if (name === undefined) return;
      const turn = callbacks.turn(name, randomUUID()).catch(onError);
      turns.add(turn);
      turn.finally(() => {
        turns.delete(turn);
        startTurns();
      });
    }
  }
}

/** What an earlier process has left. Whatever it was working on was lost with it. */
function leftLanes(journal: Journal | undefined): Map<string, Lane> {
  const lanes = journal?.read() ?? new Map<string, Lane>();
  const now = steadyNow();
  for (const [name, left] of lanes) {
    const lane = left.running ? lose(left, left.running.id, now).lane : left;
    lanes.set(name, {
      ...lane,
      waiting: lane.waiting.map((entry) => (entry.due > now + LONGEST ? { ...entry, due: now } : entry)),
    });
  }
  return lanes;
}

/** Milliseconds. No job is put off for longer: what says so was written by a clock that has been set back since. */
const LONGEST = 600_000;

/** Ids, each for an hour. */
function recentIds() {
  const until = new Map<string, number>();
  return {
    add(id: string): void {
      const now = steadyNow();
      // Oldest first: a map keeps the order of adding.
      for (const [oldest, end] of until) {
        if (end > now) break;
        until.delete(oldest);
      }
      until.delete(id);
      until.set(id, now + remembered);
    },
    has: (id: string): boolean => (until.get(id) ?? 0) > steadyNow(),
  };
}
