/** Recordings that are replayed while they come. */
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { arrived } from '../../src/recordings/formats/jsonl/arrived.ts';
import { reader } from '../../src/recordings/formats/jsonl/reader.ts';
import { asTheyCome } from '../../src/replay/as-they-come.ts';
import { compilePlan } from '../../src/replay/compile.ts';
import type { Task } from '../../src/replay/messages.ts';
import { type RunOptions, runPlan } from '../../src/replay/run.ts';
import type { TaskObserver, TaskRunner } from '../../src/replay/runner.ts';
import { replayShard } from '../../src/replay/shard.ts';
import { readShard, values } from '../recordings/files.ts';
import { growing } from './growing.ts';
import { output, planOf, rules } from './setting.ts';

const lines = Array.from({ length: 400 }, (_, index) =>
  JSON.stringify({ delay: index % 240, note: 'ü'.repeat(index % 7) }),
);
const text = `${lines.join('\n')}\n`;
const size = Buffer.byteLength(text);

describe('a shard of a file that is on its way', () => {
  it.each([1, 37, 1000, 5000])(
    'is read, %i bytes at a time, as soon as its last line has ended, and is what it is in the whole file',
    async (step) => {
      const { file, arrival, grow } = growing(text);
      const found: unknown[][] = [];
      const shards = await reader.shards(file, 5);
      let read = 0;
      for (const [index, shard] of shards.entries()) {
        void arrived(shard, arrival).then(async () => {
          found[index] = values(await readShard(reader, shard));
          read += 1;
        });
      }
      const counts = new Set<number>();
      for (let to = step; ; to += step) {
        grow(Math.min(to, size));
        await setImmediate();
        counts.add(read);
        if (to >= size) break;
      }
      // The last one waits for the word that all of it is of one version.
      expect(Math.max(...counts)).toBe(4);
      arrival.end();
      await expect.poll(() => read).toBe(5);
      expect(found.flat().map((record) => JSON.stringify(record))).toEqual(lines);
    },
  );

  it('waits for the newline of a line that goes on behind it', async () => {
    const { file, arrival, grow } = growing(`{"id":1}\n{"id":"${'x'.repeat(100)}"}\n{"id":3}\n`);
    // It holds the first line, and the beginning of the second.
    const shard = { file, start: 0, end: 20, stripe: { index: 0, of: 1 } };
    let isReady = false;
    void arrived(shard, arrival).then(() => {
      isReady = true;
    });
    grow(118);
    await setImmediate();
    expect(isReady).toBe(false);
    grow(119);
    await expect.poll(() => isReady).toBe(true);
  });

  it('is not read where its file ends before it should', async () => {
    const { file, grow } = growing(text);
    grow(size - 100);
    const shards = await reader.shards(file, 2);
    const reading = Promise.all(shards.map((shard) => readShard(reader, shard)));
    await expect(reading).rejects.toThrow(`it ends at byte ${size - 100}`);
  });
});

describe('a replay of what is on its way', () => {
  const plan = planOf(
    { steps: [rules('rules.json', '/late', 'json-logic-engine')], outputs: [output('/late')] },
    { 'rules.json': [{ '>': [{ var: 'delay' }, 180] }, { '>': [{ var: 'delay' }, 120] }] },
  );

  /** Longer than what tells how long records are. */
  const long = Array.from(
    { length: 30_000 },
    (_, index) => `{"delay":${index % 240},"note":"${'x'.repeat(80)}"}\n`,
  ).join('');

  /** Runs in this process what can be read, and says which that was. */
  class RunnerHere implements TaskRunner {
    readonly done: Task[] = [];
    async run(tasks: readonly Task[], { left, evidence, ready = async () => {} }: TaskObserver): Promise<void> {
      const runnable = await compilePlan(plan, () => {});
      for await (const task of asTheyCome(tasks, ready)) {
        evidence(await replayShard(runnable, task.shard, task.window, { enter() {}, left }));
        this.done.push(task);
      }
    }
  }

  const options: RunOptions = {
    ...{ jobs: 2, full: true, maxRecords: undefined, seed: 1, next: () => 'stop' },
    progress() {},
  };

  it('has replayed the beginning before the end is there, and gives the bytes of a replay of the whole', async () => {
    const { file, arrival, grow } = growing(long);
    const runner = new RunnerHere();
    const running = runPlan(runner, 0, plan, [file], { ...options, arrivalOf: () => arrival });
    grow(Math.floor(long.length * 0.6));
    // Two of its four shards are there, and the beginning of the third.
    await expect.poll(() => runner.done.length).toBe(2);
    grow(long.length);
    arrival.end();
    const { evidence } = await running;
    const whole = await runPlan(new RunnerHere(), 0, plan, [file], options);
    expect(evidence.replayed).toBe(30_000);
    expect(JSON.stringify(evidence)).toBe(JSON.stringify(whole.evidence));
  });

  it('reads one of two files while the other one comes', async () => {
    const [slow, quick] = [growing(long, 'a.jsonl'), growing(text, 'b.jsonl')];
    const files = [slow.file, { ...quick.file, index: 1 }];
    const arrivals = new Map([slow, quick].map(({ file, arrival }) => [file.path, arrival]));
    const runner = new RunnerHere();
    const running = runPlan(runner, 0, plan, files, { ...options, arrivalOf: (path) => arrivals.get(path) });
    quick.grow(size);
    quick.arrival.end();
    // So much tells how long records are.
    slow.grow(1024 * 1024);
    const ended = (index: number): number => runner.done.filter(({ shard }) => shard.file.index === index).length;
    await expect.poll(() => ended(1)).toBe(1);
    expect(ended(0)).toBe(1);
    slow.grow(long.length);
    slow.arrival.end();
    expect((await running).evidence.replayed).toBe(30_400);
  });

  it('leaves nothing behind where the file is replaced in the end, however much of it was replayed', async () => {
    const { file, arrival, grow } = growing(text);
    const runner = new RunnerHere();
    let asked = 0;
    const next = (): 'stop' => {
      asked += 1;
      return 'stop';
    };
    const running = runPlan(runner, 0, plan, [file], { ...options, full: false, next, arrivalOf: () => arrival });
    running.catch(() => {});
    grow(size);
    await setImmediate();
    arrival.fail(new Error('replaced'));
    await expect(running).rejects.toThrow('replaced');
    expect(asked).toBe(0);
  });
});

describe('things that become ready', () => {
  it('are handed out in that order, each once, to all who ask', async () => {
    const ready = new Map(['a', 'b', 'c'].map((name) => [name, Promise.withResolvers<void>()]));
    const queue = asTheyCome([...ready.keys()], (name) => ready.get(name)?.promise ?? Promise.resolve());
    const got: string[] = [];
    const ask = async (): Promise<void> => {
      for await (const one of queue) got.push(one);
    };
    const asking = Promise.all([ask(), ask()]);
    for (const name of ['c', 'a', 'b']) {
      ready.get(name)?.resolve();
      await setImmediate();
    }
    await asking;
    expect(got).toEqual(['c', 'a', 'b']);
  });

  it('end for all with what one of them fails with', async () => {
    const queue = asTheyCome(['a', 'b'], (name) =>
      name === 'a' ? new Promise(() => {}) : Promise.reject(new Error('gone')),
    );
    const asking = [queue.next(), queue.next()];
    for (const one of asking) await expect(one).rejects.toThrow('gone');
  });

  it('are none where there are none', async () => {
    expect(await asTheyCome([], async () => {}).next()).toEqual({ done: true, value: undefined });
  });
});
