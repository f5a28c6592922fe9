/** Counts what records contribute, each kind of contribution once, however many records there are of it. */
import type { InWeek } from '../recordings/screen/counts.ts';
import { RecordScreen } from '../recordings/screen/screen.ts';
import { treeOf, type Wanted } from '../recordings/screen/wanted.ts';
import { addContribution, addInWeek, type Contribution, type Places } from './contribution.ts';
import type { PipelineSum } from './evidence/pipeline.ts';
import { Numbers } from './numbers.ts';
import type { Track } from './track.ts';

/** Kept from shard to shard of a plan, in one process. */
export class Distinct {
  readonly screen: RecordScreen;
  readonly #numbers: Numbers;

  constructor(screen: RecordScreen, places: Places) {
    this.screen = screen;
    this.#numbers = new Numbers(places);
  }

  /** Forgets what a shard that was not finished left behind. */
  begin(): void {
    this.screen.giveUpPending();
    this.screen.take();
  }

  /** Takes a record that was parsed, and with it those like it, where it is known to contribute the same as others; then it was replayed. */
  takeKnown(start: Track): boolean {
    if (!this.screen.awaits(start.position)) return false;
    const number = this.#numbers.ofPlain(start);
    return number !== undefined && this.screen.settle(start.position, number, true, start.request.time);
  }

  /** The same for one that may be the first to contribute this; false where it has to be added by itself. */
  take(start: Track, contribution: Contribution): boolean {
    if (!this.screen.awaits(start.position)) return false;
    const number = this.#numbers.of(contribution);
    return this.screen.settle(start.position, number, contribution.replayed !== undefined, start.request.time);
  }

  /** Adds all that were taken since it began. */
  addTo(sum: PipelineSum): void {
    const { counts, weeks, spans } = this.screen.take();
    for (const [number, contribution] of this.#numbers.contributions.entries()) {
      const times = counts[number] ?? 0;
      if (times > 0) addContribution(sum, contribution, times);
    }
    for (const own of weeks) this.#addWeek(sum.week(own.week), own);
    for (const { from, to } of spans[0] ?? []) sum.addTimes(from, to);
  }

  /** Weeks have no segments: what differs in these alone is added at once. */
  #addWeek(part: PipelineSum | undefined, { answers, times }: InWeek): void {
    const { contributions, firstAlike } = this.#numbers;
    const sums = new Map<number, number>();
    for (const [index, number] of answers.entries()) {
      const first = firstAlike[number] ?? number;
      sums.set(first, (sums.get(first) ?? 0) + (times[index] ?? 0));
    }
    for (const [number, count] of sums) {
      const contribution = contributions[number];
      if (part && contribution) addInWeek(part, contribution, count);
    }
  }
}

/** Undefined where records are not told apart by less than all that they hold. */
export function distinctOf(wanted: readonly Wanted[] | undefined, places: Places): Distinct | undefined {
  const { weeks } = places.plan.evidence;
  const tree = wanted && treeOf(wanted);
  return tree && new Distinct(new RecordScreen(tree, weeks, { isCutting: true }), places);
}
