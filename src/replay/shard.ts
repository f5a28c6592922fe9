/** Replays one shard: shard in, evidence out. Knows nothing of processes, so tests and other runners call it directly. */

import type { Shard } from '../recordings/reader.ts';
import type { Runnable } from './compile.ts';
import type { PipelineParts } from './evidence/pipeline.ts';
import { isEverything, type Window, windowFilter } from './order.ts';
import { openShard, runGroups, type ShardObserver } from './records.ts';
import { ShardSum } from './shard-sum.ts';
import { replayTogether } from './together/shard.ts';

export async function replayShard(
  runnable: Runnable,
  shard: Shard,
  window: Window,
  observer: ShardObserver,
): Promise<PipelineParts> {
  if (runnable.plan.together) return replayTogether(runnable, shard, window, observer);
  if (shard.kinds && !mayCount(observer)) throw new Error('kinds of records that would have to be run one by one');
  const distinct = mayCount(observer) ? runnable.distinct : undefined;
  distinct?.begin();
  const all = new ShardSum(runnable, distinct);
  const { sum, weekOf } = all;
  const { weeks } = runnable.plan.evidence;
  const opened = openShard(runnable, shard, windowFilter(window, shard.file.index), observer, observer.most, {
    screen: distinct?.screen,
    wanted: runnable.wanted,
    // Those of a few first ones are records one by one.
    counts: observer.most === undefined,
    weekOf,
    ...(mayCount(observer) && isEverything(window) && { everything: { zone: weeks && (weeks.zone ?? 'UTC') } }),
  });
  for await (const { tracks, counts, malformed, read, skipped } of opened) {
    for (const place of malformed) sum.addMalformed(place);
    // What an earlier round read was counted then; the recording as a whole is counted in the first round.
    sum.count(window.from <= 0 ? read + skipped : 0, read);
    await runGroups(runnable.steps, tracks, observer, read + skipped);
    all.add(tracks, counts);
    distinct?.screen.giveUpPending();
  }
  all.settle();
  return sum.export();
}

/** Where records have to be run, or left out, one by one, none stands for others. */
function mayCount({ excluded, singlyFrom, most }: ShardObserver): boolean {
  return excluded === undefined && singlyFrom === undefined && most === undefined;
}
