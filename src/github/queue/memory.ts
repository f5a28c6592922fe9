/**
 * The queue of a single process, used where no Redis is set. What waits is lost with the process; the reconciler finds
 * on GitHub what it was.
 */
import { randomUUID } from 'node:crypto';
import { atMost } from './at-most.ts';
import { emptyLane, type Lane } from './lane.ts';
import { laneQueue } from './lane-queue.ts';
import type { Queue, QueueOptions } from './queue.ts';
import { type Callbacks, remembered, type Store } from './store.ts';

export function memoryQueue(options: QueueOptions = {}): Queue {
  return laneQueue(memoryStore(options), options);
}

function memoryStore({ concurrency = 20, onError = () => {} }: QueueOptions): Store {
  const lanes = new Map<string, Lane>();
  const done = recentIds();
  const awake: string[] = [];
  const turns = new Set<Promise<void>>();
  let callbacks: Callbacks | undefined;
  let closed = false;

  return {
    async change(name, make, id) {
      if (id !== undefined && done.has(id)) return undefined;
      const { lane, result, done: ids = [] } = make(lanes.get(name) ?? emptyLane);
      if (lane.running === undefined && lane.waiting.length === 0) lanes.delete(name);
      else lanes.set(name, lane);
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

/** Ids, each for an hour. */
function recentIds() {
  const until = new Map<string, number>();
  return {
    add(id: string): void {
      const now = Date.now();
      // Oldest first: a map keeps the order of adding.
      for (const [oldest, end] of until) {
        if (end > now) break;
        until.delete(oldest);
      }
      until.delete(id);
      until.set(id, now + remembered);
    },
    has: (id: string): boolean => (until.get(id) ?? 0) > Date.now(),
  };
}
