/** Replays one shard through several pairs of versions at once, and counts its inputs, in one reading. */
import { compileRead } from '../../document/pointer.ts';
import type { Shard } from '../../recordings/reader.ts';
import { createWeekOf } from '../../recordings/window/week.ts';
import type { Runnable } from '../compile.ts';
import { addContribution, contributionOf } from '../contribution.ts';
import { type PipelineParts, PipelineSum } from '../evidence/pipeline.ts';
import { type Window, windowFilter } from '../order.ts';
import { openShard, runGroups, type ShardObserver } from '../records.ts';
import type { Track } from '../track.ts';
import { WeekRuns } from '../week-runs.ts';
import { Kinds, type Pair } from './kinds.ts';

export async function replayTogether(
  runnable: Runnable,
  shard: Shard,
  window: Window,
  observer: ShardObserver,
): Promise<PipelineParts> {
  const { plan } = runnable;
  const sum = new PipelineSum(plan.evidence);
  const [first, ...others] = (plan.together ?? []).flatMap((own, index): Pair[] => {
    const ownSum = sum.together[index];
    const places = { ...runnable, plan: own, segments: own.evidence.segments.map(runnable.readDocument) };
    return ownSum ? [{ places, base: 2 * index, head: 2 * index + 1, sum: ownSum }] : [];
  });
  if (!first) throw new Error('no versions to compare');
  const pairs = [first, ...others] as const;
  const kinds = new Kinds(pairs);
  const one = pairs.map((pair) => alone(pair));
  const weekOf = createWeekOf(plan.recording.zone);
  const { segment } = plan.evidence.inputs ?? {};
  const segmentIn = segment === undefined ? undefined : compileRead(segment);
  const want = windowFilter(window, shard.file.index);
  for await (const { tracks, malformed, read, skipped } of openShard(runnable, shard, want, observer, observer.most)) {
    for (const own of [sum, ...sum.together]) {
      for (const place of malformed) own.addMalformed(place);
      own.count(window.from <= 0 ? read + skipped : 0, read);
    }
    await runGroups(runnable.steps, tracks, observer);
    for (const track of tracks) {
      const { input, time } = track.request;
      const week = time === undefined ? undefined : weekOf(time);
      if (week !== undefined && sum.inputs) {
        const name = segmentIn?.(input);
        sum.inputs.add(week, input, typeof name === 'string' ? name : undefined);
      }
      if (!kinds.take(track, week)) for (const { add } of one) add(track, week);
    }
  }
  for (const { settle } of one) settle();
  kinds.settle();
  return sum.export();
}

/** Adds the records that are like no others. */
function alone({ places, base, head, sum }: Pair): {
  add(track: Track, week: number | undefined): void;
  settle(): void;
} {
  const { weeks } = places.plan.evidence;
  const runs = weeks && new WeekRuns(sum, weeks);
  return {
    add(track, week) {
      const contribution = contributionOf(places, track, base, head);
      const { time } = track.request;
      if (time !== undefined && contribution.replayed) sum.addTimes(time, time);
      addContribution(sum, contribution, 1);
      if (week !== undefined) runs?.add(week, contribution, 1);
    },
    settle: () => runs?.settle(),
  };
}
