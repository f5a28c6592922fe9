/**
 * Adds records to the sums of their weeks. Neighbours are of the same week, and most pipelines answer most of them alike, so
 * those that follow each other are counted and added at once: to add each to its week would cost a tenth of a replay.
 */
import { addInWeek, type Contribution } from './contribution.ts';
import type { EvidenceSpec, PipelineSum, Replayed } from './evidence/pipeline.ts';

export class WeekRuns {
  readonly #sum: PipelineSum;
  readonly #hasSegments: boolean;
  #week = Number.NaN;
  #contribution: Contribution | undefined;
  #times = 0;

  constructor(sum: PipelineSum, weeks: NonNullable<EvidenceSpec['weeks']>) {
    this.#sum = sum;
    this.#hasSegments = weeks.evidence.segments.length > 0;
  }

  /** So many records of a week that contribute this. They are in its sums once `settle` was called. */
  add(week: number, contribution: Contribution, times: number): void {
    const last = this.#contribution;
    if (last && week === this.#week && isLike(last, contribution, this.#hasSegments)) {
      this.#times += times;
      return;
    }
    if (isSingle(contribution)) {
      // It is like none, and need not part the records around it.
      this.#add(week, contribution, times);
      return;
    }
    this.settle();
    this.#week = week;
    this.#contribution = contribution;
    this.#times = times;
  }

  settle(): void {
    if (this.#contribution) this.#add(this.#week, this.#contribution, this.#times);
    this.#contribution = undefined;
  }

  #add(week: number, contribution: Contribution, times: number): void {
    const own = this.#sum.week(week);
    if (own) addInWeek(own, contribution, times);
  }
}

/** Of records that ended early it is not known whether they add the same. */
function isSingle({ replayed, baseEnd, headEnd }: Contribution): boolean {
  return replayed === undefined || baseEnd !== undefined || headEnd !== undefined;
}

/** Whether a record adds the same as one that is not single. Of values that are no primitives, it is not known. */
function isLike(one: Contribution, other: Contribution, hasSegments: boolean): boolean {
  const [first, second] = [one.replayed, other.replayed];
  if (!first || !second || isSingle(other)) return false;
  return (
    one.isShadowed === other.isShadowed &&
    areSame(one.same, other.same) &&
    isReplayedLike(first, second) &&
    (!hasSegments || areSame(first.segments, second.segments))
  );
}

function isReplayedLike(one: Replayed, other: Replayed): boolean {
  return (
    Object.is(one.weight, other.weight) &&
    Object.is(one.value, other.value) &&
    Object.is(one.label, other.label) &&
    areSame(one.baseValues, other.baseValues) &&
    areSame(one.headValues, other.headValues)
  );
}

function areSame(some: readonly unknown[] | undefined, others: readonly unknown[] | undefined): boolean {
  if (some === others) return true;
  if (some?.length !== others?.length || !some) return false;
  for (let index = 0; index < some.length; index += 1) if (!Object.is(some[index], others?.[index])) return false;
  return true;
}
