/** Replays one shard: shard in, evidence out. Knows nothing of processes, so tests and other runners call it directly. */

import type { Count, Shard } from '../recordings/reader.ts';
import { createWeekOf } from '../recordings/window/week.ts';
import type { Runnable } from './compile.ts';
import { addContribution, contributionOf } from './contribution.ts';
import { type PipelineParts, PipelineSum } from './evidence/pipeline.ts';
import { isEverything, type Window, windowFilter } from './order.ts';
import { openShard, runGroups, type ShardObserver } from './records.ts';
import { replayTogether } from './together/shard.ts';
import { WeekRuns } from './week-runs.ts';

export async function replayShard(
  runnable: Runnable,
  shard: Shard,
  window: Window,
  observer: ShardObserver,
): Promise<PipelineParts> {
  if (runnable.plan.together) return replayTogether(runnable, shard, window, observer);
  if (shard.kinds && !mayCount(observer)) throw new Error('kinds of records that would have to be run one by one');
  const sum = new PipelineSum(runnable.plan.evidence);
  const want = windowFilter(window, shard.file.index);
  const distinct = mayCount(observer) ? runnable.distinct : undefined;
  distinct?.begin();
  const { weeks } = runnable.plan.evidence;
  const weekOf = weeks && createWeekOf(weeks.zone);
  const runs = weeks && new WeekRuns(sum, weeks);
  const opened = openShard(runnable, shard, want, observer, observer.most, {
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
    await runGroups(runnable.steps, tracks, observer);
    for (const [index, track] of tracks.entries()) {
      const contribution = contributionOf(runnable, track);
      const { time } = track.request;
      const { times, from = time, to = time, spans, weeks: own } = counts?.[index] ?? ONE;
      if (spans) {
        if (contribution.replayed) for (const span of spans) sum.addTimes(span.from, span.to);
        addContribution(sum, contribution, times);
        for (const [week, some] of own ?? []) runs?.add(week, contribution, some);
        continue;
      }
      if (from !== undefined && to !== undefined && contribution.replayed) sum.addTimes(from, to);
      const week = from === undefined ? undefined : weekOf?.(from);
      if (distinct?.take(track.position, contribution, week)) continue;
      addContribution(sum, contribution, times);
      if (week !== undefined) runs?.add(week, contribution, times);
    }
    distinct?.screen.giveUpPending();
  }
  runs?.settle();
  distinct?.addTo(sum);
  return sum.export();
}

const ONE: Count = { times: 1 };

/** Where records have to be run, or left out, one by one, none stands for others. */
function mayCount({ excluded, singlyFrom, most }: ShardObserver): boolean {
  return excluded === undefined && singlyFrom === undefined && most === undefined;
}
