/** Adds up what the records of a shard come to, one after the other: each by itself, or with those like it. */
import type { Count } from '../recordings/reader.ts';
import { createWeekOf, type WeekOf } from '../recordings/window/week.ts';
import type { Runnable } from './compile.ts';
import { addContribution, type Contribution, contributionOf } from './contribution.ts';
import type { Distinct } from './distinct.ts';
import { PipelineSum } from './evidence/pipeline.ts';
import type { Track } from './track.ts';
import { WeekRuns } from './week-runs.ts';

export class ShardSum {
  readonly sum: PipelineSum;
  readonly weekOf: WeekOf | undefined;
  readonly #runnable: Runnable;
  /** Of records that stand for others like them; undefined where each is added by itself. */
  readonly #distinct: Distinct | undefined;
  readonly #runs: WeekRuns | undefined;

  constructor(runnable: Runnable, distinct: Distinct | undefined) {
    const { evidence } = runnable.plan;
    this.sum = new PipelineSum(evidence);
    this.weekOf = evidence.weeks && createWeekOf(evidence.weeks.zone);
    this.#runnable = runnable;
    this.#distinct = distinct;
    this.#runs = evidence.weeks && new WeekRuns(this.sum, evidence.weeks);
  }

  /** Records that were run; `counts`: for how many each stands, where that is not one. */
  add(tracks: readonly Track[], counts: readonly Count[] | undefined): void {
    for (const [index, track] of tracks.entries()) this.#addOne(track, counts?.[index]);
  }

  /** Not part of a loop that waits: V8 would compile that anew, with all of this in it, as often as it waits. */
  #addOne(track: Track, count: Count | undefined): void {
    const { time } = track.request;
    if (this.#distinct?.takeKnown(track)) {
      if (time !== undefined) this.sum.addTimes(time, time);
      return;
    }
    const contribution = contributionOf(this.#runnable, track);
    if (count?.spans) {
      this.#addSpans(contribution, count);
      return;
    }
    const { times = 1, from = time, to = time } = count ?? ONE;
    if (from !== undefined && to !== undefined && contribution.replayed) this.sum.addTimes(from, to);
    if (this.#distinct?.take(track, contribution)) return;
    addContribution(this.sum, contribution, times);
    const week = from === undefined ? undefined : this.weekOf?.(from);
    if (week !== undefined) this.#runs?.add(week, contribution, times);
  }

  /** What is left once the last record was added. */
  settle(): void {
    this.#runs?.settle();
    this.#distinct?.addTo(this.sum);
  }

  #addSpans(contribution: Contribution, { times, spans = [], weeks = [] }: Count): void {
    if (contribution.replayed) for (const span of spans) this.sum.addTimes(span.from, span.to);
    addContribution(this.sum, contribution, times);
    for (const [week, some] of weeks) this.#runs?.add(week, contribution, some);
  }
}

const ONE: Count = { times: 1 };
