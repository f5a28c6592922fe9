/** Counts what records contribute, each kind of contribution once, however many records there are of it. */
import { RecordScreen } from '../recordings/screen/screen.ts';
import { treeOf, type Wanted } from '../recordings/screen/wanted.ts';
import { createWeekOf } from '../recordings/window/week.ts';
import { addContribution, addInWeek, type Contribution, keyOf } from './contribution.ts';
import type { EvidenceSpec, PipelineSum } from './evidence/pipeline.ts';

/** Outputs that are as many as records are not worth keeping apart from these; so many take about 20 MB. */
const MOST_CONTRIBUTIONS = 40_000;
/** Longer ones hold values that are not to be kept. */
const LONGEST_KEY = 1000;

/** Kept from shard to shard of a plan, in one process. */
export class Distinct {
  readonly screen: RecordScreen;
  readonly #contributions: Contribution[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(screen: RecordScreen) {
    this.screen = screen;
  }

  /** Forgets what a shard that was not finished left behind. */
  begin(): void {
    this.screen.giveUpPending();
    this.screen.take();
  }

  /** Takes a record that was parsed, and with it those like it; false where it has to be added by itself. */
  take(position: number, contribution: Contribution, week?: number): boolean {
    if (!this.screen.awaits(position)) return false;
    return this.screen.settle(position, this.#numberOf(contribution), contribution.replayed !== undefined, week);
  }

  /** Adds all that were taken since it began. */
  addTo(sum: PipelineSum): void {
    const { counts, weeks, spans } = this.screen.take();
    for (const [number, contribution] of this.#contributions.entries()) {
      const times = counts[number] ?? 0;
      if (times > 0) addContribution(sum, contribution, times);
    }
    for (const [week, own] of weeks) {
      const part = sum.week(week);
      for (const [number, contribution] of this.#contributions.entries()) {
        const times = own[number] ?? 0;
        if (part && times > 0) addInWeek(part, contribution, times);
      }
    }
    for (const { from, to } of spans[0] ?? []) sum.addTimes(from, to);
  }

  #numberOf(contribution: Contribution): number | undefined {
    const key = keyOf(contribution);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#contributions.length;
    if (number >= MOST_CONTRIBUTIONS || key.length > LONGEST_KEY) return undefined;
    this.#numbers.set(key, number);
    this.#contributions.push(contribution);
    return number;
  }
}

/** Undefined where records are not told apart by less than all that they hold. */
export function distinctOf(wanted: readonly Wanted[] | undefined, { weeks }: EvidenceSpec): Distinct | undefined {
  const tree = wanted && treeOf(wanted);
  return tree && new Distinct(new RecordScreen(tree, weeks && createWeekOf(weeks.zone), { isCutting: true }));
}
