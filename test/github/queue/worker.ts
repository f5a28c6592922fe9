/** Starts `process.ts` and listens to it. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import type { Job } from '../../../src/github/job.ts';

export interface Message {
  readonly event: 'ready' | 'started' | 'done' | 'failed' | 'superseded' | 'shutdown' | 'taken over' | 'overlap';
  readonly job?: Job;
}

export interface Worker {
  readonly process: ChildProcess;
  readonly messages: readonly Message[];
  told(event: Message['event']): Promise<void>;
}

const program = fileURLToPath(new URL('process.ts', import.meta.url));

/** Resolves when the process works; it is killed when the test ends. */
export async function startWorker(url: string, prefix: string, task: 'hold' | 'count', env = {}): Promise<Worker> {
  const child = fork(program, [url, prefix, task], { env: { ...process.env, ...env } });
  onTestFinished(() => void child.kill('SIGKILL'));
  const messages: Message[] = [];
  child.on('message', (message: Message) => messages.push(message));
  const worker: Worker = {
    process: child,
    messages,
    async told(event) {
      const events = () => messages.map((message) => message.event);
      await expect.poll(events, { interval: 5, timeout: 20_000 }).toContain(event);
    },
  };
  await worker.told('ready');
  return worker;
}
