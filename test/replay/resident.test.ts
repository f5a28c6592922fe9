/** Stages that hold something, in a replay process: they are warmed up, told when nobody waits, and disposed of. */
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { readerOf } from '../../src/recordings/read.ts';
import { forkLocked } from '../../src/replay/lock.ts';
import type { Request } from '../../src/replay/messages.ts';
import { EVERYTHING } from '../../src/replay/order.ts';
import { BUDGET } from '../../src/replay/process.ts';
import { first, letter } from './processes.ts';
import { jsonl, output, planOf } from './setting.ts';

const script = fileURLToPath(new URL('./resident.ts', import.meta.url));

it('a stage is warmed up before its first batch; at the end it stops waiting and is disposed of', async () => {
  const usual = planOf({ steps: [first], outputs: [output('/letter')] }, { 'first.json': [letter] });
  const plan = { ...usual, steps: usual.steps.map((step) => ({ ...step, engine: 'resident' })) };
  const file = jsonl([{ word: 'abc' }]);
  const [shard] = await readerOf(file).shards(file, 1);
  if (!shard) throw new Error('there is no shard');
  const child = forkLocked(script, { reads: [file.path, script], addons: false }, BUDGET);
  onTestFinished(() => void child.kill('SIGKILL'));
  const say = (request: Request): void => void child.send(request);
  const heard: string[] = [];
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
  child.stderr?.on('data', (data) => reject(new Error(String(data))));
  child.on('message', ({ type }: { readonly type: string }) => {
    heard.push(type);
    if (type === 'waits') say({ type: 'end' });
    if (type === 'ended') resolve();
  });

  say({ type: 'plans', plans: [plan] });
  say({ type: 'task', task: { plan: 0, shard, window: EVERYTHING }, exclusions: [] });
  await ended;

  expect(heard.filter((type) => ['warm', 'waits', 'disposed', 'ended'].includes(type))).toEqual([
    'warm',
    'waits',
    'disposed',
    'ended',
  ]);
  expect(heard).toContain('aborted');
});
