import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openJournal } from '../../../src/github/queue/journal.ts';
import { memoryQueue } from '../../../src/github/queue/memory.ts';
import { itQueues } from './contract.ts';
import { command, heldWork, pull } from './jobs.ts';

itQueues('the queue in memory', {
  open: async (_, options) => memoryQueue(options),
  skip: [
    {
      test: 'what was handed back and what waited runs after a restart, in the same order',
      reason: 'memory does not outlive its process; the reconciler finds on GitHub what was lost',
    },
    {
      test: 'a repeated job is added once a period, by however many processes',
      reason: 'memory is not shared between processes',
    },
  ],
});

const folder = mkdtempSync(join(tmpdir(), 'weir-journal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

itQueues('the queue in memory with a journal', {
  open: async (store, options) => memoryQueue({ ...options, journal: join(folder, store) }),
  skip: [
    {
      test: 'a repeated job is added once a period, by however many processes',
      reason: 'a journal is of one process',
    },
  ],
});

test('what a killed process had begun, and what waited, is done by the next one', async () => {
  const journal = join(folder, 'killed');
  const killed = memoryQueue({ journal });
  const lost = heldWork();
  killed.process(lost.work);
  await killed.add(command(1, 1));
  await killed.add(command(1, 2));
  await killed.add(pull(2, { head: 'a' }), { delay: 100 });
  await lost.call(0);

  const held = heldWork();
  const queue = memoryQueue({ journal });
  queue.process(held.work);
  for (const index of [0, 1, 2]) (await held.call(index)).finish();
  expect(held.calls.map(({ job }) => job)).toEqual([command(1, 1), command(1, 2), pull(2, { head: 'a' })]);

  await expect.poll(() => readdirSync(journal)).toEqual([]);
});

test('what was put off by a clock that has been set back since does not wait for as long as that', async () => {
  const journal = join(folder, 'set-back');
  const due = Date.now() + 2 * 3_600_000;
  openJournal(journal).write('acme/claims#1', {
    waiting: [{ job: command(1, 1), ids: [], due, failures: 1, losses: 0 }],
  });
  const held = heldWork();
  const queue = memoryQueue({ journal });
  queue.process(held.work);
  (await held.call(0)).finish();
  await expect.poll(() => queue.counts()).toEqual({ waiting: 0, running: 0 });
});

test('a job that kills its process every time is given up in the end', async () => {
  const journal = join(folder, 'deadly');
  const givenUp: unknown[] = [];
  for (let start = 0; start < 10; start++) {
    const lost = heldWork();
    const killed = memoryQueue({ journal });
    killed.process(lost.work);
    if (start === 0) await killed.add(pull(1));
    await lost.call(0);
  }
  const queue = memoryQueue({ journal, onGaveUp: (job) => void givenUp.push(job) });
  queue.process(heldWork().work);

  await expect.poll(() => givenUp).toEqual([pull(1)]);
});

test('a journal that cannot be read or written does not keep the queue from working', async () => {
  const journal = join(folder, 'broken');
  const errors: unknown[] = [];
  writeFileSync(journal, 'not a folder');
  const held = heldWork();
  const queue = memoryQueue({ journal, onError: (error) => errors.push(error) });
  queue.process(held.work);
  await queue.add(pull(1));
  (await held.call(0)).finish();

  await expect.poll(() => queue.counts()).toEqual({ waiting: 0, running: 0 });
  expect(errors.length).toBeGreaterThan(0);
});
