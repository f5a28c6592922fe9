import { expect, test } from 'vitest';
import { createReadiness } from '../../../src/github/server/readiness.ts';

const queue = { ready: async () => true };

test('a queue that works and a GitHub that answers are enough', async () => {
  const notReady = createReadiness({ queue, askGitHub: async () => {} });

  expect(await notReady()).toEqual([]);
});

test('GitHub is asked once for many questions', async () => {
  let asked = 0;
  const notReady = createReadiness({
    queue,
    askGitHub: async () => {
      asked += 1;
    },
  });

  await Promise.all([notReady(), notReady()]);
  await notReady();

  expect(asked).toBe(1);
});

test('a wrong key is a reason, and is tried again', async () => {
  const answers = [Promise.reject(new Error('Bad credentials')), Promise.resolve()];
  answers[0]?.catch(() => {});
  const notReady = createReadiness({ queue, askGitHub: () => answers.shift() ?? Promise.resolve() });

  expect(await notReady()).toEqual(['GitHub does not answer the App: Bad credentials']);
  expect(await notReady()).toEqual([]);
});

test.for([
  ['grace', 60_000, []],
  ['no grace', 0, ['GitHub does not answer the App: Unavailable']],
] as const)('a GitHub that was there before has %s', async ([, grace, reasons]) => {
  const answers = [Promise.resolve()];
  const askGitHub = (): Promise<void> => answers.shift() ?? Promise.reject(new Error('Unavailable'));
  const notReady = createReadiness({ queue, askGitHub, fresh: 0, grace });
  await notReady();

  expect(await notReady()).toEqual(reasons);
});

test.for<[string, () => Promise<boolean>]>([
  ['says no', async () => false],
  ['fails', () => Promise.reject(new Error('connection refused'))],
  ['does not answer', () => new Promise(() => {})],
])('a queue that %s is a reason', async ([, ready]) => {
  const notReady = createReadiness({ queue: { ready }, askGitHub: async () => {}, patience: 50 });

  expect(await notReady()).toEqual(['the queue does not answer or takes no more jobs']);
});
