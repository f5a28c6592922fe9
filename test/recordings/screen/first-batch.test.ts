/** Whether few of a recording's records are alike is told by those that were read, also while none of them is answered. */
import { expect, test } from 'vitest';
import { readerOf } from '../../../src/recordings/read.ts';
import { compilePlan } from '../../../src/replay/compile.ts';
import { EVERYTHING } from '../../../src/replay/order.ts';
import { replayShard } from '../../../src/replay/shard.ts';
import { jsonl, output, planOf, rules } from '../../replay/setting.ts';

test.each([
  ['ten kinds', (n: number) => n % 10, true],
  ['each another', (n: number) => n, false],
])('of %s among records without a fault', async (_what, delayOf, isCounted) => {
  const plan = planOf(
    { steps: [rules('tier.json', '/tier')], outputs: [output('/tier')] },
    { 'tier.json': [{ '>': [{ var: 'delay' }, 5] }, { '>': [{ var: 'delay' }, 6] }] },
  );
  const runnable = await compilePlan(plan, () => {});
  const file = jsonl(Array.from({ length: 3000 }, (_, n) => ({ delay: delayOf(n), id: n })));
  const [shard] = await readerOf(file).shards(file, 1);
  if (!shard) throw new Error('there is no shard');
  await replayShard(runnable, shard, EVERYTHING, { enter() {}, left() {} });
  expect(runnable.distinct?.screen.isOn).toBe(isCounted);
});
