/**
 * The queue over a store of lanes: what is the same in memory and on Redis. `memory.ts` and `bullmq.ts` are its callers.
 *
 * A lane is changed only in single steps, and each step that leaves something to do is followed by a wake-up, so that a
 * process may die between any two.
 */
import { randomUUID } from 'node:crypto';
import { type Job, laneOf } from '../job.ts';
import { admit, begin, type End, end, isLost, isSuperseded, restore, type Turn, untilNext } from './lane.ts';
import { openPlaces } from './places.ts';
import { type AddOptions, type Queue, type QueueOptions, Stop, type Work } from './queue.ts';
import type { Store } from './store.ts';

/** A job whose process dies each time is likely what kills it. */
const mostLosses = 10;

/** Milliseconds, the longest pause between two tries: what is put off for longer waits for no turn. */
const SOON = 60_000;

/** 0.5 s, doubling, at most a minute; the tenth failure is the last. */
export function growingPause(failures: number): number | undefined {
  return failures < 10 ? Math.min(SOON, 500 * 2 ** (failures - 1)) : undefined;
}

/** Milliseconds after which a lane that was left no place asks again. */
const ASK_AGAIN = 500;

export function laneQueue(store: Store, options: QueueOptions): Queue {
  const { pause = growingPause, onGaveUp, onError = () => {}, concurrency = 20, ownerOf = () => undefined } = options;
  const places = openPlaces(concurrency);
  const turns = new Map<string, { readonly lane: string; readonly stop: AbortController }>();
  const timers = new Set<NodeJS.Timeout>();
  let closing = false;

  return {
    add,
    every,
    process(work) {
      store.start({ turn: (lane, holder) => turn(lane, holder, work), look });
    },
    ready: async () => !closing && (await store.ready()),
    async counts() {
      const lanes = await store.all();
      const soon = store.now() + SOON;
      const waiting = lanes.reduce((sum, lane) => sum + lane.waiting.filter(({ due }) => due <= soon).length, 0);
      return { waiting, running: lanes.filter((lane) => lane.running !== undefined).length };
    },
    async close(milliseconds) {
      closing = true;
      for (const timer of timers) clearTimeout(timer);
      for (const { stop } of turns.values()) stop.abort(new Stop('shutdown'));
      await store.close(milliseconds);
    },
  };

  async function add(job: Job, { id, delay = 0 }: AddOptions = {}): Promise<void> {
    if (closing) throw new Error('the queue is closing and takes no more jobs');
    const lane = laneOf(job);
    const superseded = await store.change(
      lane,
      (current) => {
        const now = store.now();
        const entry = { job, ids: id === undefined ? [] : [id], due: now + delay, failures: 0, losses: 0 };
        const next = admit(current, entry, now);
        return { lane: next, result: isSuperseded(next, now) };
      },
      id,
    );
    if (superseded === undefined) return;
    await store.wake(lane, delay);
    if (superseded) await store.announce(lane);
  }

  function every(name: string, milliseconds: number, job: Job): void {
    if (closing) return;
    const period = Math.floor(store.now() / milliseconds);
    // The id is the same in every process, so only the first one's job of a period is taken.
    add(job, { id: `every/${name}/${period}` }).catch(onError);
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        every(name, milliseconds, job);
      },
      (period + 1) * milliseconds - store.now(),
    ).unref();
    timers.add(timer);
  }

  async function turn(lane: string, holder: string, work: Work): Promise<void> {
    if (closing) return store.wake(lane, 0);
    const owner = ownerOf(lane);
    const place = places.take(owner);
    if (place) {
      using _place = place;
      return await takeTurn(lane, holder, work);
    }
    const current = await store.read(lane);
    const { running } = current;
    // Where its last holder was lost, this is who knows. A lane that runs elsewhere looks after itself, so nobody is woken for it.
    if (running?.holder === holder) return await takeTurn(lane, holder, work);
    const next = running === undefined ? untilNext(current, store.now()) : undefined;
    if (next !== undefined) await store.wake(lane, Math.max(ASK_AGAIN, next));
  }

  async function takeTurn(lane: string, holder: string, work: Work): Promise<void> {
    const id = randomUUID();
    const begun = await store.change(lane, (current) => {
      const now = store.now();
      const { start, ...step } = begin(current, { id, holder }, now);
      return { ...step, result: { start, superseded: isSuperseded(step.lane, now) } };
    });
    if (begun?.superseded) await store.announce(lane);
    if (begun?.start.kind === 'busy') return;
    if (begun?.start.kind === 'run') await run(lane, begun.start.turn, work);
    const milliseconds = untilNext(await store.read(lane), store.now());
    if (milliseconds !== undefined) await store.wake(lane, milliseconds);
  }

  async function run(lane: string, { id, entry }: Turn, work: Work): Promise<void> {
    const stop = new AbortController();
    turns.set(id, { lane, stop });
    try {
      if (closing) stop.abort(new Stop('shutdown'));
      const ending = await attempt(entry, stop.signal, work);
      await store.change(lane, (current) => {
        const step = isLost(current) ? restore(current, entry, ending) : end(current, id, ending, store.now());
        return { ...step, result: undefined };
      });
    } finally {
      turns.delete(id);
    }
  }

  async function attempt({ job, failures, losses }: Turn['entry'], signal: AbortSignal, work: Work): Promise<End> {
    if (losses >= mostLosses) {
      return giveUp(job, new Error(`the process that worked on it was lost ${losses} times`));
    }
    try {
      await work(job, signal);
      return { how: 'done' };
    } catch (error) {
      const stopped = error instanceof Stop ? error : signal.reason;
      if (stopped instanceof Stop) return { how: stopped.why === 'superseded' ? 'done' : 'handed back' };
      const milliseconds = pause(failures + 1);
      return milliseconds === undefined ? giveUp(job, error) : { how: 'failed', due: store.now() + milliseconds };
    }
  }

  async function giveUp(job: Job, error: unknown): Promise<End> {
    try {
      await onGaveUp?.(job, error);
    } catch (problem) {
      onError(problem);
    }
    return { how: 'done' };
  }

  function look(lane?: string): void {
    for (const [id, running] of turns) {
      if (lane === undefined || lane === running.lane) lookAt(id, running.lane, running.stop).catch(onError);
    }
  }

  async function lookAt(id: string, name: string, stop: AbortController): Promise<void> {
    const lane = await store.read(name);
    if (!turns.has(id) || isLost(lane)) return;
    // Another process has the turn: this one was silent for so long that it was taken for dead.
    if (lane.running?.id !== id) stop.abort(new Stop('taken over'));
    else if (isSuperseded(lane, store.now())) stop.abort(new Stop('superseded'));
  }
}
