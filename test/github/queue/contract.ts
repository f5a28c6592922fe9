/** What every queue must do. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ownerOfPulls } from '../../../src/github/job.ts';
import { type Queue, type QueueOptions, Stop } from '../../../src/github/queue/queue.ts';
import { command, heldWork, pull } from './jobs.ts';

export interface QueueContract {
  /** A queue over the store of this name, which is empty at first. */
  open(store: string, options: QueueOptions): Promise<Queue>;
  /** Tests that this queue can't pass, each with why. */
  readonly skip: readonly { readonly test: string; readonly reason: string }[];
}

export function itQueues(name: string, { open, skip }: QueueContract): void {
  let stores = 0;

  describe(name, () => {
    holds('jobs of a lane run one at a time, in the order of adding', async () => {
      const { queue, held } = await working();
      for (const comment of [1, 2, 3]) await queue.add(command(1, comment));
      for (const index of [0, 1, 2]) {
        const call = await held.call(index);
        expect(call.job).toEqual(command(1, index + 1));
        expect(await queue.counts()).toEqual({ waiting: 2 - index, running: 1 });
        call.finish();
      }
      await drained(queue);
    });

    holds('jobs added before the work starts are kept for it', async () => {
      const queue = await opened();
      await queue.add(command(1, 1));
      const held = heldWork();
      queue.process(held.work);
      (await held.call(0)).finish();
      await drained(queue);
    });

    holds('different lanes run beside each other, as many as allowed', async () => {
      const { queue, held } = await working({ concurrency: 2 });
      for (const number of [1, 2, 3]) await queue.add(pull(number));
      await held.call(1);
      expect(await queue.counts()).toEqual({ waiting: 1, running: 2 });
      (await held.call(0)).finish();
      (await held.call(2)).finish();
      (await held.call(1)).finish();
      await drained(queue);
      expect(held.calls.map(({ job }) => job)).toEqual([pull(1), pull(2), pull(3)]);
    });

    holds('a lane with much to do takes one place only', async () => {
      const { queue, held } = await working({ concurrency: 2 });
      for (const comment of [1, 2, 3]) await queue.add(command(1, comment));
      await queue.add(command(2, 4));
      expect((await held.call(1)).job).toEqual(command(2, 4));
    });

    holds('a repository with much to do leaves places to others, and all of it is done', async () => {
      const { queue, held } = await working({ concurrency: 4, ownerOf: ownerOfPulls });
      for (const number of [1, 2, 3, 4, 5]) await queue.add(pull(number));
      await held.call(1);
      const other = { ...pull(1), repository: { installation: 7, owner: 'acme', repo: 'late' } };
      await queue.add(other);
      const group = {
        kind: 'merge-group',
        repository: pull(1).repository,
        head: 'a',
        ref: 'refs/heads/queue',
      } as const;
      await queue.add(group);
      await held.call(3);
      expect(new Set(held.calls.map(({ job }) => job))).toEqual(new Set([pull(1), pull(2), other, group]));
      for (const index of [0, 1, 2, 3, 4, 5, 6]) (await held.call(index)).finish();
      await drained(queue);
      expect(new Set(held.calls.slice(4).map(({ job }) => job))).toEqual(new Set([pull(3), pull(4), pull(5)]));
    });

    holds('an id is taken once: while its job waits, runs, and when it is done', async () => {
      const { queue, held } = await working();
      await queue.add(command(1, 1));
      await queue.add(command(1, 2), { id: 'delivery' });
      await queue.add(command(1, 2), { id: 'delivery' });
      expect(await queue.counts()).toEqual({ waiting: 1, running: 1 });
      (await held.call(0)).finish();
      const call = await held.call(1);
      await queue.add(command(1, 2), { id: 'delivery' });
      expect(await queue.counts()).toEqual({ waiting: 0, running: 1 });
      call.finish();
      await drained(queue);
      await queue.add(command(1, 2), { id: 'delivery' });
      expect(await queue.counts()).toEqual({ waiting: 0, running: 0 });
    });

    holds('the ids of jobs that became one are all taken', async () => {
      const { queue, held } = await working();
      await queue.add(command(1, 1));
      await queue.add(pull(1), { id: 'first' });
      await queue.add(pull(1), { id: 'second' });
      (await held.call(0)).finish();
      (await held.call(1)).finish();
      await drained(queue);
      for (const id of ['first', 'second']) await queue.add(pull(1), { id });
      expect(await queue.counts()).toEqual({ waiting: 0, running: 0 });
    });

    holds('waiting pull jobs of a lane become one that knows what each of them knew', async () => {
      const { queue, held } = await working();
      await queue.add(command(1, 1));
      await queue.add(pull(1, { before: 'a', head: 'b', again: 'full' }));
      await queue.add(pull(1, { before: 'b', head: 'c', again: 'rerun' }));
      await queue.add(pull(1));
      expect(await queue.counts()).toEqual({ waiting: 1, running: 1 });
      (await held.call(0)).finish();
      const { job, finish } = await held.call(1);
      expect(job).toEqual(pull(1, { head: 'c', before: 'a', befores: ['b'], again: 'full' }));
      finish();
      await drained(queue);
    });

    holds('a job like the running one runs after it, for what it was told of may be newer', async () => {
      const { queue, held } = await working();
      await queue.add(pull(1, { head: 'a' }));
      const first = await held.call(0);
      await queue.add(pull(1, { head: 'a' }));
      expect(first.signal.aborted).toBe(false);
      first.finish();
      (await held.call(1)).finish();
      await drained(queue);
    });

    holds('a job that supersedes the running one stops it and takes its turn', async () => {
      const { queue, held } = await working();
      await queue.add(pull(1, { before: 'a', head: 'b' }));
      const first = await held.call(0);
      await queue.add(pull(1, { before: 'b', head: 'c' }));
      const second = await held.call(1);
      expect(first.signal.reason).toMatchObject({ name: 'Stop', why: 'superseded' });
      expect(second.job).toEqual(pull(1, { head: 'c', before: 'a', befores: ['b'] }));
      second.finish();
      await drained(queue);
      expect(held.calls).toHaveLength(2);
    });

    holds('a job that fails is tried again after growing pauses, and none of its lane overtakes it', async () => {
      const pause = vi.fn((failures: number) => failures * 30);
      const { queue, held } = await working({ pause });
      await queue.add(command(1, 1));
      await queue.add(command(1, 2));
      (await held.call(0)).fail(new Error('GitHub is away'));
      const failed = Date.now();
      (await held.call(1)).fail(new Error('GitHub is away'));
      (await held.call(2)).finish();
      expect(Date.now() - failed).toBeGreaterThanOrEqual(80);
      (await held.call(3)).finish();
      await drained(queue);
      expect(held.calls.map(({ job }) => job)).toEqual([1, 1, 1, 2].map((comment) => command(1, comment)));
      expect(pause.mock.calls).toEqual([[1], [2]]);
    });

    holds('other lanes go on while one waits for its next try', async () => {
      const { queue, held } = await working({ concurrency: 1, pause: () => 60_000 });
      await queue.add(command(1, 1));
      (await held.call(0)).fail(new Error('GitHub is away'));
      await queue.add(command(2, 2));
      (await held.call(1)).finish();
      await expect.poll(() => queue.counts()).toEqual({ waiting: 1, running: 0 });
    });

    holds('a push need not wait until what failed on the head before it is tried again', async () => {
      const { queue, held } = await working({ pause: () => 60_000 });
      await queue.add(pull(1, { head: 'a' }));
      (await held.call(0)).fail(new Error('GitHub is away'));
      await expect.poll(() => queue.counts()).toEqual({ waiting: 1, running: 0 });
      await queue.add(pull(1, { before: 'a', head: 'b' }));
      const second = await held.call(1);
      expect(second.job).toEqual(pull(1, { before: 'a', head: 'b' }));
      second.finish();
      await drained(queue);
    });

    holds('after its last try a job is given up, with its error, and the lane goes on', async () => {
      const onGaveUp = vi.fn();
      const { queue, held } = await working({ pause: (failures) => (failures < 2 ? 0 : undefined), onGaveUp });
      await queue.add(command(1, 1), { id: 'delivery' });
      await queue.add(command(1, 2));
      const error = new Error('GitHub is away');
      (await held.call(0)).fail(new Error('GitHub is slow'));
      (await held.call(1)).fail(error);
      (await held.call(2)).finish();
      await drained(queue);
      expect(held.calls.map(({ job }) => job)).toEqual([1, 1, 2].map((comment) => command(1, comment)));
      expect(onGaveUp.mock.calls).toEqual([[command(1, 1), error]]);
      await queue.add(command(1, 1), { id: 'delivery' });
      expect(await queue.counts()).toEqual({ waiting: 0, running: 0 });
    });

    holds('what goes wrong while a job is given up is told, and the lane goes on', async () => {
      const onError = vi.fn();
      const error = new Error('GitHub is away');
      const onGaveUp = () => Promise.reject(error);
      const { queue, held } = await working({ pause: () => undefined, onGaveUp, onError });
      await queue.add(command(1, 1));
      (await held.call(0)).fail(new Error('GitHub is slow'));
      await drained(queue);
      expect(onError.mock.calls).toEqual([[error]]);
    });

    holds('a job with a delay starts when that is over, and its lane goes on before it', async () => {
      const { queue, held } = await working();
      const added = Date.now();
      await queue.add(pull(1), { delay: 150 });
      await queue.add(pull(1, { head: 'a' }));
      (await held.call(0)).finish();
      expect(held.calls[0]?.job).toEqual(pull(1, { head: 'a' }));
      (await held.call(1)).finish();
      expect(Date.now() - added).toBeGreaterThanOrEqual(145);
      await drained(queue);
    });

    holds('close tells running jobs to hand back, waits for them and takes no more', async () => {
      const { queue, held } = await working();
      await queue.add(command(1, 1));
      const { signal } = await held.call(0);
      expect(await queue.ready()).toBe(true);
      await queue.close(5000);
      expect(signal.reason).toEqual(new Stop('shutdown'));
      expect(await queue.ready()).toBe(false);
      await expect(queue.add(command(2, 2))).rejects.toThrow('closing');
    });

    holds('close does not wait longer than told', async () => {
      const queue = await opened();
      const started = Promise.withResolvers<void>();
      queue.process(() => {
        started.resolve();
        return new Promise(() => {});
      });
      await queue.add(command(1, 1));
      await started.promise;
      // The job never ends: who waits for it does not come back.
      await queue.close(50);
    });

    holds('what was handed back and what waited runs after a restart, in the same order', async () => {
      const store = nextStore();
      const first = await working({}, store);
      await first.queue.add(command(1, 1));
      await first.queue.add(command(1, 2));
      await first.held.call(0);
      await first.queue.close(5000);
      const { queue, held } = await working({}, store);
      (await held.call(0)).finish();
      (await held.call(1)).finish();
      await drained(queue);
      expect(held.calls.map(({ job }) => job)).toEqual([command(1, 1), command(1, 2)]);
    });

    holds('a repeated job is added at once, then in each period', async () => {
      const { queue, held } = await working();
      queue.every('reconcile', 40, { kind: 'sweep' });
      const first = await held.call(0);
      expect(first.job).toEqual({ kind: 'sweep' });
      first.finish();
      (await held.call(1)).finish();
      (await held.call(2)).finish();
    });

    holds('a repeated job is added once a period, by however many processes', async () => {
      const store = nextStore();
      const workers = [await working({}, store), await working({}, store)];
      // 23 days: no period ends while the test runs.
      for (const { queue } of workers) queue.every('reconcile', 2e9, { kind: 'sweep' });
      const calls = () => workers.flatMap(({ held }) => held.calls);
      await expect.poll(() => calls().length).toBe(1);
      calls()[0]?.finish();
      for (const { queue } of workers) queue.every('reconcile', 2e9, { kind: 'sweep' });
      for (const { queue } of workers) await queue.add(command(1, 1), { id: 'after it' });
      await expect.poll(() => calls().length).toBe(2);
      expect(calls().filter(({ job }) => job.kind === 'sweep')).toHaveLength(1);
    });
  });

  function holds(test: string, check: () => Promise<void>): void {
    const reason = skip.find((skipped) => skipped.test === test)?.reason;
    if (reason === undefined) it(test, check);
    else it.skip(`${test} (${reason})`, check);
  }

  async function opened(options: QueueOptions = {}, store = nextStore()): Promise<Queue> {
    const queue = await open(store, options);
    onTestFinished(() => queue.close(0));
    return queue;
  }

  async function working(options: QueueOptions = {}, store = nextStore()) {
    const queue = await opened(options, store);
    const held = heldWork();
    queue.process(held.work);
    return { queue, held };
  }

  function nextStore(): string {
    stores += 1;
    return `store-${stores}`;
  }
}

async function drained(queue: Queue): Promise<void> {
  await expect.poll(() => queue.counts(), { interval: 2, timeout: 10_000 }).toEqual({ waiting: 0, running: 0 });
}
