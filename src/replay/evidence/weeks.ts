/** The same sums once more for each week of the traffic. */

/** Traffic of more weeks than this is not cut: five years, or times that are none. */
const MOST_WEEKS = 260;

/** What is added up for one week. */
interface Sum<Parts> {
  export(): Parts;
  absorb(parts: Parts): void;
}

export interface WeeksParts<Parts> {
  readonly folded: boolean;
  readonly weeks: readonly (readonly [week: number, parts: Parts])[];
}

export class WeeksSum<Parts, S extends Sum<Parts>> {
  readonly #create: () => S;
  readonly #weeks = new Map<number, S>();
  #folded = false;

  constructor(create: () => S) {
    this.#create = create;
  }

  /** The sums of a week, to which the caller adds; undefined where there are too many weeks. */
  at(week: number): S | undefined {
    const known = this.#weeks.get(week);
    if (known) return known;
    if (this.#folded) return undefined;
    if (this.#weeks.size >= MOST_WEEKS) {
      this.#fold();
      return undefined;
    }
    const sum = this.#create();
    this.#weeks.set(week, sum);
    return sum;
  }

  export(): WeeksParts<Parts> {
    return { folded: this.#folded, weeks: [...this.#weeks].map(([week, sum]) => [week, sum.export()]) };
  }

  absorb({ folded, weeks }: WeeksParts<Parts>): void {
    if (folded) this.#fold();
    for (const [week, parts] of weeks) this.at(week)?.absorb(parts);
  }

  /** In their order; empty where there are too many. */
  list(): (readonly [week: number, sum: S])[] {
    return [...this.#weeks].sort(([a], [b]) => a - b);
  }

  #fold(): void {
    this.#folded = true;
    this.#weeks.clear();
  }
}
